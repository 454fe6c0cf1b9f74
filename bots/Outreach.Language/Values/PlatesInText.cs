using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>Number plates of vehicles: 93-K1 123.45, 30A-12345, 29h1 56789.</summary>
public static partial class PlatesInText
{
    /// <summary>All plates in their order, as they are printed without spaces: "93K1-123.45" and "29A-1234".</summary>
    public static IReadOnlyList<InText<string>> Find(string text)
    {
        var found = new List<InText<string>>();
        foreach (Match match in Plate().Matches(PlainCopy.Of(text)))
            found.Add(new(match.Index, match.Length, Printed(match)));
        return found;
    }

    private static string Printed(Match match)
    {
        var digits = match.Groups["first"].Value + match.Groups["second"].Value;
        var number = digits.Length == 5 ? $"{digits[..3]}.{digits[3..]}" : digits;
        return $"{match.Groups["place"].Value}{match.Groups["series"].Value.ToUpperInvariant()}-{number}";
    }

    // Provinces have 11 to 99; series are one letter, a letter and a digit, or two letters.
    [GeneratedRegex(@"(?<!\w|[./\-])(?<place>[1-9]\d)\s?-?\s?(?<series>[a-z](?:[a-z]|[1-9](?=[\s\-.]))?)[\s\-.]{0,3}(?<first>\d{3})[.\s]?(?<second>\d{1,2})(?!\w|[./\-]\d)")]
    private static partial Regex Plate();
}
