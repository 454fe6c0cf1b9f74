namespace Outreach.Assistant.Retrieval;

/// <summary>Phrases of the lexicon, found in a question with or without its accents.</summary>
internal sealed class PhraseBook<T>
{
    private readonly Dictionary<string, List<(Word[] Words, T Value)>> byFirstWord = [];

    public void Add(Word[] words, T value)
    {
        if (words.Length == 0)
            return;
        if (!byFirstWord.TryGetValue(words[0].Plain, out var sharing))
            byFirstWord[words[0].Plain] = sharing = [];
        sharing.Add((words, value));
    }

    public void AddAll(IEnumerable<Word[]> phrases, T value)
    {
        foreach (var phrase in phrases)
            Add(phrase, value);
    }

    /// <summary>Every phrase at every place, overlapping ones too.</summary>
    /// <param name="accentless">Words without marks match by their letters.</param>
    /// <param name="lenient">So do words whose marks were put back: those may be wrong, and a phrase of several words is plain enough.</param>
    public IEnumerable<Found<T>> FindAll(Word[] words, bool accentless, bool lenient = false)
    {
        for (var start = 0; start < words.Length; start++)
        {
            if (!byFirstWord.TryGetValue(words[start].Plain, out var candidates))
                continue;
            foreach (var (phrase, value) in candidates)
                if (Matches(words.AsSpan(start), phrase, accentless, lenient && phrase.Length > 1))
                    yield return new(start, phrase.Length, value);
        }
    }

    private static bool Matches(ReadOnlySpan<Word> words, Word[] phrase, bool accentless, bool lenient)
    {
        if (words.Length < phrase.Length)
            return false;
        for (var i = 0; i < phrase.Length; i++)
            if (words[i].Folded != phrase[i].Folded && (!accentless || words[i].Plain != phrase[i].Plain || (words[i].IsMarked && !lenient)))
                return false;
        return true;
    }
}

internal readonly record struct Found<T>(int Start, int Length, T Value)
{
    public int End => Start + Length;
}
