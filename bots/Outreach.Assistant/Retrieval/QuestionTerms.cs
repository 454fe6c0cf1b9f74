namespace Outreach.Assistant.Retrieval;

/// <summary>The terms of a question, each with the best weight any of its readings gives it.</summary>
internal sealed class QuestionTerms
{
    /// <summary>Letters of a page have hundreds of words; the rarest tell what they are about.</summary>
    private const int Most = 64;

    private readonly Dictionary<int, float> weights = [];

    public static QuestionTerms Of(Question question, Vocabulary vocabulary, Postings postings, float pairs)
    {
        var terms = new QuestionTerms();
        var typed = question.Words.Select(word => vocabulary.Find(word).Plain).ToArray();
        for (var i = 0; i < typed.Length; i++)
        {
            terms.Add(typed[i], question.Weights[i] * question.Trusts[i]);
            if (i > 0)
                terms.Add(postings.Pair(typed[i - 1], typed[i]), pairs * Math.Min(question.Weights[i - 1] * question.Trusts[i - 1], question.Weights[i] * question.Trusts[i]));
        }

        foreach (var reading in question.Readings)
            terms.Add(reading, typed, vocabulary, postings, pairs);
        return terms;
    }

    /// <summary>Share of the pairs of neighbouring words, by weight and rarity, that a document has anywhere.</summary>
    public float PairsIn(int document, Postings postings)
    {
        var (all, has) = (0f, 0f);
        foreach (var (term, weight) in weights)
        {
            if (term < postings.Words)
                continue;
            var mass = weight * postings.Rarity(term);
            all += mass;
            if (postings.Has(term, document))
                has += mass;
        }

        return all == 0 ? 0 : has / all;
    }

    public void AddTo(Span<float> scores, Postings postings)
    {
        if (weights.Count <= Most)
        {
            foreach (var (term, weight) in weights)
                postings.AddTo(scores, term, weight);
            return;
        }

        foreach (var (term, weight) in weights.OrderByDescending(term => term.Value * postings.Rarity(term.Key)).Take(Most))
            postings.AddTo(scores, term, weight);
    }

    private void Add(Reading reading, int[] typed, Vocabulary vocabulary, Postings postings, float pairs)
    {
        var previous = reading.Start > 0 ? typed[reading.Start - 1] : -1;
        for (var i = 0; i < reading.Words.Length; i++)
        {
            var id = vocabulary.Find(reading.Words[i]).Plain;
            Add(id, reading.Trust * reading.Weights[i]);
            Add(postings.Pair(previous, id), pairs * reading.Trust * reading.Weights[i]);
            previous = id;
        }

        if (reading.End < typed.Length)
            Add(postings.Pair(previous, typed[reading.End]), pairs * reading.Trust * reading.Weights[^1]);
    }

    private void Add(int term, float weight)
    {
        if (term >= 0 && weight > 0 && weights.GetValueOrDefault(term) < weight)
            weights[term] = weight;
    }
}
