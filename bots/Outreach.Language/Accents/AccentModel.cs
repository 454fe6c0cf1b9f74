namespace Outreach.Language.Accents;

/// <summary>
/// Puts marks back on Vietnamese typed without them, learned from marked texts: which syllables share their plain letters, and
/// which of them stand next to each other. Immutable, may be shared by threads.
/// </summary>
public sealed class AccentModel
{
    /// <summary>"do" has eleven spellings; the ninth most frequent is never the one that is meant.</summary>
    internal const int MostCandidates = 8;

    private readonly SyllableTable syllables;
    private readonly Dictionary<string, int[]> byPlain;
    private readonly string[] texts;
    private readonly string[] folded;
    private readonly AccentSearch search;

    private AccentModel(AccentTrainer trainer)
    {
        syllables = trainer.Syllables;
        byPlain = syllables.ByPlain(MostCandidates);
        texts = syllables.Spellings();
        folded = syllables.Folded();
        var ngrams = trainer.Finish();
        search = new AccentSearch(ngrams, syllables.Counts());
        Bytes = ngrams.Bytes + 300L * texts.Length;
    }

    /// <summary>Knows nothing and changes nothing.</summary>
    public static AccentModel Empty { get; } = new(new AccentTrainer());

    /// <summary>Roughly the memory it takes.</summary>
    public long Bytes { get; }

    /// <summary>
    /// Learns from texts; those with hardly a mark are passed over. A few hundred everyday sentences are always learned as well:
    /// official texts know neither "tôi muốn" nor "ở đâu". A million words take less than half a second.
    /// </summary>
    public static AccentModel Train(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var trainer = Counted(texts);
        EverydayText.AddTo(trainer);
        return new AccentModel(trainer);
    }

    /// <summary>The same without the everyday sentences: knows only what is given.</summary>
    public static AccentModel TrainOnly(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new AccentModel(Counted(texts));
    }

    /// <summary>How a syllable may have been meant, the most frequent first; empty when it was never seen.</summary>
    /// <param name="plainSyllable">Without marks, any case.</param>
    public IReadOnlyList<AccentCandidate> Candidates(string plainSyllable)
    {
        ArgumentNullException.ThrowIfNull(plainSyllable);
        var found = Readings(Syllable.Fold(VietnameseMarks.Strip(plainSyllable.ToLowerInvariant())));
        var all = (float)found.Sum(search.CountOf);
        return [.. found.Select(syllable => new AccentCandidate(texts[syllable], search.CountOf(syllable) / all))];
    }

    /// <summary>
    /// The text with its marks put back. Kept as they are: syllables that carry marks, codes, addresses, words it has never seen,
    /// and capitalised names of persons and places. A text most of whose words are marked is complete and stays.
    /// </summary>
    public string Restore(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AccentedText.Restore(this, UnicodeRepair.Repair(text));
    }

    /// <summary>The words of one sentence with their marks; an empty word is a break between phrases.</summary>
    /// <param name="words">Lower case NFC, with or without marks: the texts of <see cref="Token"/>s.</param>
    public IReadOnlyList<AccentedWord> RestoreWords(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var restored = new AccentedWord[words.Count];
        RestoreWords([.. words], restored);
        return restored;
    }

    /// <summary>The same into a buffer of the caller's, without a list.</summary>
    /// <exception cref="ArgumentException"><paramref name="restored"/> is shorter than <paramref name="words"/>.</exception>
    public void RestoreWords(ReadOnlySpan<string> words, Span<AccentedWord> restored)
    {
        if (restored.Length < words.Length)
            throw new ArgumentException("There must be room for every word.", nameof(restored));
        using var lattice = new AccentLattice(words.Length);
        var marked = 0;
        foreach (var word in words)
        {
            var isMarked = Syllable.IsMarked(word);
            marked += isMarked ? 1 : 0;
            if (isMarked)
                lattice.Add(syllables.Find(Syllable.Fold(word)));
            else
                lattice.Add(Readings(Syllable.Fold(word)), syllables.Find(Syllable.Fold(word)));
        }

        search.Solve(lattice, words.Length == 0 ? 0 : (float)marked / words.Length);
        for (var i = 0; i < words.Length; i++)
            restored[i] = Read(words[i], lattice, i);
    }

    private static AccentTrainer Counted(IEnumerable<string> texts)
    {
        var trainer = new AccentTrainer();
        foreach (var text in texts)
            trainer.Add(text);
        return trainer;
    }

    private AccentedWord Read(string word, AccentLattice lattice, int at)
    {
        var chosen = lattice.Chosen(at);
        return Syllable.IsMarked(word) ? new(word, Syllable.Fold(word), 1)
            : chosen == SyllableTable.Break ? new(word, word, 0)
            : new(texts[chosen], folded[chosen], lattice.Confidence(at));
    }

    private int[] Readings(string plain) => byPlain.GetValueOrDefault(plain, []);
}
