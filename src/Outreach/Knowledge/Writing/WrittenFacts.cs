using System.Text.RegularExpressions;

namespace Outreach.Knowledge.Writing;

/// <summary>What in a text could be checked against a law or a price list.</summary>
internal sealed partial record WrittenFacts(
    IReadOnlySet<string> Numbers,
    IReadOnlySet<string> Measures,
    IReadOnlySet<string> Links,
    IReadOnlySet<string> Capitals,
    IReadOnlySet<string> Exemptions,
    int Denials)
{
    private const string Units =
        "ngày|giờ|phút|tuần|tháng|năm|tuổi|đồng|đ|vnđ|vnd|nghìn|ngàn|triệu|tỷ|tỉ|trăm|%|phần trăm|bản|bộ|lần|trang|người|điều|khoản|điểm|cấp|loại|mức";

    private const string NumberWords =
        "không|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ|rưỡi|nửa|vài|mấy";

    public static WrittenFacts Of(string text)
    {
        var lower = text.ToLowerInvariant();
        return new(
            Found(Number(), lower),
            Found(Measure(), lower).Concat(Found(Worded(), lower)).Select(Spaced).ToHashSet(),
            Found(Link(), lower),
            Found(Capital(), text),
            Found(Exemption(), lower).Select(Spaced).ToHashSet(),
            Denial().Count(lower));
    }

    private static HashSet<string> Found(Regex what, string text) => [.. what.Matches(text).Select(match => match.Value.TrimEnd('.', ',', ':', ';', '-', '–', '/', ')'))];

    private static string Spaced(string text) => Blank().Replace(text, " ");

    // Anything with a digit in it, up to the next blank: 15.000, 15/01/2026, 1.001193, 62/2021/nđ-cp, ct01, ②
    [GeneratedRegex(@"[^\s()\[\]“”""]*[\p{N}][^\s()\[\]“”""]*")]
    private static partial Regex Number();

    // "3 ngày" and "15.000 đồng" belong together: the numbers of two facts may not be exchanged.
    [GeneratedRegex(@"[^\s()]*\p{N}[^\s()]*\s+(?:" + Units + @")(?!\p{L})|(?:điều|khoản|điểm|mức độ|mức|cấp|loại|lớp)\s+\p{N}+")]
    private static partial Regex Measure();

    // "ba ngày", "mười lăm nghìn đồng"
    [GeneratedRegex(@"(?<!\p{L})(?:(?:" + NumberWords + @")\s+)+(?:" + Units + @")(?!\p{L})")]
    private static partial Regex Worded();

    [GeneratedRegex(@"(?:https?|ftp|tel|mailto|javascript|data):[^\s]+|www\.[^\s]+|[\w.+-]+@[\w-]+\.[\w.-]+|\]\([^)]*\)|<[^>]*>|(?<![\w@.])[\p{L}\w-]+(?:\.[\p{L}\w-]+)*\.(?:vn|com|net|org|info|gov|edu|io|me|ly|co|app|xyz|top|site|online|link|click|cc|ru|cn|tk)(?![\p{L}\w])[^\s]*")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\p{L})\p{Lu}{2,}[\p{L}\p{N}-]*")]
    private static partial Regex Capital();

    [GeneratedRegex(@"miễn(?:\s+(?:phí|lệ\s+phí|thuế|nộp|giảm|toàn\s+bộ))?|không\s+(?:mất|thu|tốn|phải\s+(?:nộp|trả|đóng))\s+(?:phí|tiền|lệ\s+phí|gì|khoản)|(?<!\p{L})(?:free|tặng|hoàn\s+tiền|giảm)(?!\p{L})")]
    private static partial Regex Exemption();

    [GeneratedRegex(@"(?<!\p{L})(?:không|chưa|chẳng|đừng|chớ|cấm|trừ|ngoại\s+trừ|miễn|bắt\s+buộc)(?!\p{L})")]
    private static partial Regex Denial();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
