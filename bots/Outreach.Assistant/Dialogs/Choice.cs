using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>A number that picks one of the offered readings: "2", "số 2", "chọn 2", "cái thứ 2".</summary>
internal static partial class Choice
{
    /// <summary>The chosen candidate; null when the text chooses nothing that was offered.</summary>
    public static string? Of(string text, IReadOnlyList<string> candidates)
    {
        var match = Pick().Match(VietnameseMarks.Strip(text).ToLowerInvariant().Trim());
        return match.Success && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var number && number <= candidates.Count
            ? candidates[number - 1]
            : null;
    }

    [GeneratedRegex(@"^(?:(?:toi |em |minh )?(?:chon|lay)?\s*(?:so|cai|cau|muc|thu|cai thu|cai so)?\s*)([1-9])\s*(?:nhe|nha|a|di)?[.!)]?$")]
    private static partial Regex Pick();
}
