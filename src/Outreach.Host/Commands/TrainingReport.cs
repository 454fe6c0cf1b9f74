using System.Globalization;
using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Retrieval;

namespace Outreach.Host.Commands;

/// <summary>Learned weights as C# initialisers, and how they do on questions they were not learned from.</summary>
internal sealed class TrainingReport(
    RankingTraining ranking, ScopeTraining scope, ConfidenceTraining confidence, RankingWeights learned)
{
    /// <summary>The labels are dealt into so many parts; each is tried with weights learned from the others.</summary>
    private const int Parts = 5;

    public IEnumerable<string> Lines() =>
    [
        Initialiser(nameof(RankingWeights.Procedures), learned.Procedures),
        Initialiser(nameof(RankingWeights.Faqs), learned.Faqs),
        Initialiser(nameof(RankingWeights.ProcedureConfidence), learned.ProcedureConfidence),
        Initialiser(nameof(RankingWeights.FaqConfidence), learned.FaqConfidence),
        Initialiser(nameof(RankingWeights.Scope), learned.Scope),
        "",
        .. Ranking("Procedures", learned.Procedures, ranking.TrainProcedures, ranking.TryProcedures),
        .. Ranking("FAQs in other wordings", learned.Faqs, ranking.TrainFaqs, ranking.TryFaqs),
        .. Scope(),
        .. Calibration("Confidence of the first procedure", learned.ProcedureConfidence, faqs: false),
        .. Calibration("Confidence of the first FAQ", learned.FaqConfidence, faqs: true),
    ];

    private static IEnumerable<string> Ranking(
        string name,
        IReadOnlyList<float> weights,
        Func<Func<LabelledQuestion, bool>, float[]> train,
        Func<IReadOnlyList<float>, Func<LabelledQuestion, bool>, IEnumerable<(string Kind, int Questions, int First)>> tried)
    {
        var kinds = tried(weights, _ => true).ToList();
        var otherLabels = Enumerable.Range(0, Parts)
            .SelectMany(part => tried(train(question => PartOf(question) != part), question => PartOf(question) == part))
            .GroupBy(row => row.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(row => row.First));
        var otherKinds = kinds.Count < 2 ? [] : kinds
            .SelectMany(kind => tried(train(question => question.Kind != kind.Kind), question => question.Kind == kind.Kind))
            .ToDictionary(row => row.Kind, row => row.First);
        return
        [
            Line(name, "candidates", "learned", "by label", "kind out"),
            .. kinds.Select(kind => Line(
                kind.Kind, $"{kind.Questions}", Share(kind.First, kind.Questions), Share(otherLabels[kind.Kind], kind.Questions),
                otherKinds.TryGetValue(kind.Kind, out var first) ? Share(first, kind.Questions) : "-")),
            "",
        ];
    }

    /// <summary>Per kind the share on the wrong side of even odds.</summary>
    private IEnumerable<string> Scope()
    {
        var all = scope.Try(learned.Scope, _ => true).ToList();
        var otherLabels = Enumerable.Range(0, Parts)
            .SelectMany(part => scope.Try(scope.Train(question => PartOf(question) != part), question => PartOf(question) == part)).ToList();
        return
        [
            Line("Scope, wrong", "questions", "learned", "by label", "kind out"),
            .. all.GroupBy(row => row.Question.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Line(
                kind.Key ?? "",
                $"{kind.Count()}",
                Wrong(kind),
                Wrong(otherLabels.Where(row => row.Question.Kind == kind.Key)),
                Wrong(scope.Try(scope.Train(question => question.Kind != kind.Key), question => question.Kind == kind.Key)))),
            "",
        ];
    }

    private IEnumerable<string> Calibration(string name, IReadOnlyList<float> weights, bool faqs) =>
    [
        Line(name, "questions", "sure", "right"),
        .. confidence.Calibration(weights, faqs, _ => true).Select(tenth => Line(
            string.Create(CultureInfo.InvariantCulture, $"{tenth.Tenth / 10.0:0.0}–{(tenth.Tenth + 1) / 10.0:0.0}"), $"{tenth.Questions}", Number(tenth.Sure), Number(tenth.Right))),
        "",
    ];

    private static string Wrong(IEnumerable<(LabelledQuestion Question, float Probability)> rows) =>
        Number(rows.Average(row => row.Probability >= 0.5f == row.Question.IsOutOfScope ? 1.0 : 0));

    /// <summary>
    /// By a hash of the label that is the same in every run: all wordings of one answer stay together. What is out of scope has no
    /// answer of its own and is dealt singly.
    /// </summary>
    private static int PartOf(LabelledQuestion question)
    {
        var hash = 17;
        foreach (var c in question.IsOutOfScope ? question.Id : question.Label ?? question.Id)
            hash = unchecked((hash * 31) + c);
        return (hash & int.MaxValue) % Parts;
    }

    private static string Initialiser(string name, IReadOnlyList<float> weights) =>
        $"public IReadOnlyList<float> {name} {{ get; init; }} = [{string.Join(", ", weights.Select(weight => $"{Number(weight)}f"))}];";

    private static string Share(int count, int of) => Number((double)count / of);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Line(string first, params IEnumerable<string> cells) => first.PadRight(34) + string.Concat(cells.Select(cell => cell.PadLeft(12)));
}
