namespace Outreach.Assistant.Retrieval;

/// <summary>
/// What the ranking trusts, and how much. The defaults were chosen on one half of a set of 1,747 labelled questions
/// (split by answer) and checked on the other; they are plateaus, not peaks.
/// </summary>
public sealed record RankingWeights
{
    public static RankingWeights Default { get; } = new();

    public float Name { get; init; } = 3f;

    public float OtherNames { get; init; } = 2.5f;

    /// <summary>Field and agency; topic of a general question.</summary>
    public float Context { get; init; } = 0.5f;

    /// <summary>Documents, steps, result; the answer of a general question.</summary>
    public float Body { get; init; } = 0.2f;

    /// <summary>Saturation of repeated words (k1 of BM25).</summary>
    public float Saturation { get; init; } = 1.2f;

    /// <summary>How far long names are held back, 0..1 (b of BM25).</summary>
    public float NameLength { get; init; } = 0.65f;

    public float BodyLength { get; init; } = 0.7f;

    /// <summary>Pairs of neighbouring syllables against single ones: most Vietnamese words are two syllables.</summary>
    public float Pairs { get; init; } = 1f;

    /// <summary>Where learning starts and what it stays near: names first, special cases back.</summary>
    public static IReadOnlyList<float> Start { get; } = [3f, 2f, 0f, 0f, 0f, 2f, 1f, -0.3f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f];

    /// <summary>One weight per <see cref="Clue"/>, learned; for procedures.</summary>
    public IReadOnlyList<float> Procedures { get; init; } = [3.51f, 2.17f, 0.04f, 0.32f, 0.04f, 2.27f, 1.07f, -0.93f, -0.38f, -0.26f, 0.05f, 0.18f, -0.07f, -0.08f, 0.10f, 0.41f, -0.01f, 0.00f, 0.00f];

    /// <summary>The same for common questions.</summary>
    public IReadOnlyList<float> Faqs { get; init; } = [3.32f, 2.17f, 0.22f, 0.12f, 0.22f, 2.12f, 1.22f, -0.37f, -0.19f, -0.07f, -0.01f, 0.00f, 0.00f, 0.00f, 0.00f, 0.22f, -0.01f, 0.24f, -0.27f];

    /// <summary>How sure the first procedure is, see <see cref="Confidence"/>.</summary>
    public IReadOnlyList<float> ProcedureConfidence { get; init; } = [-1.28f, 4.35f, 0.06f, 1.30f, -0.60f];

    public IReadOnlyList<float> FaqConfidence { get; init; } = [-5.26f, 3.42f, 1.34f, 1.90f, 0.89f];

    /// <summary>One weight per <see cref="ScopeClue"/>.</summary>
    public IReadOnlyList<float> Scope { get; init; } = [-1.99f, 1.62f, 0.02f, -1.44f, 0.82f, -0.25f, 0.38f, 1.34f, 0.64f, 0.36f, 1.44f, 0.36f, 0.92f, 1.75f, -1.73f, 2.52f];
}
