using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>Numbers for the words of a collection, without their marks. Folding is slow, and millions of words have few thousand forms.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> typed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> plain = new(StringComparer.Ordinal);

    public int Count => plain.Count;

    public int Add(Word word)
    {
        if (!plain.TryGetValue(word.Plain, out var number))
            plain[word.Plain] = number = plain.Count;
        return number;
    }

    /// <param name="word">Lower case, NFC.</param>
    public int Add(ReadOnlySpan<char> word)
    {
        var lookup = typed.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(word, out var number))
            return number;
        var text = word.ToString();
        return typed[text] = Add(Word.Of(new Token(text, TokenKind.Word)));
    }

    /// <summary>-1 for what no document has.</summary>
    public int Find(Word word) => plain.GetValueOrDefault(word.Plain, -1);
}
