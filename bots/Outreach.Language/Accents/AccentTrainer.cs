namespace Outreach.Language.Accents;

/// <summary>Counts syllables and their neighbours in texts.</summary>
internal sealed class AccentTrainer
{
    /// <summary>Of Vietnamese words two in three carry a mark; a text with fewer than one in four was typed without.</summary>
    private const double LeastMarked = 0.25;

    private const int EnoughWords = 5;

    /// <summary>Up to here lone triples are kept: of little text every observation counts.</summary>
    private const int FewEntries = 300_000;

    private readonly List<int> spellings = [];
    private NgramTable ngrams = new();

    public SyllableTable Syllables { get; } = new();

    /// <summary>Syllables counted so far.</summary>
    public long Total { get; private set; }

    /// <param name="weight">How many times the text counts.</param>
    public void Add(string text, int weight = 1)
    {
        Span<char> lower = stackalloc char[AccentWords.Longest];
        var words = new AccentWords(UnicodeRepair.Repair(text), lower);
        var (count, marked) = (0, 0);
        spellings.Clear();
        while (words.MoveNext())
        {
            var spelling = words.Current.IsEmpty ? SyllableTable.None : Syllables.Enter(words.Current);
            spellings.Add(spelling);
            count += words.Current.IsEmpty ? 0 : 1;
            marked += words.Current.ContainsAnyExceptInRange('\0', '\u007F') ? 1 : 0;
        }

        if (count < EnoughWords || marked >= count * LeastMarked)
            CountNeighbours(weight);
    }

    /// <summary>What was counted, without what is seldom of use.</summary>
    public NgramTable Finish() => ngrams = ngrams.Entries > FewEntries ? ngrams.WithoutLoneTriples() : ngrams;

    private void CountNeighbours(int weight)
    {
        Total += spellings.Count;
        var (before, previous) = (SyllableTable.Break, SyllableTable.Break);
        foreach (var spelling in spellings)
        {
            var syllable = spelling == SyllableTable.None ? SyllableTable.Break : Syllables.Count(spelling, weight);
            if (previous != SyllableTable.Break || syllable != SyllableTable.Break)
                ngrams.Add(NgramTable.Pair(previous, syllable), weight);
            if (previous != SyllableTable.Break && syllable != SyllableTable.Break)
                ngrams.Add(NgramTable.Triple(before, previous, syllable), weight);
            (before, previous) = (previous, syllable);
        }
    }
}
