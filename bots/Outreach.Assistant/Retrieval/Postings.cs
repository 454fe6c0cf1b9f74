using System.Runtime.InteropServices;

namespace Outreach.Assistant.Retrieval;

/// <summary>
/// An inverted list per word and per pair of neighbouring words. What a term gives a document (BM25F: weighted fields, one
/// saturation) does not depend on the question, so it is computed once and asking is adding up.
/// </summary>
internal sealed class Postings
{
    private readonly int words;
    private readonly Dictionary<long, int> pairs;
    private readonly int[] begins;
    private readonly int[] documents;
    private readonly float[] gains;
    private readonly float[] rarities;

    /// <param name="words">How many of the terms are single words; the rest are pairs.</param>
    public Postings(int words, Dictionary<long, int> pairs, int[] begins, int[] documents, float[] gains, float[] rarities, float unseen)
    {
        (this.words, this.pairs, this.begins, this.documents, this.gains, this.rarities, Unseen) = (words, pairs, begins, documents, gains, rarities, unseen);
    }

    /// <summary>Rarity of a word no document has.</summary>
    public float Unseen { get; }

    public int Words => words;

    /// <summary>-1 for a pair no document has.</summary>
    public int Pair(int first, int second) => first >= 0 && second >= 0 ? pairs.GetValueOrDefault(Key(first, second), -1) : -1;

    public float Rarity(int term) => term < 0 ? Unseen : rarities[term];

    public void AddTo(Span<float> scores, int term, float weight)
    {
        for (int i = begins[term], end = begins[term + 1]; i < end; i++)
            scores[documents[i]] += weight * gains[i];
    }

    public bool Has(int term, int document) =>
        term >= 0 && MemoryExtensions.BinarySearch(documents.AsSpan(begins[term]..begins[term + 1]), document) >= 0;

    public static long Key(int first, int second) => ((long)first << 32) | (uint)second;
}

/// <summary>Collects the terms of one document after the other.</summary>
/// <param name="words">How many words the vocabulary has in this spelling; known before the first document.</param>
internal sealed class PostingsBuilder(int words, float saturation)
{
    private readonly Dictionary<long, int> pairs = [];
    private readonly List<(int Term, float Frequency)> found = [];
    private readonly List<int> lengths = [];
    private float[] sums = new float[words];
    private readonly List<int> touched = [];

    /// <summary>Adds one field of the current document; each word counts <paramref name="weight"/>.</summary>
    /// <param name="text">Word numbers; -1 is a break that no pair spans.</param>
    /// <param name="isNew">Whether pairs may be new; the long texts of records count only those known from names.</param>
    public void AddField(ReadOnlySpan<int> text, float weight, bool isNew)
    {
        // A field that counts nothing is not there.
        if (weight <= 0)
            return;
        var previous = -1;
        foreach (var word in text)
        {
            if (word >= 0)
            {
                Add(word, weight);
                if (previous >= 0 && (isNew ? PairOf(previous, word) : pairs.GetValueOrDefault(Postings.Key(previous, word), -1)) is var pair and >= 0)
                    Add(pair, weight);
            }

            previous = word;
        }
    }

    /// <summary>Makes the pairs of a text known before the first document.</summary>
    public void Know(ReadOnlySpan<int> text)
    {
        for (var i = 1; i < text.Length; i++)
            if (text[i - 1] >= 0 && text[i] >= 0)
                PairOf(text[i - 1], text[i]);
    }

    public void EndDocument()
    {
        foreach (var term in touched)
        {
            found.Add((term, sums[term]));
            sums[term] = 0;
        }

        lengths.Add(touched.Count);
        touched.Clear();
    }

    public Postings Build()
    {
        var terms = words + pairs.Count;
        var begins = new int[terms + 1];
        foreach (var (term, _) in CollectionsMarshal.AsSpan(found))
            begins[term + 1]++;
        for (var term = 0; term < terms; term++)
            begins[term + 1] += begins[term];

        var rarities = new float[terms];
        for (var term = 0; term < terms; term++)
            rarities[term] = RarityOf(begins[term + 1] - begins[term]);

        var (documents, gains, next) = (new int[found.Count], new float[found.Count], begins[..terms]);
        var at = 0;
        for (var document = 0; document < lengths.Count; document++)
        {
            for (var end = at + lengths[document]; at < end; at++)
            {
                var (term, frequency) = found[at];
                documents[next[term]] = document;
                gains[next[term]++] = rarities[term] * frequency * (saturation + 1) / (frequency + saturation);
            }
        }

        return new Postings(words, pairs, begins, documents, gains, rarities, RarityOf(0));
    }

    private void Add(int term, float weight)
    {
        if (term >= sums.Length)
            Array.Resize(ref sums, Math.Max(term + 1, sums.Length * 2));
        if (sums[term] == 0)
            touched.Add(term);
        sums[term] += weight;
    }

    private int PairOf(int first, int second)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, Postings.Key(first, second), out var known);
        if (!known)
            number = words + pairs.Count - 1;
        return number;
    }

    private float RarityOf(int having) => MathF.Log(1 + (lengths.Count - having + 0.5f) / (having + 0.5f));
}
