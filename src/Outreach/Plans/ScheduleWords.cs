using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>Reads the ways in which plans word a schedule.</summary>
public static partial class ScheduleWords
{
    /// <param name="InSentences">Whether the words mean a schedule even inside a sentence; "tháng 4 năm 2018" there dates a document.</param>
    private sealed record Wording(Regex Pattern, bool InSentences, Func<Match, int, Schedule?> Read);

    // In order: the exact before the vague, so "trước ngày 15/11 hàng năm" is not taken for "hàng năm".
    private static readonly Wording[] Wordings =
    [
        new(BeforeEachYear(), true, static (m, _) => DayOf(m, 2000) is { } day ? new Schedule.BeforeEachYear(day.Month, day.Day, m.Value) : null),
        new(Before(), true, static (m, year) => DayOf(m, Year(m, year)) is { } day ? new Schedule.Before(day, m.Value) : null),
        new(Quarter(), true, static (m, year) => new Schedule.InQuarter(QuarterOf(m.Groups["q"].Value), Year(m, year), m.Value)),
        new(Month(), false, static (m, year) => new Schedule.InMonth(Int(m, "m"), Year(m, year), m.Value)),
        new(HalfYearly(), true, static (m, _) => new Schedule.Every(Cadence.HalfYearly, m.Value)),
        new(Recurring(), true, static (m, _) => new Schedule.Every(CadenceOf(m.Groups["unit"].Value), m.Value)),
        new(WithinYear(), false, static (m, year) => new Schedule.WithinYear(Year(m, year), m.Value)),
        new(ByProgress(), true, static (m, _) => new Schedule.ByProgress(m.Value)),
        new(OnRequest(), true, static (m, _) => new Schedule.OnRequest(m.Value)),
    ];

    /// <summary>
    /// Reads a schedule cell. The whole cell must be understood: of "Quý I và Quý III" no half is taken, the words are kept as unspecified.
    /// </summary>
    /// <param name="planYear">The year meant where the words name none.</param>
    public static Schedule Parse(string words, int planYear)
    {
        var text = words.Trim().TrimEnd('.', ';', ',');
        foreach (var wording in Wordings)
        {
            var match = wording.Pattern.Match(text);
            if (match.Success && match.Length == text.Length && wording.Read(match, planYear) is { } schedule)
                return schedule;
        }

        return new Schedule.Unspecified(words.Trim());
    }

    /// <summary>The first schedule named inside a sentence, exact ones first; null when it names none.</summary>
    public static Schedule? Find(string sentence, int planYear)
    {
        foreach (var wording in Wordings.Where(wording => wording.InSentences))
        {
            var match = wording.Pattern.Match(sentence);
            if (match.Success && wording.Read(match, planYear) is { } schedule)
                return schedule;
        }

        return null;
    }

    private static DateOnly? DayOf(Match match, int year)
    {
        var (month, day) = (Int(match, "m"), Int(match, "d"));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Year(Match match, int planYear) => match.Groups["y"].Success ? Int(match, "y") : planYear;

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static int QuarterOf(string numeral) => numeral.ToUpperInvariant() switch
    {
        "I" or "1" => 1,
        "II" or "2" => 2,
        "III" or "3" => 3,
        _ => 4,
    };

    private static Cadence CadenceOf(string unit) => unit.ToUpperInvariant() switch
    {
        "TUẦN" => Cadence.Weekly,
        "THÁNG" => Cadence.Monthly,
        "QUÝ" => Cadence.Quarterly,
        _ => Cadence.Yearly,
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string OfYear = @"(?:\s*(?:/|-|năm)\s*(?<y>20\d\d))?";

    [GeneratedRegex(@"trước (?:ngày )?(?<d>\d{1,2})/(?<m>\d{1,2})(?: hàng| hằng| mỗi) năm", Options)]
    private static partial Regex BeforeEachYear();

    [GeneratedRegex(@"trước (?:ngày )?(?<d>\d{1,2})/(?<m>\d{1,2})(?:/(?<y>20\d\d))?", Options)]
    private static partial Regex Before();

    [GeneratedRegex(@"(?:trong )?\bquý (?<q>IV|III|II|I|[1-4])\b" + OfYear, Options)]
    private static partial Regex Quarter();

    [GeneratedRegex(@"(?:trong )?\btháng (?<m>1[0-2]|0?[1-9])\b" + OfYear, Options)]
    private static partial Regex Month();

    [GeneratedRegex(@"(?:định kỳ )?\b(?:0?6|sáu) tháng (?:và|,) (?:hàng |hằng |một |01 )?năm", Options)]
    private static partial Regex HalfYearly();

    [GeneratedRegex(@"(?:định kỳ )?(?<!ngân sách )(?:hàng|hằng|mỗi) (?<unit>tuần|tháng|quý|năm)", Options)]
    private static partial Regex Recurring();

    [GeneratedRegex(@"(?:trong )?\bnăm (?<y>20\d\d)|trong năm", Options)]
    private static partial Regex WithinYear();

    [GeneratedRegex(@"theo tiến độ[^.;]*", Options)]
    private static partial Regex ByProgress();

    [GeneratedRegex(@"(?:khi có|theo) yêu cầu[^.;]*", Options)]
    private static partial Regex OnRequest();
}
