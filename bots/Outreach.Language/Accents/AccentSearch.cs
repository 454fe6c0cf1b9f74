namespace Outreach.Language.Accents;

/// <summary>Finds the most probable sentence among all candidates (Viterbi over the two words before).</summary>
internal sealed class AccentSearch(NgramTable ngrams, int[] counts)
{
    private const int Width = AccentModel.MostCandidates;

    /// <summary>How many observations a pair or triple must have to weigh as much as the shorter context behind it.</summary>
    private const float PairTrust = 8f;
    private const float TripleTrust = 3f;

    /// <summary>
    /// In a text of marked words an unmarked one was mostly meant so: nats for its plain reading, times the share of marked words.
    /// </summary>
    private const float PlainBonus = 6f;

    /// <summary>From this share of marked words on the text is complete: of Vietnamese words two in three are marked.</summary>
    private const float Complete = 0.5f;

    private readonly float total = Math.Max(1, counts.Sum(count => (long)count));

    public int CountOf(int syllable) => counts[syllable];

    /// <param name="markedShare">Share of the words that came with marks.</param>
    public void Solve(AccentLattice lattice, float markedShare)
    {
        var bonus = markedShare >= Complete ? float.PositiveInfinity : PlainBonus * markedShare;
        Span<float> scores = stackalloc float[Width * Width];
        Span<float> next = stackalloc float[Width * Width];
        scores.Clear();
        for (var word = 0; word < lattice.Count; word++)
        {
            Step(lattice, word, bonus, scores, next);
            next.CopyTo(scores);
        }

        Trace(lattice, scores);
        for (var word = 0; word < lattice.Count; word++)
            lattice.SetConfidence(word, Confidence(lattice, word));
    }

    /// <summary>Scores are kept by candidate of this word and of the word before: [candidate * Width + before].</summary>
    private void Step(AccentLattice lattice, int word, float bonus, Span<float> scores, Span<float> next)
    {
        var twoBefore = lattice.Candidates(word - 2);
        var before = lattice.Candidates(word - 1);
        var here = lattice.Candidates(word);
        for (var b = 0; b < before.Length; b++)
            for (var c = 0; c < here.Length; c++)
            {
                var pair = Pair(before[b], here[c]);
                var (best, from) = (float.NegativeInfinity, 0);
                for (var a = 0; a < twoBefore.Length; a++)
                {
                    var score = scores[b * Width + a] + MathF.Log(Triple(twoBefore[a], before[b], here[c], pair));
                    if (score > best)
                        (best, from) = (score, a);
                }

                next[c * Width + b] = best + (lattice.IsTyped(word, c) ? Math.Min(bonus, 1000f) : 0);
                lattice.SetFrom(word, c, b, from);
            }
    }

    private static void Trace(AccentLattice lattice, ReadOnlySpan<float> scores)
    {
        if (lattice.Count == 0)
            return;
        var (best, here, before) = (float.NegativeInfinity, 0, 0);
        for (var c = 0; c < lattice.Candidates(lattice.Count - 1).Length; c++)
            for (var b = 0; b < lattice.Candidates(lattice.Count - 2).Length; b++)
                if (scores[c * Width + b] > best)
                    (best, here, before) = (scores[c * Width + b], c, b);
        for (var word = lattice.Count - 1; word >= 0; word--)
        {
            lattice.Choose(word, here);
            (here, before) = (before, lattice.From(word, here, before));
        }
    }

    /// <summary>How probable the chosen candidate is against its rivals, the neighbours taken for granted.</summary>
    private float Confidence(AccentLattice lattice, int word)
    {
        var candidates = lattice.Candidates(word);
        if (candidates.Length == 1)
            return candidates[0] == SyllableTable.Break ? 0 : 1;
        var (a, b, d, e) = (lattice.Chosen(word - 2), lattice.Chosen(word - 1), lattice.Chosen(word + 1), lattice.Chosen(word + 2));
        var (sum, chosen) = (0f, 0f);
        for (var c = 0; c < candidates.Length; c++)
        {
            var candidate = candidates[c];
            var likely = Triple(a, b, candidate) * Triple(b, candidate, d) * Triple(candidate, d, e);
            sum += likely;
            if (c == lattice.ChosenIndex(word))
                chosen = likely;
        }

        return sum > 0 ? chosen / sum : 0;
    }

    private float Triple(int first, int second, int third) => Triple(first, second, third, Pair(second, third));

    private float Triple(int first, int second, int third, float pair) => second == SyllableTable.Break || third == SyllableTable.Break
        ? pair
        : (ngrams[NgramTable.Triple(first, second, third)] + TripleTrust * pair)
            / ((first == SyllableTable.Break ? 0 : ngrams[NgramTable.Pair(first, second)]) + TripleTrust);

    private float Pair(int first, int second)
    {
        var single = (counts[second] + 0.5f) / total;
        return (ngrams[NgramTable.Pair(first, second)] + PairTrust * single) / (counts[first] + PairTrust);
    }
}
