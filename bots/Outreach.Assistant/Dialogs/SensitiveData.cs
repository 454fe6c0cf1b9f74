using System.Text.RegularExpressions;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// Finds what a citizen should never send to a chat: card numbers, identity numbers, one-time codes, passwords.
/// Found numbers are cut out before anything else sees the message, so no reply can echo them.
/// </summary>
internal static partial class SensitiveData
{
    private const string Mask = " \u0001 ";

    /// <summary>The message without its secrets; <paramref name="found"/> tells whether there were any.</summary>
    public static string Remove(string text, out bool found)
    {
        var clean = Secret().Replace(text, Mask);
        clean = Digits().Replace(clean, match => IsSensitive(match.Value) ? Mask : match.Value);
        found = clean != text;
        return found ? Label().Replace(clean, " ") : clean;
    }

    private static bool IsSensitive(string written)
    {
        var digits = new string([.. written.Where(char.IsAsciiDigit)]);
        return digits.Length switch
        {
            // Identity numbers have 12 digits (9 before 2021); a round 9-digit number is an amount.
            12 => true,
            9 => !digits.EndsWith("000", StringComparison.Ordinal) && written.Length == 9,
            >= 13 and <= 19 => PassesLuhn(digits),
            _ => false,
        };
    }

    private static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }

        return sum % 10 == 0;
    }

    // "Số căn cước …" only announced the number: it is not what is asked about.
    [GeneratedRegex(
        @"(?:\bs[ốo]\s+(?:th[ẻe]\s+)?(?:c[ăa]n c[ưu][ớo]c(?: c[ôo]ng d[âa]n)?|cccd|cmnd|cmt|[đd][ịi]nh danh|th[ẻe])\s*(?:l[àa]\b|:)?)?\s*\u0001",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    // Not part of a code such as H24.12-261101-0001 or of +84…
    [GeneratedRegex(@"(?<![\w+.\-/])\d(?:[ \-]?\d){8,18}(?![\w/]|[.\-]\d)")]
    private static partial Regex Digits();

    // "otp 123456", "mã xác thực là 12 34 56", "mật khẩu: abc123"; "mật khẩu vneid" alone is a question, not a secret.
    [GeneratedRegex(
        @"\b(?:otp|m[aã] x[aá]c (?:th[uự]c|nh[aậ]n)|cvv|pin)\b\D{0,20}\d[\d ]{2,8}|\bm[aậ]t kh[aẩ]u\b[^\n:]{0,20}(?:\bl[aà]\b|:)\s*\S+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
