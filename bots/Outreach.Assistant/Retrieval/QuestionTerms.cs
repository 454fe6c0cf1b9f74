namespace Outreach.Assistant.Retrieval;

/// <summary>The terms of a question in one spelling, each with the best weight any of its readings gives it.</summary>
internal sealed class QuestionTerms
{
    private readonly Dictionary<int, float> weights = [];

    public static QuestionTerms Of(Question question, SpellingIndex index, float pairs)
    {
        var terms = new QuestionTerms();
        var typed = question.Words.Select(index.Word).ToArray();
        for (var i = 0; i < typed.Length; i++)
        {
            terms.Add(typed[i], question.Weights[i]);
            if (i > 0)
                terms.Add(index.Pair(typed[i - 1], typed[i]), pairs * Math.Min(question.Weights[i - 1], question.Weights[i]));
        }

        foreach (var reading in question.Readings)
            terms.Add(reading, typed, index, pairs);
        return terms;
    }

    public void AddTo(Span<float> scores, SpellingIndex index, float share)
    {
        foreach (var (term, weight) in weights)
            index.AddTo(scores, term, weight * share);
    }

    private void Add(Reading reading, int[] typed, SpellingIndex index, float pairs)
    {
        var previous = reading.Start > 0 ? typed[reading.Start - 1] : -1;
        foreach (var word in reading.Words)
        {
            var id = index.Word(word);
            Add(id, reading.Weight);
            Add(index.Pair(previous, id), pairs * reading.Weight);
            previous = id;
        }

        if (reading.End < typed.Length)
            Add(index.Pair(previous, typed[reading.End]), pairs * reading.Weight);
    }

    private void Add(int term, float weight)
    {
        if (term >= 0 && weight > 0 && weights.GetValueOrDefault(term) < weight)
            weights[term] = weight;
    }
}
