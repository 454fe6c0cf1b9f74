namespace Outreach.Assistant.Retrieval;

/// <summary>Numbers for the syllables of one spelling and for their neighbouring pairs.</summary>
internal sealed class TermSpace
{
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> pairs = [];

    public int Count { get; private set; }

    public int AddWord(string word) => words.TryGetValue(word, out var id) ? id : words[word] = Count++;

    public int AddPair(int first, int second) => pairs.TryGetValue(Key(first, second), out var id) ? id : pairs[Key(first, second)] = Count++;

    /// <summary>-1 for a word no document has.</summary>
    public int Word(string word) => words.TryGetValue(word, out var id) ? id : -1;

    /// <summary>-1 for a pair no document has.</summary>
    public int Pair(int first, int second) => first >= 0 && second >= 0 && pairs.TryGetValue(Key(first, second), out var id) ? id : -1;

    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;
}
