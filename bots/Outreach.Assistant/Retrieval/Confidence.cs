namespace Outreach.Assistant.Retrieval;

/// <summary>How sure a match is, and the parts this was read from.</summary>
/// <param name="Value">0..1.</param>
/// <param name="Asked">Share of the question covered.</param>
/// <param name="Named">Share of the name covered.</param>
/// <param name="Unasked">Qualifiers of the name that nobody asked for ("lại", "nước ngoài").</param>
/// <param name="Lead">Distance to the best other match, as a share of the score; negative for those behind.</param>
public readonly record struct Confidence(float Value, float Asked, float Named, int Unasked, float Lead)
{
    internal static Confidence Of(IReadOnlyList<Hit> hits, int rank)
    {
        var hit = hits[rank];
        var rival = rank == 0 ? hits.Count > 1 ? hits[1].Score : hit.Score - 1 : hits[0].Score;
        var lead = Math.Clamp(hit.Score - rival, -1, 1);
        var value = Math.Clamp(0.55f * hit.Cover.Asked + 0.45f * hit.Cover.Likeness, 0, 1);
        return new(value, hit.Cover.Asked, hit.Cover.Named, hit.Unasked, lead);
    }
}
