using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Language.Speech;

/// <summary>
/// Written Vietnamese as a person reads it out over a loudspeaker: dates, times, amounts, telephone numbers, codes and addresses in
/// words, abbreviations in full, no signs that are only seen.
/// </summary>
public static partial class SpokenText
{
    /// <param name="text">NFC.</param>
    /// <param name="abbreviations">Short forms as they are written, with what is said for them.</param>
    public static string Of(string text, IReadOnlyDictionary<string, string> abbreviations)
    {
        var said = Bullet().Replace(text, "");
        said = Address().Replace(said, match => Spell(match.Value));
        said = Written().Replace(said, match => abbreviations.TryGetValue(match.Value, out var full) ? full : match.Value);
        said = Date().Replace(said, match => SayDate(match) ?? match.Value);
        said = Clock().Replace(said, SayTime);
        said = Code().Replace(said, SayCode);
        said = Phone().Replace(said, match => SpokenNumber.DigitsOf(match.Value));
        said = Range().Replace(said, "$1 đến $2");
        said = Number().Replace(said, SayNumber);
        said = Signs().Replace(said, match => match.Value switch { "&" => " và ", "/" => " ", "+" => " cộng ", _ => " " });
        return Lines(said);
    }

    private static string? SayDate(Match match)
    {
        var (day, month) = (Whole(match.Groups["d"]), Whole(match.Groups["m"]));
        if (day is < 1 or > 31 || month is < 1 or > 12)
            return null;
        var first = match.Groups["ngay"].Success ? "ngày " : "";
        var year = match.Groups["y"].Success ? $" năm {SpokenNumber.Of(Whole(match.Groups["y"]))}" : "";

        // The first ten days are said with "mùng".
        var dayWords = day <= 10 ? $"mùng {SpokenNumber.Of(day)}" : SpokenNumber.Of(day);
        return $"{first}{dayWords} tháng {(month == 4 ? "tư" : SpokenNumber.Of(month))}{year}";
    }

    private static string SayTime(Match match)
    {
        var minutes = match.Groups["min"].Success ? Whole(match.Groups["min"]) : 0;
        return $"{SpokenNumber.Of(Whole(match.Groups["h"]))} giờ{(minutes == 0 ? "" : $" {SpokenNumber.Of(minutes)} phút")}";
    }

    /// <summary>A procedure's code: its numbers one by one, around the point.</summary>
    private static string SayCode(Match match) => string.Join(" chấm ", match.Value.Split('.').Select(SpokenNumber.DigitsOf));

    private static string SayNumber(Match match)
    {
        var digits = match.Groups["n"].Value.Replace(".", "", StringComparison.Ordinal);
        if (digits.Length > 15)
            return SpokenNumber.DigitsOf(digits);
        var whole = SpokenNumber.Of(long.Parse(digits, CultureInfo.InvariantCulture));
        var part = match.Groups["part"].Success ? " phẩy " + SpokenNumber.DigitsOf(match.Groups["part"].Value) : "";
        var unit = match.Groups["unit"].Value.Trim() switch { "%" => " phần trăm", "đ" or "₫" or "VNĐ" or "VND" => " đồng", _ => match.Groups["unit"].Value };
        return whole + part + unit;
    }

    /// <summary>An address of the web: its words as they are, its points said, without what comes before and after the host.</summary>
    private static string Spell(string address)
    {
        var host = Scheme().Replace(address, "").TrimEnd('/');
        return host.Replace(".", " chấm ", StringComparison.Ordinal).Replace("/", " gạch chéo ", StringComparison.Ordinal).Replace("-", " gạch ngang ", StringComparison.Ordinal);
    }

    /// <summary>Each line ends like a sentence, so that the reader pauses.</summary>
    private static string Lines(string text)
    {
        var lines = text.Split('\n').Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0);
        return string.Join('\n', lines.Select(line => ".!?:,;".Contains(line[^1], StringComparison.Ordinal) ? line : line + "."));
    }

    private static int Whole(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[ \t]*(?:[-–•*+]|\d{1,2}[.)])[ \t]+", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\b(?:https?://)?(?:[a-z0-9-]+\.)+(?:vn|com|org|net|me)\b(?:/[\w\-./]*\w)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"^https?://(?:www\.)?", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<![\p{L}\d])[\p{Lu}][\p{L}\d]*[\p{Lu}][\p{L}\d]*(?![\p{L}\d])")]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<ngay>\b[Nn]gày\s+)?(?<![\d/])(?<d>\d{1,2})/(?<m>\d{1,2})(?:/(?<y>(?:19|20)\d{2}))?(?![\d/])")]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?<h>[01]?\d|2[0-4])(?:[:h](?<min>[0-5]\d)|h|\s+giờ(?:\s+(?<min>[0-5]?\d)(?:\s+phút)?)?)(?![\p{L}\d])")]
    private static partial Regex Clock();

    /// <summary>1.001193 and 2.000815: one digit, a point, six digits.</summary>
    [GeneratedRegex(@"(?<![\d.])\d\.\d{6}(?:\.\d+)*(?![\d])")]
    private static partial Regex Code();

    /// <summary>Ten digits from 0, and hotlines of four that begin with 1 (1022) or longer ones with 1800, 1900.</summary>
    [GeneratedRegex(@"(?<![\d.,])(?:0(?:[ .]?\d){9,10}|1[89]00[ .]?\d{4,6}|1022|11[1-5])(?![\d.,]\d)")]
    private static partial Regex Phone();

    [GeneratedRegex(@"(\d)\s?[-–]\s?(\d)")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<![\p{L}\d])(?<n>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?<part>\d{1,3}))?(?<unit>\s?(?:%|đ(?!\p{L})|₫|VNĐ|VND))?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[&+/*_#“”""()\[\]<>|]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"[ \t\u00A0]+")]
    private static partial Regex Spaces();
}
