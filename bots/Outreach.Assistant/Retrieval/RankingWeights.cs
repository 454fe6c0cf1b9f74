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
    public static IReadOnlyList<float> Start { get; } = [3f, 2f, 0f, 0f, 0f, 2f, 1f, -0.3f, 0f, 0f, 0f, 0f, 0f, 0f, -0.5f];

    /// <summary>One weight per <see cref="Clue"/>, learned; for procedures.</summary>
    public IReadOnlyList<float> Procedures { get; init; } = [3.50f, 2.18f, 0.05f, 0.31f, 0.04f, 2.26f, 1.07f, -0.93f, -0.38f, -0.26f, 0.18f, 0.40f, 0.00f, 0.00f, -0.55f];

    /// <summary>The same for common questions.</summary>
    public IReadOnlyList<float> Faqs { get; init; } = [3.32f, 2.17f, 0.21f, 0.12f, 0.21f, 2.12f, 1.22f, -0.37f, -0.18f, -0.06f, 0.00f, 0.22f, 0.24f, -0.27f, -0.50f];

    /// <summary>How sure the first procedure is, see <see cref="Confidence"/>.</summary>
    public IReadOnlyList<float> ProcedureConfidence { get; init; } = [-4.09f, 1.79f, -0.40f, 2.79f, 1.49f, -0.43f, 2.57f];

    public IReadOnlyList<float> FaqConfidence { get; init; } = [-4.73f, 1.32f, 0.91f, 0.30f, 0.95f, 0.79f, 2.98f];

    /// <summary>One weight per <see cref="ScopeClue"/>.</summary>
    public IReadOnlyList<float> Scope { get; init; } = [-1.61f, 1.46f, 0.09f, -1.24f, 0.99f, -0.36f, 0.24f, 1.58f, 0.01f, 0.65f, 1.67f, 0.37f, 0.88f, 1.85f, -1.67f, 2.57f];

    /// <summary>Off only to measure what putting marks back, correcting slips and the parts of long names bring.</summary>
    public bool RestoresMarks { get; init; } = true;

    public bool CorrectsSlips { get; init; } = true;

    public bool KnowsPartsOfNames { get; init; } = true;
}
