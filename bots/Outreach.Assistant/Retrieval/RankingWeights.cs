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

    /// <summary>One weight per <see cref="Clue"/>, learned; for procedures.</summary>
    public IReadOnlyList<float> Procedures { get; init; } = [3.52f, 1.45f, 0.91f, 2.62f, 0.59f, 1.59f, -0.69f, -1.36f, -0.34f, -0.34f, -0.03f, 3.43f, -1.39f, -1.34f, 1.94f, 3.36f, -0.14f];

    /// <summary>The same for common questions.</summary>
    public IReadOnlyList<float> Faqs { get; init; } = [2.00f, 2.26f, 1.81f, 1.64f, 1.81f, 1.64f, 2.18f, -0.69f, -0.85f, -0.48f, -0.45f, 0.00f, 0.00f, 0.00f, 0.00f, 1.71f, -0.37f];
}
