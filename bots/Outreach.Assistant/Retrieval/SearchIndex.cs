using System.Buffers;
using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>
/// Ranks documents for a question in two steps: a word score over everything, then a closer look at the best few.
/// Immutable and safe to share.
/// </summary>
internal sealed class SearchIndex(Vocabulary vocabulary, Postings postings, IndexedDocuments documents, QualifierSet qualifiers, RankingWeights weights)
{
    /// <summary>How many the closer look takes; the right one is almost always among the first 20.</summary>
    private const int Candidates = 24;

    /// <summary>Whether any document has the word, without marks.</summary>
    public bool Knows(string plain) => vocabulary.Find(new Word(plain, plain)) >= 0;

    /// <summary>The best documents, best first; fewer when fewer share a word with the question.</summary>
    /// <param name="learned">A weight per <see cref="Clue"/>.</param>
    public IReadOnlyList<Hit> Search(Question question, IReadOnlyList<float> learned, int take)
    {
        var hits = new List<Hit>(Candidates);
        foreach (var candidate in Gather(question))
            hits.Add(new Hit(candidate.Document, Evidence.Score(candidate.Evidence, learned), candidate.Best, candidate.Unasked, candidate.Evidence[(int)Clue.Anywhere]));

        // Equal scores keep the order of the catalogue, so that an answer does not depend on the sort.
        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Document.CompareTo(b.Document));
        var all = hits.Sum(hit => MathF.Exp(hit.Score - hits[0].Score));
        return [.. hits.Take(take).Select(hit => hit with { Share = MathF.Exp(hit.Score - hits[0].Score) / all })];
    }

    /// <summary>The candidates with all that speaks for and against them, in no order.</summary>
    internal List<Candidate> Gather(Question question)
    {
        var scores = ArrayPool<float>.Shared.Rent(Math.Max(1, documents.Count));
        try
        {
            var row = scores.AsSpan(0, documents.Count);
            row.Clear();
            var terms = QuestionTerms.Of(question, vocabulary, postings, weights.Pairs);
            terms.AddTo(row, postings);
            return LookCloser(question, Best(row), terms);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private static List<(int Document, float Score)> Best(ReadOnlySpan<float> scores)
    {
        var best = new PriorityQueue<int, float>(Candidates + 1);
        var worst = 0f;
        for (var document = 0; document < scores.Length; document++)
        {
            if (scores[document] <= worst)
                continue;
            if (best.Count < Candidates)
                best.Enqueue(document, scores[document]);
            else
                best.EnqueueDequeue(document, scores[document]);
            if (best.Count == Candidates)
                best.TryPeek(out _, out worst);
        }

        var found = new List<(int, float)>(best.Count);
        foreach (var (document, score) in best.UnorderedItems)
            found.Add((document, score));
        return found;
    }

    private List<Candidate> LookCloser(Question question, List<(int Document, float Score)> candidates, QuestionTerms terms)
    {
        using var likeness = new NameLikeness(question, vocabulary, postings);
        var top = candidates.Count == 0 ? 1 : candidates.Max(candidate => candidate.Score);
        var found = new List<Candidate>(candidates.Count);
        foreach (var (document, score) in candidates)
            found.Add(LookCloser(question, document, score / top, likeness, terms));

        // Who handles it matters where the question is vague; whoever says the whole name means that name.
        var vague = 1 - found.Select(candidate => candidate.Evidence[(int)Clue.FullNamed]).DefaultIfEmpty().Max();
        foreach (var candidate in found)
            candidate.Evidence[(int)Clue.Commune] *= vague;
        return found;
    }

    private Candidate LookCloser(Question question, int document, float score, NameLikeness likeness, QuestionTerms terms)
    {
        var names = documents.NamesOf(document);
        var full = likeness.Of(names[0]);
        var best = full;
        for (var i = 1; i < names.Length; i++)
            if (likeness.Of(names[i]) is var other && other.Likeness > best.Likeness)
                best = other;
        var unasked = qualifiers.Unasked(documents.QualifiersOf(document), question.Qualifiers);
        var missing = qualifiers.Missing(documents.QualifiersOf(document), question.Qualifiers);
        var evidence = new float[Evidence.Count];
        evidence[(int)Clue.Words] = MathF.Log(score);
        evidence[(int)Clue.Likeness] = best.Likeness;
        evidence[(int)Clue.Asked] = best.Asked;
        evidence[(int)Clue.Named] = best.Named;
        evidence[(int)Clue.FullAsked] = full.Asked;
        evidence[(int)Clue.FullNamed] = full.Named;
        evidence[(int)Clue.Anywhere] = likeness.Anywhere(document);
        evidence[(int)Clue.Unasked] = Math.Min(unasked, 4);
        evidence[(int)Clue.Missing] = Math.Min(missing, 4);
        evidence[(int)Clue.Length] = MathF.Log(1 + names[0].Words.Length);
        evidence[(int)Clue.Commune] = documents.IsCommune(document) ? 1 : 0;
        evidence[(int)Clue.Pairs] = terms.PairsIn(document, postings);
        if (documents.AspectOf(document) is { } aspect)
            evidence[(int)(aspect == question.Aspect ? Clue.SameAspect : Clue.OtherAspect)] = 1;
        if (IsOtherNumber(question, document))
            evidence[(int)Clue.OtherNumber] = 1;
        return new Candidate(document, evidence, best, unasked);
    }

    private bool IsOtherNumber(Question question, int document)
    {
        if (documents.NumbersOf(document) is not { Length: > 0 } numbers)
            return false;
        var asked = false;
        for (var i = 0; i < question.Words.Length; i++)
        {
            if (question.Tokens[i].Kind != TokenKind.Number)
                continue;
            if (numbers.Contains(vocabulary.Find(question.Words[i])))
                return false;
            asked = true;
        }

        return asked;
    }
}
