using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Assistant.Retrieval.Learning;

namespace Outreach.Assistant.Evaluation;

/// <summary>Learns how sure the first match is, so that "0.8" is right in about eight of ten cases.</summary>
public sealed class ConfidenceTraining(KnowledgeBase knowledge, IEnumerable<LabelledQuestion> questions)
{
    private readonly List<(LabelledQuestion Question, (string? Procedure, float[] ProcedureEvidence, string? Faq, float[] FaqEvidence) First)> examples =
        [.. questions.Where(question => !question.IsOutOfScope).Select(question => (question, knowledge.First(question.Question)))];

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
        examples.Where(example => use(example.Question) && example.Question.Procedures is { Count: > 0 } && example.First.Procedure is not null)
            .Select(example => (example.Question.Kind, example.First.ProcedureEvidence, example.Question.Procedures!.Contains(example.First.Procedure!))));

    private List<(float[] Evidence, bool IsTrue, float Weight)> Faqs(Func<LabelledQuestion, bool> use) => Weighted(
        examples.Where(example => use(example.Question) && example.First.Faq is not null)
            .Select(example => (
                example.Question.Kind,
                example.First.FaqEvidence,
                example.Question.LabelType == "faq" && (example.Question.Label == example.First.Faq || example.Question.AlsoOk?.Contains(example.First.Faq!) == true))));

    private static List<(float[] Evidence, bool IsTrue, float Weight)> Weighted(IEnumerable<(string? Kind, float[] Evidence, bool IsTrue)> rows)
    {
        var all = rows.ToList();
        var sizes = all.CountBy(row => row.Kind ?? "").ToDictionary();
        return [.. all.Select(row => (row.Evidence, row.IsTrue, 1f / Math.Max(40, sizes[row.Kind ?? ""])))];
    }
}
