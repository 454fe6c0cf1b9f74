using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Assistant.Retrieval.Learning;

namespace Outreach.Assistant.Evaluation;

/// <summary>Learns what tells questions about public services from others.</summary>
public sealed class ScopeTraining(KnowledgeBase knowledge, IEnumerable<LabelledQuestion> questions)
{
    private readonly List<(LabelledQuestion Question, float[] Evidence)> examples =
        [.. questions.Select(question => (question, knowledge.ScopeOf(question.Question)))];

    public static IReadOnlyList<string> Clues { get; } = Enum.GetNames<ScopeClue>();

    /// <summary>Both sides count the same in all, and so do the kinds of each side.</summary>
    public float[] Train(Func<LabelledQuestion, bool> use)
    {
        var used = examples.Where(example => use(example.Question)).ToList();
        var kinds = used.CountBy(example => Kind(example.Question)).ToDictionary();
        var sides = kinds.CountBy(kind => kind.Key.IsOutOfScope).ToDictionary();
        return OddsTrainer.Train([.. used.Select(example => (
            example.Evidence,
            !example.Question.IsOutOfScope,
            1f / Math.Max(20, kinds[Kind(example.Question)]) / sides[example.Question.IsOutOfScope]))]);
    }

    /// <summary>The probability of each question to be in scope.</summary>
    public IEnumerable<(LabelledQuestion Question, float Probability)> Try(IReadOnlyList<float> weights, Func<LabelledQuestion, bool> use) =>
        examples.Where(example => use(example.Question)).Select(example => (example.Question, ScopeEvidence.Probability(example.Evidence, weights)));

    private static (bool IsOutOfScope, string? Kind) Kind(LabelledQuestion question) => (question.IsOutOfScope, question.Kind);
}
