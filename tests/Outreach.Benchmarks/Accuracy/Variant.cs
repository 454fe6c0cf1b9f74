using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>The assistant with one part taken out.</summary>
internal sealed record Variant(string Name, RankingWeights Weights, Lexicon Lexicon)
{
    /// <summary>A field of weight 0 would be counted in the index as often as its words recur, and spoil how rare they are.</summary>
    private const float Hardly = 0.0001f;

    private static readonly RankingWeights All = RankingWeights.Default;

    public static Variant Whole { get; } = new("everything", All, Corpus.Lexicon);

    public static IEnumerable<Variant> WithOnePartOff { get; } =
    [
        Without("putting marks back", All with { RestoresMarks = false }),
        Without("correcting slips", All with { CorrectsSlips = false }),
        Without("parts of long names", All with { KnowsPartsOfNames = false }),
        Without("pairs of syllables", All with { Pairs = 0 }),
        Without("body (papers, steps, answers)", All with { Body = Hardly }),
        Without("field and agency", All with { Context = Hardly }),
        .. OfLexicon(),
        Without("learned ranking (as started from)", All with { Procedures = RankingWeights.Start, Faqs = RankingWeights.Start }),
        .. RankingTraining.Clues.Select((clue, i) =>
            Without($"clue {clue}", All with { Procedures = Zeroed(All.Procedures, i), Faqs = Zeroed(All.Faqs, i) })),
    ];

    private static IEnumerable<Variant> OfLexicon()
    {
        var all = Corpus.Lexicon;
        var none = Lexicon.Empty;
        return
        [
            Without("synonyms", all with { Synonyms = none.Synonyms }),
            Without("short forms", all with { Abbreviations = none.Abbreviations }),
            Without("aspects", all with { Aspects = none.Aspects }),
            Without("qualifiers", all with { Qualifiers = none.Qualifiers }),
            Without("stop words", all with { StopWords = none.StopWords }),
            Without("frame words", all with { FrameWords = none.FrameWords }),
            Without("sentences off the topic", all with { OffTopic = none.OffTopic }),
            Without("sentences on the topic", all with { OnTopic = none.OnTopic }),
            Without("the whole lexicon", none),
        ];
    }

    private static Variant Without(string part, RankingWeights weights) => new(part, weights, Corpus.Lexicon);

    private static Variant Without(string part, Lexicon lexicon) => new(part, All, lexicon);

    private static float[] Zeroed(IReadOnlyList<float> weights, int at) => [.. weights.Select((weight, i) => i == at ? 0 : weight)];
}
