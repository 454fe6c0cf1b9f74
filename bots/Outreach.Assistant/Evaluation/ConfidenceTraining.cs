using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Assistant.Retrieval.Learning;

namespace Outreach.Assistant.Evaluation;

/// <summary>Learns how sure the first match is, so that "0.8" is right in about eight of ten cases.</summary>
public sealed class ConfidenceTraining(KnowledgeBase knowledge, IEnumerable<LabelledQuestion> questions)
{
    private readonly List<(LabelledQuestion Question, ((string Id, float[] Evidence)? Procedure, (string Id, float[] Evidence)? Faq) First)> examples =
        [.. questions.Select(question => (question, knowledge.Retriever.First(question.Question)))];

    public float[] TrainProcedures(Func<LabelledQuestion, bool> use) => OddsTrainer.Train(Procedures(use));

    public float[] TrainFaqs(Func<LabelledQuestion, bool> use) => OddsTrainer.Train(Faqs(use));

    /// <summary>In each tenth of confidence: how many questions, how sure on average, how many right.</summary>
    public IEnumerable<(int Tenth, int Questions, double Sure, double Right)> Calibration(IReadOnlyList<float> weights, bool faqs, Func<LabelledQuestion, bool> use) =>
        from example in faqs ? Faqs(use) : Procedures(use)
        let sure = ScopeEvidence.Probability(example.Evidence, weights)
        group (sure, example.IsTrue) by (int)Math.Min(9, sure * 10) into tenth
        orderby tenth.Key
        select (tenth.Key, tenth.Count(), tenth.Average(pair => (double)pair.sure), tenth.Average(pair => pair.IsTrue ? 1.0 : 0));

    private List<(float[] Evidence, bool IsTrue, float Weight)> Procedures(Func<LabelledQuestion, bool> use) => Weighted(
        examples.Where(example => use(example.Question) && TellsOfProcedures(example.Question) && example.First.Procedure is not null)
            .Select(example => (
                example.Question.Kind,
                example.First.Procedure!.Value.Evidence,
                example.Question.Procedures?.Contains(example.First.Procedure.Value.Id) == true)));

    /// <summary>Of questions known only to be in scope nobody has said whether a procedure answers them.</summary>
    private static bool TellsOfProcedures(LabelledQuestion question) =>
        question.Procedures is { Count: > 0 } || question.IsOutOfScope || question is { LabelType: "faq", Kind: "bot_faq" };

    private List<(float[] Evidence, bool IsTrue, float Weight)> Faqs(Func<LabelledQuestion, bool> use) => Weighted(
        examples.Where(example => use(example.Question) && TellsOfFaqs(example.Question) && example.First.Faq is not null)
            .Select(example => (
                example.Question.Kind,
                example.First.Faq!.Value.Evidence,
                example.Question.LabelType == "faq" && (example.Question.Label == example.First.Faq.Value.Id || example.Question.AlsoOk?.Contains(example.First.Faq.Value.Id) == true))));

    private static bool TellsOfFaqs(LabelledQuestion question) => question.LabelType is "faq" or "procedure" or "oos" or "smalltalk";

    private static List<(float[] Evidence, bool IsTrue, float Weight)> Weighted(IEnumerable<(string? Kind, float[] Evidence, bool IsTrue)> rows)
    {
        var all = rows.ToList();
        var sizes = all.CountBy(row => row.Kind ?? "").ToDictionary();
        return [.. all.Select(row => (row.Evidence, row.IsTrue, 1f / Math.Max(40, sizes[row.Kind ?? ""])))];
    }
}
