using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>The head of a plan: number, place and date, title.</summary>
/// <param name="BodyStart">Index of the first line after the title.</param>
internal sealed partial record PlanHead(string? Number, string? Place, PartialDate? Issued, string Title, int Year, int BodyStart)
{
    public static PlanHead Read(string[] lines, string fileName)
    {
        var heading = Array.FindIndex(lines, line => line.Trim('*', '#', ' ', '\t').Equals("KẾ HOẠCH", StringComparison.OrdinalIgnoreCase));
        if (heading < 0)
            throw new PlanFormatException(fileName, null, "no line \"KẾ HOẠCH\"; expected the title of a plan under such a line");

        var (title, bodyStart) = TitleUnder(lines, heading, fileName);
        var (number, place, issued) = LettersOf(lines, heading, fileName);
        var year = YearOf().Match(title) is { Success: true } named
            ? Int(named, "y")
            : issued?.Year ?? throw new PlanFormatException(
                fileName, heading + 1, "no year; expected \"năm 2026\" in the title or in the date line above it");
        return new PlanHead(number, place, issued, title, year, bodyStart);
    }

    /// <summary>
    /// Who issues the plan: named in the title ("của Sở … năm 2022"), else who "ban hành" or "xây dựng" it in the preamble.
    /// </summary>
    public string? IssuerIn(string preamble)
    {
        if (OfIssuer().Match(Title) is { Success: true } inTitle)
            return inTitle.Groups["who"].Value;

        var last = Issues().Matches(preamble).LastOrDefault();
        return last?.Groups["who"].Value.Trim();
    }

    private static (string Title, int BodyStart) TitleUnder(string[] lines, int heading, string fileName)
    {
        var first = Array.FindIndex(lines, heading + 1, line => line.Trim().Length > 0);
        if (first < 0)
            throw new PlanFormatException(fileName, heading + 1, "nothing follows \"KẾ HOẠCH\"; expected the title");

        var end = Array.FindIndex(lines, first, line => line.Trim().Length == 0);
        end = end < 0 ? lines.Length : end;
        return (string.Join(' ', lines[first..end].Select(line => line.Trim())), end);
    }

    private static (string? Number, string? Place, PartialDate? Issued) LettersOf(string[] lines, int heading, string fileName)
    {
        string? number = null, place = null;
        PartialDate? issued = null;
        for (var i = 0; i < heading; i++)
        {
            if (Numbered().Match(lines[i]) is { Success: true } found)
                number = found.Groups["n"].Value;
            if (DateLine().Match(lines[i]) is not { Success: true } date)
                continue;

            place = date.Groups["place"].Value.Trim();
            issued = new PartialDate(Int(date, "y"), Optional(date, "m"), Optional(date, "d"));
            if (!Exists(issued))
                throw new PlanFormatException(fileName, i + 1, $"there is no such date: \"{lines[i].Trim()}\"");
        }

        return (number, place, issued);
    }

    private static bool Exists(PartialDate date) =>
        date.Month is null or (>= 1 and <= 12)
        && (date.Day is null || date.Month is null || (date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month.Value)));

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static int? Optional(Match match, string group) => match.Groups[group].Success ? Int(match, group) : null;

    [GeneratedRegex(@"^\s*Số\s*:\s*(?<n>\d+\s*/\s*[\p{L}\d&-]+)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\s*(?<place>\p{Lu}[^,]{1,60}), ngày(?:\s+(?<d>\d{1,2}))?\s+tháng(?:\s+(?<m>\d{1,2}))?\s+năm\s+(?<y>20\d\d)")]
    private static partial Regex DateLine();

    [GeneratedRegex(@"năm (?<y>20\d\d)")]
    private static partial Regex YearOf();

    [GeneratedRegex(@"\bcủa (?<who>(?:Sở|UBND|Ủy ban nhân dân|Văn phòng|Bộ|Ban|Cục|Chi cục)\b.+?)(?: năm 20\d\d.*)?$")]
    private static partial Regex OfIssuer();

    [GeneratedRegex(@"(?:^|[;,.]\s+)(?<who>\p{Lu}[^;,.]*?) (?:ban hành|xây dựng) [Kk]ế hoạch", RegexOptions.Multiline)]
    private static partial Regex Issues();
}
