using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>Cuts secrets out of a message before anything else sees it, so no reply can echo them.</summary>
internal static partial class Secrets
{
    private const string Mark = "\u0001";

    /// <summary>The message without its secrets; <paramref name="found"/> tells whether there were any.</summary>
    public static string Remove(string text, out bool found)
    {
        found = SensitiveData.Find(text).Count > 0;
        return found ? Announced().Replace(SensitiveData.Redact(text, static _ => Mark), " ") : text;
    }

    // "Số căn cước …" only announced the number: it is not what is asked about.
    [GeneratedRegex(
        @"(?:\bs[ốo]\s+(?:th[ẻe]\s+)?(?:c[ăa]n c[ưu][ớo]c(?: c[ôo]ng d[âa]n)?|cccd|cmnd|cmt|[đd][ịi]nh danh|th[ẻe])\s*(?:l[àa]\b|:)?)?\s*\u0001",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announced();
}
