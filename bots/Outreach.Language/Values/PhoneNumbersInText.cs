using System.Text.RegularExpressions;

namespace Outreach.Language.Values;

/// <summary>Vietnamese telephone numbers in any spelling: 0912 345 678, +84 (0)91…, 84912345678, (024) 3825 1234, 1900.1234.</summary>
public static partial class PhoneNumbersInText
{
    /// <summary>All numbers in their order, in E.164 ("+84912345678"); 1800 and 1900 numbers too, though they cannot be called from abroad.</summary>
    public static IReadOnlyList<InText<string>> Find(string text)
    {
        var found = new List<InText<string>>();
        foreach (Match match in Written().Matches(PlainCopy.Of(text)))
            found.Add(new(match.Index, match.Length, "+84" + Subscriber(match)));
        return found;
    }

    private static string Subscriber(Match match) => string.Concat(match.Groups["number"].Value.Where(char.IsAsciiDigit));

    // Mobile: nine digits after the prefix. Fixed: 2 and nine more. Not inside a longer number: identity numbers are grouped alike.
    [GeneratedRegex(
        """
        (?<![\w+]|(?<!\d{8})\d[.\-\s])
        (?:
          (?:\(?(?:\+\s?84|0084|84)\)?[\s.\-]?(?:\(?0\)?[\s.\-]?)?|\(?0)(?<number>(?:[35789]|2\d)(?:[\s.\-)]{0,2}\d){8})
          |(?<number>1[89]00(?:[\s.\-]{0,2}\d){4,6})
        )
        (?!\w|[.\-]\d|\s\d{1,3}(?!\d)|\s\d{3}\s\d{3})
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
