using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>Dates given by numbers.</summary>
internal static class DateReader
{
    public static DateRange? Read(Match match, DateOnly today)
    {
        var (day, month, year) = (Number(match, "d"), Number(match, "m"), FullYear(Number(match, "y")));
        if (match.Groups["q"] is { Success: true } quarter)
            return Nearest(today, year, y => DateRange.Quarter(y, Quarter(quarter.Value)));
        if (day is { } d && month is { } m)
            return Nearest(today, year, y => Exists(y, m, d) ? DateRange.Day(new(y, m, d)) : null);
        if (month is { } only)
            return only is < 1 or > 12 ? null : Nearest(today, year, y => DateRange.Month(y, only));
        return year is { } whole ? DateRange.Year(whole) : null;
    }

    /// <summary>Without a year, the occurrence that lies nearest to today.</summary>
    private static DateRange? Nearest(DateOnly today, int? year, Func<int, DateRange?> of)
    {
        if (year is { } given)
            return of(given);
        DateRange? best = null;
        for (var y = Math.Max(1, today.Year - 1); y <= Math.Min(9999, today.Year + 1); y++)
            if (of(y) is { } range && (best is not { } held || Distance(range, today) < Distance(held, today)))
                best = range;
        return best;
    }

    private static int Distance(DateRange range, DateOnly today) =>
        Math.Abs((range.First.DayNumber + range.Last.DayNumber) / 2 - today.DayNumber);

    private static bool Exists(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static int? FullYear(int? year) => year is < 100 ? year + 2000 : year;

    private static int Quarter(string written) => written switch { "i" or "1" => 1, "ii" or "2" => 2, "iii" or "3" => 3, _ => 4 };
}
