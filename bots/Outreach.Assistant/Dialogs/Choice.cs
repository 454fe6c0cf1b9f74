using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>A number that picks something offered: "2", "số 2", "chọn 2", "cái thứ 2".</summary>
internal static partial class Choice
{
    /// <summary>The number, from 1; null when the text is no choice.</summary>
    public static int? Of(string text)
    {
        var match = Pick().Match(VietnameseMarks.Strip(text).ToLowerInvariant().Trim());
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"^(?:(?:toi |em |minh )?(?:chon|lay|bam|phim)?\s*(?:so|cai|cau|muc|thu|cai thu|cai so|phim)?\s*)([1-9])\s*(?:nhe|nha|a|di)?[.!)]?$")]
    private static partial Regex Pick();
}
