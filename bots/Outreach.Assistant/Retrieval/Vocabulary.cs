using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>Numbers for the words of a collection in both spellings. Folding is slow, and millions of words have few thousand forms.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, WordIds> typed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> marked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> plain = new(StringComparer.Ordinal);

    public int MarkedCount => marked.Count;

    public int PlainCount => plain.Count;

    public WordIds Add(Word word) => new(Number(marked, word.Folded), Number(plain, word.Plain));

    /// <param name="word">Lower case, NFC.</param>
    public WordIds Add(ReadOnlySpan<char> word)
    {
        var lookup = typed.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(word, out var ids))
            return ids;
        var text = word.ToString();
        return typed[text] = Add(Word.Of(new Token(text, TokenKind.Word)));
    }

    /// <summary>-1 for what no document has.</summary>
    public WordIds Find(Word word) => new(marked.GetValueOrDefault(word.Folded, -1), plain.GetValueOrDefault(word.Plain, -1));

    private static int Number(Dictionary<string, int> numbers, string text)
    {
        if (!numbers.TryGetValue(text, out var number))
            numbers[text] = number = numbers.Count;
        return number;
    }
}

/// <param name="Marked">-1 when unknown with these marks.</param>
/// <param name="Plain">-1 when unknown.</param>
internal readonly record struct WordIds(int Marked, int Plain);
