using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Assistant.Retrieval.Learning;

namespace Outreach.Assistant.Evaluation;

/// <summary>Learns the ranking weights from labelled questions.</summary>
public sealed class RankingTraining
{
    private const int Smallest = 40;

    private readonly List<(LabelledQuestion Question, TrainingExample Example)> procedures;
    private readonly List<(LabelledQuestion Question, TrainingExample Example)> faqs;

    public RankingTraining(KnowledgeBase knowledge, IReadOnlyList<LabelledQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        procedures = Examples(questions.Where(question => question.Procedures is { Count: > 0 }), knowledge.GatherProcedures, (question, id) => question.Procedures!.Contains(id));
        faqs = Examples(
            questions.Where(question => question.LabelType == "faq" && question.Canonical is not true),
            knowledge.GatherFaqs,
            (question, id) => question.Label == id || question.AlsoOk?.Contains(id) == true);
    }

    public static IReadOnlyList<string> Clues { get; } = Enum.GetNames<Clue>();

    public float[] TrainProcedures(Func<LabelledQuestion, bool> use) => Train(procedures, use, RankingWeights.Start);

    public float[] TrainFaqs(Func<LabelledQuestion, bool> use) => Train(faqs, use, RankingWeights.Start);

    /// <summary>Per kind: how many questions have the right one among the candidates, and first with these weights.</summary>
    public IEnumerable<(string Kind, int Questions, int First)> TryProcedures(IReadOnlyList<float> weights, Func<LabelledQuestion, bool> use) => Try(procedures, weights, use);

    public IEnumerable<(string Kind, int Questions, int First)> TryFaqs(IReadOnlyList<float> weights, Func<LabelledQuestion, bool> use) => Try(faqs, weights, use);

    private static float[] Train(List<(LabelledQuestion Question, TrainingExample Example)> all, Func<LabelledQuestion, bool> use, IReadOnlyList<float> start) =>
        RankingTrainer.Train([.. all.Where(pair => use(pair.Question)).Select(pair => pair.Example)], [.. start]);

    private static IEnumerable<(string Kind, int Questions, int First)> Try(
        List<(LabelledQuestion Question, TrainingExample Example)> all, IReadOnlyList<float> weights, Func<LabelledQuestion, bool> use) =>
        all.Where(pair => use(pair.Question)).GroupBy(pair => pair.Question.Kind ?? "").OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, kind.Count(), kind.Count(pair => pair.Example.Candidates.MaxBy(candidate => Evidence.Score(candidate.Evidence, weights)).IsRight)));

    /// <summary>All kinds count the same, so that no author's manner outweighs the others'; smaller ones by their questions.</summary>
    private static List<(LabelledQuestion, TrainingExample)> Examples(
        IEnumerable<LabelledQuestion> questions, Func<string, IReadOnlyList<(string Id, float[] Evidence)>> gather, Func<LabelledQuestion, string, bool> isRight)
    {
        var gathered = questions
            .Select(question => (Question: question, Candidates: gather(question.Question).Select(candidate => (candidate.Evidence, IsRight: isRight(question, candidate.Id))).ToList()))
            .Where(pair => pair.Candidates.Any(candidate => candidate.IsRight))
            .ToList();
        var sizes = gathered.CountBy(pair => pair.Question.Kind ?? "").ToDictionary(pair => pair.Key, pair => pair.Value);
        return [.. gathered.Select(pair => (pair.Question, new TrainingExample(pair.Candidates, 1f / Math.Max(Smallest, sizes[pair.Question.Kind ?? ""]))))];
    }
}
