namespace Outreach.Assistant.Retrieval;

/// <summary>How sure a match is, and the parts this was read from.</summary>
/// <param name="Value">Probability that this is what was meant, 0..1, as learned from labelled questions.</param>
/// <param name="Share">Its share of the probability among the candidates, 0..1.</param>
/// <param name="Asked">Share of the question covered.</param>
/// <param name="Named">Share of the name covered.</param>
/// <param name="Unasked">Qualifiers of the name that nobody asked for ("lại", "nước ngoài").</param>
public readonly record struct Confidence(float Value, float Share, float Asked, float Named, int Unasked)
{
    /// <summary>What the first match is judged by, in the order of the weights: always, share, asked, named, likeness, anywhere, both well.</summary>
    internal static float[] Evidence(Hit first) => [1, first.Share, first.Cover.Asked, first.Cover.Named, first.Cover.Likeness, first.Anywhere, first.Share * first.Cover.Likeness];

    /// <param name="weights">Learned; see <see cref="RankingWeights"/>.</param>
    internal static Confidence Of(IReadOnlyList<Hit> hits, int rank, IReadOnlyList<float> weights)
    {
        var (hit, first) = (hits[rank], hits[0]);
        var sure = ScopeEvidence.Probability(Evidence(first), weights);
        return new(rank == 0 ? sure : sure * hit.Share / first.Share, hit.Share, hit.Cover.Asked, hit.Cover.Named, hit.Unasked);
    }
}
