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
    public static IReadOnlyList<float> Start { get; } = [3f, 2f, 0f, 0f, 0f, 2f, 1f, -0.3f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f];

    /// <summary>One weight per <see cref="Clue"/>, learned; for procedures.</summary>
    public IReadOnlyList<float> Procedures { get; init; } = [3.53f, 2.19f, 0.07f, 0.34f, 0.06f, 2.29f, 0.98f, -0.94f, -0.19f, -0.24f, -0.02f, 0.26f, -0.10f, -0.08f, 0.13f, 0.39f, -0.01f];

    /// <summary>The same for common questions.</summary>
    public IReadOnlyList<float> Faqs { get; init; } = [3.39f, 2.19f, 0.24f, 0.14f, 0.24f, 2.14f, 1.24f, -0.38f, -0.20f, -0.08f, -0.01f, 0.00f, 0.00f, 0.00f, 0.00f, 0.21f, -0.02f];

    /// <summary>How sure the first procedure is, see <see cref="Confidence"/>.</summary>
    public IReadOnlyList<float> ProcedureConfidence { get; init; } = [-0.83f, 4.45f, -0.02f, 0.73f, -0.52f];

    public IReadOnlyList<float> FaqConfidence { get; init; } = [-5.20f, 3.50f, 1.30f, 1.94f, 0.74f];

    /// <summary>One weight per <see cref="ScopeClue"/>.</summary>
    public IReadOnlyList<float> Scope { get; init; } = [-1.98f, 1.74f, 0.03f, -1.34f, 1.15f, -0.47f, 0.38f, 1.44f, 0.41f, 0.35f, 1.63f, 0.43f, 0.91f, 1.71f, -1.69f, 2.49f];
}
