namespace Outreach.Language.Accents;

/// <summary>Numbers for the syllables of the training texts. Spellings of one syllable (hoà, hòa) share a number.</summary>
internal sealed class SyllableTable
{
    /// <summary>The syllable number of a break: punctuation, a code, a word of another language.</summary>
    public const int Break = 0;

    /// <summary>The spelling number of what is no syllable.</summary>
    public const int None = -1;

    /// <summary>Numbers must fit the 16 bits they have in a key of <see cref="NgramTable"/>.</summary>
    private const int Most = ushort.MaxValue;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> numbers =
        new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly List<Spelling> spellings = [];
    private readonly Dictionary<string, int> byFolded = new(StringComparer.Ordinal);
    private readonly List<string> folded = [""];
    private readonly List<int> counts = [0];

    /// <summary>How many numbers are given out, the break included.</summary>
    public int Size => folded.Count;

    /// <summary>The number of a spelling, or <see cref="None"/>. Does not count it.</summary>
    /// <param name="word">Lower case NFC.</param>
    public int Enter(ReadOnlySpan<char> word)
    {
        if (!numbers.TryGetValue(word, out var spelling))
            numbers[word] = spelling = SyllableRules.IsWellFormed(word) && folded.Count < Most ? New(word.ToString()) : None;
        return spelling;
    }

    /// <summary>Counts an occurrence of a spelling and gives the number of its syllable.</summary>
    public int Count(int spelling, int weight)
    {
        var counted = spellings[spelling];
        spellings[spelling] = counted with { Count = counted.Count + weight };
        counts[counted.Syllable] += weight;
        return counted.Syllable;
    }

    /// <summary>The number of a folded syllable, or <see cref="Break"/> when it was never seen.</summary>
    public int Find(string folded) => byFolded.GetValueOrDefault(folded);

    public string[] Folded() => [.. folded];

    public int[] Counts() => [.. counts];

    /// <summary>The most frequent spelling of every syllable.</summary>
    public string[] Spellings()
    {
        var texts = new string[folded.Count];
        var most = new int[folded.Count];
        Array.Fill(texts, "");
        foreach (var (text, syllable, count) in spellings)
            if (count > most[syllable])
                (texts[syllable], most[syllable]) = (text, count);
        return texts;
    }

    /// <summary>The syllables of the same plain letters, folded; the most frequent first.</summary>
    public Dictionary<string, int[]> ByPlain(int most) => Enumerable.Range(1, folded.Count - 1)
        .Where(syllable => counts[syllable] > 0)
        .GroupBy(syllable => Plain(folded[syllable]), StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.OrderByDescending(syllable => counts[syllable]).ThenBy(syllable => folded[syllable], StringComparer.Ordinal)
                .Take(most).ToArray(),
            StringComparer.Ordinal);

    /// <summary>The folded syllable without its tone sign and its marks.</summary>
    private static string Plain(string folded) =>
        Syllable.Fold(VietnameseMarks.Strip(folded.TrimEnd('`', '´', '~', '?', '.')));

    private int New(string word)
    {
        var key = Syllable.Fold(word);
        if (!byFolded.TryGetValue(key, out var syllable))
        {
            byFolded[key] = syllable = folded.Count;
            folded.Add(key);
            counts.Add(0);
        }

        spellings.Add(new Spelling(word, syllable, 0));
        return spellings.Count - 1;
    }

    private readonly record struct Spelling(string Text, int Syllable, int Count);
}
