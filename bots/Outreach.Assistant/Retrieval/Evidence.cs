namespace Outreach.Assistant.Retrieval;

/// <summary>What speaks for or against a candidate; the order is that of the learned weights.</summary>
internal enum Clue
{
    /// <summary>Logarithm of the word score as a share of the best one's.</summary>
    Words,

    /// <summary>Harmonic mean of how question and name cover each other.</summary>
    Likeness,

    /// <summary>Share of the question the best name covers.</summary>
    Asked,

    /// <summary>Share of the best name the question covers.</summary>
    Named,

    /// <summary>The same of the full name.</summary>
    FullAsked,
    FullNamed,

    /// <summary>Share of the question found anywhere in the record.</summary>
    Anywhere,

    /// <summary>Qualifiers of the name nobody asked for.</summary>
    Unasked,

    /// <summary>Qualifiers of the question the name does not have.</summary>
    Missing,

    /// <summary>Logarithm of the words of the name.</summary>
    Length,

    /// <summary>Handled by the commune, as most of what citizens need is.</summary>
    Commune,

    /// <summary>Share of the question's pairs of words the record has anywhere.</summary>
    Pairs,

    /// <summary>A common question that asks for the same side (fee, time, place…) as this one, or for another.</summary>
    SameAspect,
    OtherAspect,

    /// <summary>Both name a number ("loại 1", "mức độ 2"), and not the same.</summary>
    OtherNumber,
}

internal static class Evidence
{
    public static int Count { get; } = Enum.GetValues<Clue>().Length;

    public static float Score(float[] evidence, IReadOnlyList<float> weights)
    {
        var score = 0f;
        for (var i = 0; i < evidence.Length; i++)
            score += evidence[i] * weights[i];
        return score;
    }
}

/// <summary>A document with all that speaks for and against it.</summary>
internal sealed record Candidate(int Document, float[] Evidence, Cover Best, int Unasked);
