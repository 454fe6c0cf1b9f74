using System.Buffers;

namespace Outreach.Assistant.Retrieval;

/// <summary>
/// Ranks documents for a question in two steps: a word score over everything, then a closer look at the best few.
/// Immutable and safe to share.
/// </summary>
internal sealed class SearchIndex
{
    /// <summary>How many the closer look takes; the right one is almost always among the first 20.</summary>
    private const int Candidates = 60;

    private readonly SpellingIndex marked;
    private readonly SpellingIndex plain;
    private readonly IReadOnlySet<string>[] qualifiers;
    private readonly RankingWeights weights;
    private readonly int count;

    private SearchIndex(SpellingIndex marked, SpellingIndex plain, IReadOnlySet<string>[] qualifiers, RankingWeights weights)
    {
        (this.marked, this.plain, this.qualifiers, this.weights) = (marked, plain, qualifiers, weights);
        count = qualifiers.Length;
    }

    public static SearchIndex Build(IReadOnlyList<SearchDocument> documents, QuestionReader reader, RankingWeights weights)
    {
        if (documents.Count == 0)
            return new SearchIndex(SpellingIndex.Empty(weights), SpellingIndex.Empty(weights), [], weights);
        var words = new WordCache();
        var names = documents.Select(document => document.Names.Select(words.Split).ToArray()).ToList();
        var fields = documents.Select((document, i) => new FieldWords[]
        {
            new(names[i][0], weights.Name),
            new([.. names[i].Skip(1).SelectMany(name => name.Append(default(Word) with { Folded = "", Plain = "" }))], weights.OtherNames),
            new(words.Split(document.Context), weights.Context),
            new(words.Split(document.Body), weights.Body),
        }).ToList();
        return new SearchIndex(
            SpellingIndex.Build(fields, names, marked: true, weights),
            SpellingIndex.Build(fields, names, marked: false, weights),
            [.. documents.Select(document => reader.QualifiersIn(document.Names[0]))],
            weights);
    }

    /// <summary>The best documents, best first; fewer when fewer share a word with the question.</summary>
    public IReadOnlyList<Hit> Search(Question question, int take)
    {
        var scores = ArrayPool<float>.Shared.Rent(Math.Max(1, count));
        try
        {
            var row = scores.AsSpan(0, count);
            row.Clear();
            var markedShare = question.Accentless ? 0 : weights.Marked;
            QuestionTerms.Of(question, plain, weights.Pairs).AddTo(row, plain, 1 - markedShare);
            if (markedShare > 0)
                QuestionTerms.Of(question, marked, weights.Pairs).AddTo(row, marked, markedShare);
            return Rerank(question, Best(row), take);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private static List<(int Document, float Score)> Best(ReadOnlySpan<float> scores)
    {
        var best = new PriorityQueue<int, float>(Candidates + 1);
        for (var document = 0; document < scores.Length; document++)
        {
            if (scores[document] <= 0)
                continue;
            if (best.Count < Candidates)
                best.Enqueue(document, scores[document]);
            else if (best.TryPeek(out _, out var worst) && scores[document] > worst)
                best.EnqueueDequeue(document, scores[document]);
        }

        var found = new List<(int, float)>(best.Count);
        foreach (var (document, score) in best.UnorderedItems)
            found.Add((document, score));
        return found;
    }

    private List<Hit> Rerank(Question question, List<(int Document, float Score)> candidates, int take)
    {
        var likeness = new NameLikeness(question, question.Accentless ? plain : marked, plain);
        var hits = new List<Hit>(candidates.Count);
        foreach (var (document, score) in candidates)
        {
            var hit = likeness.Of(document);
            var unasked = qualifiers[document].Count(qualifier => !question.AsksFor(qualifier));
            var final = score * (1 + weights.Likeness * hit.Likeness) * MathF.Pow(weights.Unasked, unasked);
            hits.Add(hit with { Document = document, Score = final, Unasked = unasked });
        }

        // Equal scores keep the order of the catalogue, so that an answer does not depend on the sort.
        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Document.CompareTo(b.Document));
        if (hits.Count > take)
            hits.RemoveRange(take, hits.Count - take);
        return hits;
    }
}
