namespace Outreach.Assistant.Retrieval;

/// <summary>What tells whether a question is about public services at all; the order is that of the weights.</summary>
internal enum ScopeClue
{
    Always,

    /// <summary>What the words themselves say, see <see cref="TopicModel"/>: on average, and the strongest against.</summary>
    Topic,
    TopicAgainst,

    /// <summary>How the best procedure covers the question, and both each other.</summary>
    ProcedureAsked,
    ProcedureLikeness,
    ProcedureAnywhere,

    FaqAsked,
    FaqLikeness,
    FaqAnywhere,

    /// <summary>Nothing names a matter: "lệ phí bao nhiêu?".</summary>
    NoMatter,

    /// <summary>An everyday phrase or a short form of the field was recognised.</summary>
    Phrase,

    /// <summary>Asks for one side of a procedure.</summary>
    Aspect,

    /// <summary>Asks for one side and names no matter.</summary>
    AspectOnly,

    /// <summary>Something known is called almost so.</summary>
    Quoted,

    /// <summary>How near the nearest sentences of the lexicon are: those off the topic, those on it.</summary>
    OffTalk,
    OnTalk,
}

internal static class ScopeEvidence
{
    private const float AlmostSo = 0.75f;

    public static int Count { get; } = Enum.GetValues<ScopeClue>().Length;

    public static float[] Of(Question question, TopicModel topics, IReadOnlyList<Hit> procedures, IReadOnlyList<Hit> faqs, (float Off, float On) talk)
    {
        var evidence = new float[Count];
        evidence[(int)ScopeClue.Always] = 1;
        (evidence[(int)ScopeClue.Topic], evidence[(int)ScopeClue.TopicAgainst]) = topics.Of(question);
        (evidence[(int)ScopeClue.OffTalk], evidence[(int)ScopeClue.OnTalk]) = talk;
        Add(evidence, ScopeClue.ProcedureAsked, procedures);
        Add(evidence, ScopeClue.FaqAsked, faqs);
        evidence[(int)ScopeClue.NoMatter] = question.ContentWords == 0 ? 1 : 0;
        evidence[(int)ScopeClue.Phrase] = question.Readings.Any(reading => reading.Length > 1) ? 1 : 0;
        evidence[(int)ScopeClue.Aspect] = question.Aspect is null ? 0 : 1;
        evidence[(int)ScopeClue.AspectOnly] = question.Aspect is not null && question.ContentWords == 0 ? 1 : 0;
        var likeness = Math.Max(evidence[(int)ScopeClue.ProcedureLikeness], evidence[(int)ScopeClue.FaqLikeness]);
        evidence[(int)ScopeClue.Quoted] = Math.Max(0, (likeness - AlmostSo) / (1 - AlmostSo));
        return evidence;
    }

    /// <summary>Probability that the question is about public services.</summary>
    public static float Probability(float[] evidence, IReadOnlyList<float> weights)
    {
        var sum = 0f;
        for (var i = 0; i < evidence.Length; i++)
            sum += evidence[i] * weights[i];
        return 1 / (1 + MathF.Exp(-sum));
    }

    private static void Add(float[] evidence, ScopeClue first, IReadOnlyList<Hit> hits)
    {
        if (hits.Count == 0)
            return;
        evidence[(int)first] = hits[0].Cover.Asked;
        evidence[(int)first + 1] = hits[0].Cover.Likeness;
        evidence[(int)first + 2] = hits[0].Anywhere;
    }
}
