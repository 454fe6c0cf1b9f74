using System.Text.RegularExpressions;

namespace Outreach.Language.Privacy;

/// <summary>Words beside which a number is a secret. All read the plain view: lower case, no marks.</summary>
internal static partial class Cues
{
    // Codes, dossier numbers, laws, telephone numbers, amounts and dates: never secrets by themselves.
    [GeneratedRegex(
        """
        \bpakn\.\d{8}\.\d{4}\b
        |(?<!\w)(?:\d{3}\.\d{2}\.\d{2}\.)?[a-z]\d{2}(?:\.\d{1,4}){0,4}-\d{6}-\d{3,6}\b
        |\b\d{1,4}(?:\.\d{1,2})?\s?/\s?\d{4}\s?/\s?[a-z]{2,6}
        |(?<![\d.,])[1-9][.,]\d{6}(?:\.\d{2})?(?![\d]|[.,]\d)
        |(?<![\d+.\-])(?:\+\s?84|0084|84)[\s.\-]?\(?0?\)?[35789](?:[\s.\-]?\d){8}(?![\s.\-]?\d)
        |(?<![\d.\-])0[35789](?:[\s.\-]?\d){8}(?![\s.\-]?\d)
        |(?<![\d.\-])0[35789]\d{8}(?=\s+0\d)
        |(?<![\d.\-])1[89]00(?:[\s.\-]?\d){4,6}(?![\s.\-]?\d)
        |(?<![\d.,])\d{1,3}(?:[.,]\d{3}){1,5}(?=\s?(?:d|dong|vnd|₫|usd)\b)
        |(?<![\d.,])\d{1,15}(?=\s?(?:d|dong|vnd|₫|usd|k|nghin|ngan|trieu|tr|ty)\b)
        |(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}(?!\d)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    public static partial Regex Harmless();

    [GeneratedRegex(@"\b(?:so )?(?:stk|so tk|so tai khoan|tai khoan ngan hang|tk ngan hang|account number|iban)\b[^\d\n]{0,25}?(?<digits>\d(?:[ .\-]?\d){5,18})(?![\w/])")]
    public static partial Regex BankAccount();

    [GeneratedRegex(@"\b(?:so the|the atm|the tin dung|the ngan hang|the ghi no|visa|mastercard|napas|card(?: number)?)\b[^\d\n]{0,20}?(?<digits>\d(?:[ .\-]{0,2}\d){12,18})(?!\w)")]
    public static partial Regex Card();

    [GeneratedRegex(@"\b(?:otp|ma xac (?:thuc|nhan|minh)|ma kich hoat|ma bao mat|ma pin|pin|passcode|verification code)\b[^\d\n]{0,25}?(?<digits>\d(?:[ \-]?\d){3,7})(?![\d/%]|[.,]\d)")]
    public static partial Regex CodeAfter();

    [GeneratedRegex(@"(?<![\d.,/\-])(?<digits>\d(?:[ \-]?\d){3,7})\s{0,2}(?:la|:|=|-)\s{0,2}(?:cai )?(?:ma )?(?:otp|ma xac (?:thuc|nhan|minh)|ma pin)\b")]
    public static partial Regex CodeBefore();

    [GeneratedRegex(@"\b(?:cvv2?|cvc2?|csc|ba so (?:mat |phia |o )?sau|3 so (?:mat |phia |o )?sau)\b[^\d\n]{0,15}?(?<digits>\d{3,4})(?!\d)")]
    public static partial Regex SecurityCode();

    [GeneratedRegex(@"\b(?:exp|expiry|expires|valid(?: thru)?|good thru|hieu luc the|han the|thang nam het han)\b[^\d\n]{0,12}?(?<digits>(?:0?[1-9]|1[0-2])\s?[/\-]\s?(?:20)?\d{2})(?!\d)")]
    public static partial Regex Expiry();

    /// <summary>Month and year without a word, and a security code after them: they count only beside a card number.</summary>
    [GeneratedRegex(@"\G[^\d\n]{0,20}?(?<digits>(?:0[1-9]|1[0-2])\s?[/\-]?\s?(?:20)?\d{2})(?!\d)(?:[^\d\n]{1,12}(?<code>\d{3,4})(?!\d))?")]
    public static partial Regex ExpiryAfterCard();

    [GeneratedRegex(@"\b(?:cmnd|cmt|cmtnd|cccd|cc|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?|dinh danh(?: ca nhan)?|sddcn|so giay to)\b[^\d\n]{0,30}?(?<digits>\d(?:[ .\-]{0,2}\d){8}(?:(?:[ .\-]{0,2}\d){3})?)(?![\d/]|[.\-]\d)")]
    public static partial Regex Identity();

    // "mật khẩu vneid của tôi là: hoaSen99"; "mật khẩu là gì" is a question.
    [GeneratedRegex(@"\b(?<word>mat khau|matkhau|password|pass|passwd|pwd|mk)\b(?<between>[^\n:=\d]{0,30}?)\s?(?<link>[:=]|\bla\b\s?:?|\bis\b)\s{0,2}(?<value>\S{1,64})")]
    public static partial Regex Password();
}
