using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>Lines of a plan's body as whole paragraphs with their marks.</summary>
internal static partial class PlanParagraphs
{
    /// <summary>Paragraphs of <paramref name="lines"/> from index <paramref name="from"/> up to <paramref name="to"/>.</summary>
    public static IReadOnlyList<PlanParagraph> Read(string[] lines, int from, int to)
    {
        var paragraphs = new List<PlanParagraph>();
        var lastNumber = 0;
        for (var i = from; i < to; i++)
        {
            var text = lines[i].Trim();
            if (text.Length == 0)
                continue;

            var (mark, rest) = MarkOf(text, lastNumber);
            if (mark is null && paragraphs.Count > 0 && Continues(paragraphs[^1], text))
            {
                paragraphs[^1] = paragraphs[^1] with { Text = paragraphs[^1].Text + " " + text };
                continue;
            }

            lastNumber = int.TryParse(mark, out var number) ? number : IsRoman(mark) ? 0 : lastNumber;
            paragraphs.Add(new PlanParagraph(mark, rest, i + 1));
        }

        return paragraphs;
    }

    /// <summary>Whether the mark is that of a chapter: "I", "IV".</summary>
    public static bool IsRoman(string? mark) => mark is not null && mark.All(c => c is 'I' or 'V' or 'X');

    public static bool IsLetter(string? mark) => mark is [>= 'a' and <= 'z' or 'đ'];

    private static (string? Mark, string Text) MarkOf(string text, int lastNumber)
    {
        var match = Marked().Match(text);
        if (match.Success)
            return (match.Groups["mark"].Value, match.Groups["text"].Value);

        // A scanned "3 Tuyên truyền" has lost its full stop; it is a mark only if 3 is the number due.
        var bare = Bare().Match(text);
        return bare.Success && int.Parse(bare.Groups["mark"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) == lastNumber + 1
            ? (bare.Groups["mark"].Value, bare.Groups["text"].Value)
            : (null, text);
    }

    /// <summary>
    /// Whether an unmarked line is the rest of a sentence cut by a page break: the paragraph before has no closing mark, and
    /// the line goes on in small letters, with a document number ("Thông tư số | 02/2017/TT-VPCP") or with an acronym in mid-sentence.
    /// </summary>
    private static bool Continues(PlanParagraph previous, string text) =>
        !Closed().IsMatch(previous.Text) && !IsRoman(previous.Mark)
        && (char.IsLower(text[0])
            || DocumentNumber().IsMatch(text)
            || (previous.Text.Length >= LongerThanAnyHeading && Acronym().IsMatch(text)));

    // The longest heading seen in five real plans has 96 characters, and none is followed by a bare paragraph.
    private const int LongerThanAnyHeading = 100;

    [GeneratedRegex(@"^(?:(?<mark>[IVX]+)\.|(?<mark>\d{1,2})[.)]|(?<mark>[a-zđ])[.)]|(?<mark>[-–+]))\s+(?<text>\S.*)$", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^(?<mark>\d{1,2})\s+(?<text>\p{Lu}.*)$", RegexOptions.Singleline)]
    private static partial Regex Bare();

    [GeneratedRegex(@"[.;:!?…/)]\s*$")]
    private static partial Regex Closed();

    [GeneratedRegex(@"^\d+/")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"^\p{Lu}{2,}\s+\p{Ll}")]
    private static partial Regex Acronym();
}
