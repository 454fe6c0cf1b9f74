using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>
/// Dates as people type them: 15/11/2026, 5.3.2026, "ngày 15 tháng 11", 15/11, "Quý I/2022", "tháng 10", "hôm qua", "tuần rồi".
/// </summary>
public static class DatesInText
{
    /// <summary>All dates in their order; dates that do not exist (31/2) are none. With or without marks.</summary>
    /// <param name="text">NFC.</param>
    /// <param name="today">
    /// Words such as "hôm qua" count from here; a date without a year is the one nearest to it. A week begins on Monday.
    /// </param>
    public static IReadOnlyList<InText<DateRange>> Find(string text, DateOnly today)
    {
        var plain = PlainCopy.Of(text);
        var found = new List<InText<DateRange>>();
        foreach (Match match in DatePatterns.Written().Matches(plain))
            if (DateReader.Read(match, today) is { } range)
                found.Add(new(match.Index, match.Length, range));
        foreach (Match match in DatePatterns.Spoken().Matches(plain))
            if (SpokenDates.Read(match, today) is { } range && !found.Exists(other => Overlap(other, match)))
                found.Add(new(match.Index, match.Length, range));
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    private static bool Overlap(InText<DateRange> found, Match match) =>
        found.Start < match.Index + match.Length && match.Index < found.Start + found.Length;
}
