using System.Text;
using Outreach.Language;

namespace Outreach.Content;

/// <summary>What sending rules ask of the text itself: a label in front and words that say how to refuse.</summary>
public static class SendingText
{
    /// <summary>
    /// The text with the label as its very first characters, once: what an author typed, in any case and however often, is
    /// replaced by the machine's own.
    /// </summary>
    public static string WithLabel(string text, string? label)
    {
        var rest = text.Trim();
        if (label is null)
            return rest;
        while (rest.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            rest = rest[label.Length..].TrimStart();
        return $"{label} {rest}";
    }

    /// <summary>Whether one of the phrases stands in the text as whole words, marks, case and punctuation aside.</summary>
    public static bool SaysHowToRefuse(string text, IReadOnlyList<string> phrases)
    {
        var words = Words(text);
        return phrases.Any(phrase => words.Contains(Words(phrase), StringComparison.Ordinal));
    }

    // Between spaces, so that one phrase is found in another only at the borders of words.
    private static string Words(string text)
    {
        var words = new StringBuilder(" ");
        foreach (var c in VietnameseMarks.Strip(UnicodeRepair.Repair(text)).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                words.Append(c);
            else if (words[^1] != ' ')
                words.Append(' ');
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
