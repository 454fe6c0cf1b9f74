namespace Outreach.Assistant.Retrieval;

/// <summary>The index in one spelling: with marks or without.</summary>
internal sealed class SpellingIndex
{
    private readonly TermSpace terms = new();
    private readonly Postings postings;

    /// <summary>Per document, per name: its distinct words.</summary>
    private readonly int[][][] names;

    private readonly bool[][] accentless;
    private readonly bool marked;

    private SpellingIndex(IReadOnlyList<FieldWords[]> documents, IReadOnlyList<Word[][]> names, bool marked, RankingWeights weights)
    {
        this.marked = marked;
        var averages = Enumerable.Range(0, FieldWords.Count)
            .Select(field => (float)Math.Max(1, documents.Select(document => (double)document[field].Words.Length).DefaultIfEmpty().Average()))
            .ToArray();
        var frequencies = documents.Select(document => Frequencies(document, averages, weights)).ToList();
        postings = Postings.Build(terms.Count, frequencies, weights.Saturation);
        accentless = [.. names.Select(variants => variants.Select(QuestionReader.IsAccentless).ToArray())];
        this.names = [.. names.Select(variants => variants.Select(Distinct).ToArray())];
    }

    public static SpellingIndex Build(
        IReadOnlyList<FieldWords[]> documents, IReadOnlyList<Word[][]> names, bool marked, RankingWeights weights) =>
        new(documents, names, marked, weights);

    public static SpellingIndex Empty(RankingWeights weights) => new([], [], marked: false, weights);

    public int Word(Word word) => terms.Word(Text(word));

    public int Pair(int first, int second) => terms.Pair(first, second);

    public float Rarity(int term) => postings.Rarity(term);

    public void AddTo(Span<float> scores, int term, float weight) => postings.AddTo(scores, term, weight);

    /// <summary>The distinct words of each name of a document.</summary>
    public int[][] NamesOf(int document) => names[document];

    /// <summary>Whether a name of a document is written without accents.</summary>
    public bool IsAccentless(int document, int name) => accentless[document][name];

    private string Text(Word word) => marked ? word.Folded : word.Plain;

    private int[] Distinct(Word[] name) => [.. name.Select(word => terms.Word(Text(word))).Distinct()];

    private Dictionary<int, float> Frequencies(FieldWords[] fields, float[] averages, RankingWeights weights)
    {
        var frequencies = new Dictionary<int, float>();
        for (var field = 0; field < fields.Length; field++)
        {
            var words = fields[field].Words;
            var shortening = field == FieldWords.Body ? weights.BodyLength : weights.NameLength;
            var one = fields[field].Weight / (1 - shortening + shortening * words.Length / averages[field]);
            var previous = -1;
            foreach (var word in words)
            {
                // A break between two names: the last word of one and the first of the next are no pair.
                if (word.Plain.Length == 0)
                {
                    previous = -1;
                    continue;
                }

                var id = terms.AddWord(Text(word));
                Add(frequencies, id, one);
                if (previous >= 0)
                    Add(frequencies, terms.AddPair(previous, id), one);
                previous = id;
            }
        }

        return frequencies;
    }

    private static void Add(Dictionary<int, float> frequencies, int term, float by) =>
        frequencies[term] = frequencies.GetValueOrDefault(term) + by;
}

/// <summary>The words of one field of a document and what the field counts.</summary>
internal readonly record struct FieldWords(Word[] Words, float Weight)
{
    public const int Count = 4;
    public const int Body = 3;
}
