using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>
/// Splits the names and sentences an index is built from. Folding is slow, the same few thousand words come again and again,
/// and the same names are read for several purposes; so both are remembered while building.
/// </summary>
internal sealed class WordReader
{
    private readonly Dictionary<Token, Word> words = [];
    private readonly Dictionary<string, Word[]> texts = new(StringComparer.Ordinal);

    public Word[] Split(string text)
    {
        if (!texts.TryGetValue(text, out var known))
            texts[text] = known = [.. Tokenizer.Tokenize(text).Select(WordOf)];
        return known;
    }

    private Word WordOf(Token token)
    {
        if (!words.TryGetValue(token, out var word))
            words[token] = word = Word.Of(token);
        return word;
    }
}
