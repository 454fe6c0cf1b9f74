namespace Outreach.Assistant.Retrieval;

/// <summary>
/// An inverted list per term of one spelling. What a term gives a document (BM25F: weighted fields, one saturation) does not
/// depend on the question, so it is computed once and asking is adding up.
/// </summary>
internal sealed class Postings
{
    private readonly int[][] documents;
    private readonly float[][] gains;
    private readonly float[] rarity;

    private Postings(int[][] documents, float[][] gains, float[] rarity, float unseen) =>
        (this.documents, this.gains, this.rarity, Unseen) = (documents, gains, rarity, unseen);

    /// <summary>Rarity of a word no document has.</summary>
    public float Unseen { get; }

    public float Rarity(int term) => term < 0 ? Unseen : rarity[term];

    public void AddTo(Span<float> scores, int term, float weight)
    {
        var (ids, values) = (documents[term], gains[term]);
        for (var i = 0; i < ids.Length; i++)
            scores[ids[i]] += weight * values[i];
    }

    /// <param name="frequencies">Per document: term → frequency already weighted by field and length.</param>
    public static Postings Build(int terms, IReadOnlyList<Dictionary<int, float>> frequencies, float saturation)
    {
        var lists = new List<(int Document, float Frequency)>[terms];
        for (var document = 0; document < frequencies.Count; document++)
            foreach (var (term, frequency) in frequencies[document])
                (lists[term] ??= []).Add((document, frequency));

        var (documents, gains, rarity) = (new int[terms][], new float[terms][], new float[terms]);
        for (var term = 0; term < terms; term++)
        {
            var list = lists[term] ?? [];
            rarity[term] = RarityOf(list.Count, frequencies.Count);
            documents[term] = [.. list.Select(posting => posting.Document)];
            gains[term] = [.. list.Select(posting => rarity[term] * posting.Frequency * (saturation + 1) / (posting.Frequency + saturation))];
        }

        return new(documents, gains, rarity, RarityOf(0, frequencies.Count));
    }

    private static float RarityOf(int having, int all) => MathF.Log(1 + (all - having + 0.5f) / (having + 0.5f));
}
