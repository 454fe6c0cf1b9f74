using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Outreach.People.Import;

/// <summary>How people note consent in a list: a word, a cross, or the day it was given.</summary>
internal static class ConsentCell
{
    private static readonly string[] DateFormats = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d"];

    public static bool TryParse(string text, DateOnly today, out bool granted, [NotNullWhen(false)] out string? reason)
    {
        if (DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            granted = day <= today;
            reason = granted ? null : ImportReason.ConsentInFuture;
            return granted;
        }

        bool? word = ContactColumns.Key(text) switch
        {
            "co" or "x" or "yes" or "true" or "1" or "dong y" => true,
            "khong" or "no" or "false" or "0" or "khong dong y" => false,
            _ => null,
        };
        granted = word ?? false;
        reason = word is null ? ImportReason.ConsentUnknown : null;
        return word is not null;
    }
}
