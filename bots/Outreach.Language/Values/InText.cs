namespace Outreach.Language.Values;

/// <summary>A value and where it stands in a text.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">In characters.</param>
public readonly record struct InText<T>(int Start, int Length, T Value);

/// <summary>A number with what its unit tells.</summary>
/// <param name="Value">"1tr2" is 1,200,000.</param>
/// <param name="IsMoney">A unit of money stood with it (đ, đồng, k, củ), or it is grouped by thousands and stands for itself.</param>
public readonly record struct Quantity(decimal Value, bool IsMoney);

/// <summary>Days from the first to the last, both included; one day has both equal.</summary>
public readonly record struct DateRange(DateOnly First, DateOnly Last)
{
    public static DateRange Day(DateOnly day) => new(day, day);

    public static DateRange Month(int year, int month) => new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)));

    public static DateRange Quarter(int year, int quarter) => new(Month(year, quarter * 3 - 2).First, Month(year, quarter * 3).Last);

    public static DateRange Year(int year) => new(new(year, 1, 1), new(year, 12, 31));
}
