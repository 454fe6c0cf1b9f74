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
    public IReadOnlyList<float> Procedures { get; init; } = [1f, 2.5f, 0f, 0f, 0f, 0f, 0f, -0.1f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f];

    /// <summary>The same for common questions.</summary>
    public IReadOnlyList<float> Faqs { get; init; } = [1f, 2.5f, 0f, 0f, 0f, 0f, 0f, -0.1f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f];
}
