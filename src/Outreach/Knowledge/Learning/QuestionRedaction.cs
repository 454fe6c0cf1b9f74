using System.Text.RegularExpressions;
using Outreach.Language;

namespace Outreach.Knowledge.Learning;

/// <summary>
/// Takes out of a question what points at a person: telephone, card and identity numbers, codes of dossiers, addresses of mail,
/// passwords, names. Codes of procedures, laws and years stay: they say what is asked. Rather too much is taken than too little.
/// </summary>
public static partial class QuestionRedaction
{
    private const string Number = "[số]";
    private const string Name = "[tên]";
    private const string Secret = "[ẩn]";

    private const int LongestText = 500;

    /// <summary>Fewer digits than this are an amount, a year or a clause.</summary>
    private const int PersonalDigits = 6;

    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = UnicodeRepair.Repair(text);
        clean = Mail().Replace(clean, Secret);
        clean = Password().Replace(clean, Secret);
        clean = DossierCode().Replace(clean, Number);
        clean = Digits().Replace(clean, match => IsPersonal(match.Value) ? Number : match.Value);
        clean = SaidName().Replace(clean, match => match.Groups[1].Value + Name);
        clean = Surname().Replace(clean, Name);
        // What is spelled out, hidden between other characters, or grouped in ways the patterns above do not know.
        clean = SensitiveData.Redact(clean, _ => Secret);
        return clean.Length <= LongestText ? clean : clean[..LongestText];
    }

    /// <summary>Whether numbers or secrets of a person stand in it.</summary>
    public static bool HidesNumbers(string text)
    {
        var clean = Redact(text);
        return clean.Contains(Number, StringComparison.Ordinal) || clean.Contains(Secret, StringComparison.Ordinal);
    }

    private static bool IsPersonal(string written)
    {
        if (ProcedureCode().IsMatch(written) || Amount().IsMatch(written))
            return false;
        return written.Count(char.IsAsciiDigit) >= PersonalDigits;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Mail();

    // "mật khẩu là abc", "otp: 123456", "mã xác thực 1234"
    [GeneratedRegex(
        @"(?:m[aậ]t kh[aẩ]u[^\n:]{0,20}?(?:\bl[aà]\b|:)\s*\S+)|(?:\b(?:otp|m[aã] x[aá]c (?:th[uự]c|nh[aậ]n)|cvv|pin)\b\D{0,20}\d(?: ?\d){2,8})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Password();

    // H24.12-261101-0001, 000.00.17.H24-261101-0001
    [GeneratedRegex(@"\b(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3})*-\d{6}-\d{3,5}\b", RegexOptions.IgnoreCase)]
    private static partial Regex DossierCode();

    [GeneratedRegex(@"\+?\d(?:[ .\-]?\d){3,}")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\d\.\d{6}$")]
    private static partial Regex ProcedureCode();

    // 1.500.000, but not 090.123.4567
    [GeneratedRegex(@"^[1-9]\d{0,2}(?:\.000){1,4}$|^[1-9]\d{0,2}\.\d{3}\.000$|^[1-9]\d*000000?$")]
    private static partial Regex Amount();

    // "tên là Trần Thị Hoa", "tôi tên hoa", "tôi là Nguyễn Văn A"
    [GeneratedRegex(@"((?:\b[Tt]ên(?: (?:tôi|em|con|cháu|mình))?(?: là)?:? |\b(?:[Tt]ôi|[Ee]m|[Mm]ình|[Cc]háu) là )|(?:\b(?:[ÔôÔ]ng|[Bb]à|[Aa]nh|[Cc]hị|[Bb]ác|[Cc]ô|[Cc]hú) ))(?:\p{Lu}\p{Ll}*\b ?){1,5}(?<! )")]
    private static partial Regex SaidName();

    // A surname, then capitalised syllables; one that also begins places (Hà Nội, Phan Thiết) needs two; or a surname with its
    // middle name, however typed.
    [GeneratedRegex(
        @"\b(?:Nguyễn|Nguyen|Trần|Tran|Lê|Phạm|Pham|Hoàng|Huỳnh|Huynh|Vũ|Võ|Đặng|Bùi|Bui|Đỗ|Ngô|Dương|Đinh|Trương|Đoàn|Trịnh|Trinh|Lưu)(?: \p{Lu}\p{Ll}*){1,4}\b"
        + @"|\b(?!Hồ Chí Minh|Ho Chi Minh)(?:Le|Hoang|Phan|Vu|Vo|Dang|Do|Hồ|Ho|Ngo|Duong|Lý|Ly|Dinh|Truong|Lâm|Lam|Mai|Doan|Cao|Tạ|Ta|Hà|Ha|Lương|Luong|Châu|Chau|Tô|To|Luu)(?: \p{Lu}\p{Ll}*){2,4}\b"
        + @"|\b(?i:nguyễn|nguyen|trần|tran|lê|le|phạm|pham|huỳnh|huynh|vũ|võ|đặng|dang|bùi|bui|đỗ|ngô|ngo|dương|duong|đinh|dinh) (?i:văn|van|thị|thi) \p{L}+(?: \p{Lu}\p{Ll}*)?\b")]
    private static partial Regex Surname();
}
