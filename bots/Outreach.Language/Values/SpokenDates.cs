using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>Dates told from today: "hôm qua", "thứ hai tuần sau", "tháng trước", "năm ngoái", "3 ngày nữa".</summary>
internal static class SpokenDates
{
    /// <summary>Days are added to days near today, but today itself may lie at the edge of the calendar.</summary>
    private const int Margin = 1100;

    public static DateRange? Read(Match match, DateOnly today)
    {
        if (today.Year is < Margin or > 9999 - Margin)
            return null;
        if (match.Groups["day"] is { Success: true } day)
            return DateRange.Day(today.AddDays(DayOffset(day.Value)));
        var (unit, which) = (match.Groups["unit"].Value, match.Groups["which"].Value);
        if (match.Groups["count"] is { Success: true } count)
            return Counted(today, unit, int.Parse(count.ValueSpan, CultureInfo.InvariantCulture) * (which is "" or "truoc" ? -1 : 1));
        return Whole(today, unit, Offset(which), match.Groups["weekday"].Value);
    }

    private static int DayOffset(string day) => day switch
    {
        "hom kia" or "bua kia" => -2,
        "hom qua" or "bua qua" => -1,
        "hom nay" or "bua nay" => 0,
        "ngay kia" or "ngay mot" => 2,
        _ => 1,
    };

    private static int Offset(string which) => which switch { "nay" => 0, "sau" or "toi" or "sang" => 1, _ => -1 };

    private static DateRange? Counted(DateOnly today, string unit, int count) => DateRange.Day(unit switch
    {
        "ngay" => today.AddDays(count),
        "tuan" => today.AddDays(7 * count),
        "thang" => today.AddMonths(count),
        _ => today.AddYears(count),
    });

    private static DateRange? Whole(DateOnly today, string unit, int offset, string weekday)
    {
        if (unit == "nam")
            return DateRange.Year(today.Year + offset);
        if (unit == "thang")
            return DateRange.Month(today.AddMonths(offset).Year, today.AddMonths(offset).Month);
        var monday = today.AddDays(7 * offset - ((int)today.DayOfWeek + 6) % 7);
        return weekday.Length > 0 ? DateRange.Day(monday.AddDays(Weekday(weekday))) : new DateRange(monday, monday.AddDays(6));
    }

    /// <summary>Days after Monday, which Vietnamese calls the second.</summary>
    private static int Weekday(string weekday) => weekday switch
    {
        "thu hai" or "thu 2" => 0,
        "thu ba" or "thu 3" => 1,
        "thu tu" or "thu 4" => 2,
        "thu nam" or "thu 5" => 3,
        "thu sau" or "thu 6" => 4,
        "thu bay" or "thu 7" => 5,
        _ => 6,
    };
}
