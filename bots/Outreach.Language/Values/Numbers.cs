using System.Globalization;
using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>Numbers and amounts as people type them: "20k", "1tr2", "500 nghìn", "2 củ", "5 xị", "1.200.000đ".</summary>
public static partial class Numbers
{
    /// <summary>All numbers in their order. Codes, dates and telephone numbers are not told apart here: ask for them first.</summary>
    /// <param name="text">With or without marks; NFC.</param>
    public static IReadOnlyList<InText<Quantity>> Find(string text)
    {
        var found = new List<InText<Quantity>>();
        foreach (Match match in Amount().Matches(PlainCopy.Of(text)))
            if (Read(match) is { } quantity)
                found.Add(new(match.Index, match.Length, quantity));
        return found;
    }

    private static Quantity? Read(Match match)
    {
        if (!TryReadNumber(match.Groups["number"].Value, out var number))
            return null;
        var unit = match.Groups["unit"].Value;
        var tail = match.Groups["tail"].Value;
        var factor = FactorOf(unit);
        // 1tr2 is 1.2 million, 1tr25 1.25 million, 2k5 2.5 thousand.
        if (tail.Length > 0 && factor > 1)
            number += decimal.Parse(tail, CultureInfo.InvariantCulture) / (decimal)Math.Pow(10, tail.Length);
        if (match.Groups["half"].Success)
            number += 0.5m;
        var grouped = match.Groups["number"].Value.Length > 4 && unit.Length == 0 && match.Groups["number"].ValueSpan.ContainsAny('.', ',');
        return new Quantity(number * factor, unit.Length > 0 || match.Groups["dong"].Success || grouped);
    }

    /// <summary>A point or comma before three digits groups thousands; before one or two it is the decimal sign.</summary>
    private static bool TryReadNumber(string written, out decimal number)
    {
        var sign = written.AsSpan().LastIndexOfAny('.', ',');
        var grouped = sign >= 0 && written.Length - sign - 1 == 3;
        var plain = grouped || sign < 0
            ? written.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
            : string.Concat(written[..sign].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), ".", written[(sign + 1)..]);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static decimal FactorOf(string unit) => unit switch
    {
        "k" or "nghin" or "ngan" or "ng" => 1_000m,
        "tr" or "trieu" or "cu" or "chai" => 1_000_000m,
        "xi" => 100_000m,
        "ty" or "ti" => 1_000_000_000m,
        _ => 1m,
    };

    // At most 15 digits: more is no amount, and decimal must hold the product.
    [GeneratedRegex(
        """
        (?<![\w.,/\-])
        (?<number>\d{1,3}(?:[.,]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?)(?![\d.,]\d)
        (?:\s?(?:(?<unit>nghin|ngan|trieu|chai|k|tr|cu|xi|ty|ti)(?:(?<tail>\d{1,3})|\s(?<half>ruoi))?(?!\w)(?:\s?(?<dong>dong|vnd|d|₫)(?!\w))?|(?<dong>dong|vnd|vnd|d|₫)(?!\w)))?
        (?![\w]|[/\-]\d)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
