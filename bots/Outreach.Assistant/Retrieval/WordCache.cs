using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>Folding is the slow part of building an index, and a corpus of millions of words has few thousand distinct ones.</summary>
internal sealed class WordCache
{
    private readonly Dictionary<Token, Word> known = [];

    public Word[] Split(string text)
    {
        var tokens = Tokenizer.Tokenize(text);
        var words = new Word[tokens.Count];
        for (var i = 0; i < words.Length; i++)
        {
            if (!known.TryGetValue(tokens[i], out words[i]))
                known[tokens[i]] = words[i] = Word.Of(tokens[i]);
        }

        return words;
    }
}
