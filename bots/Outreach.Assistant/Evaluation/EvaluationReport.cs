using Outreach.Assistant.Dialogs;

namespace Outreach.Assistant.Evaluation;

/// <summary>
/// The measures per kind of question: a procedure is right when it is any of the acceptable ones, a common question when it is
/// the labelled one or one marked as right too. Kinds are never pooled: they differ in who wrote them.
/// </summary>
public sealed class EvaluationReport
{
    private readonly List<(LabelledQuestion Question, EvaluatedQuestion Answer)> rows;

    public EvaluationReport(IEnumerable<LabelledQuestion> questions, IEnumerable<EvaluatedQuestion> answers) =>
        rows = [.. questions.Zip(answers)];

    /// <summary>Finding the procedure, per kind.</summary>
    public IEnumerable<(string Kind, Ranks Ranks)> Procedures => PerKind(
        rows.Where(row => row.Question.Procedures is { Count: > 0 }),
        row => Ranks.PlaceOf(row.Answer.Procedures, row.Question.Procedures!.Contains));

    /// <summary>Finding the common question in words that are not its own, per kind.</summary>
    public IEnumerable<(string Kind, Ranks Ranks)> Faqs => PerKind(
        rows.Where(row => row.Question is { LabelType: "faq", Canonical: not true }), PlaceOfFaq);

    /// <summary>Finding the common question in any words; of interest when only answers are in the knowledge.</summary>
    public IEnumerable<(string Kind, Ranks Ranks)> AllFaqs => PerKind(rows.Where(row => row.Question.LabelType == "faq"), PlaceOfFaq);

    /// <summary>Share of questions answered as if they were about public services, per kind out of scope.</summary>
    public IEnumerable<(string Kind, int Questions, double Answered)> OutOfScope =>
        from row in rows
        where row.Question.IsOutOfScope
        group row by row.Question.Kind ?? "" into kind
        orderby kind.Key
        select (kind.Key, kind.Count(), kind.Average(row => row.Answer.Decision is Decision.Answer or Decision.Clarify ? 1.0 : 0));

    /// <summary>Share of questions refused as out of scope or taken for small talk, per kind in scope.</summary>
    public IEnumerable<(string Kind, int Questions, double Refused)> InScope =>
        from row in rows
        where !row.Question.IsOutOfScope
        group row by row.Question.Kind ?? "" into kind
        orderby kind.Key
        select (kind.Key, kind.Count(), kind.Average(row => row.Answer.Decision is Decision.OutOfScope or Decision.SmallTalk ? 1.0 : 0));

    /// <summary>How many pairs of the same question with and without accents got the same first procedure and the same first common question.</summary>
    public (int Pairs, int SameProcedure, int SameFaq) Twins
    {
        get
        {
            var pairs = rows.Where(row => row.Question.Pair is not null).GroupBy(row => row.Question.Pair).Where(pair => pair.Count() == 2).ToList();
            return (
                pairs.Count,
                pairs.Count(pair => pair.Select(row => First(row.Answer.Procedures)).Distinct().Count() == 1),
                pairs.Count(pair => pair.Select(row => First(row.Answer.Faqs)).Distinct().Count() == 1));
        }
    }

    /// <summary>Time per question in microseconds: median, 99th percentile, longest.</summary>
    public (long Median, long P99, long Longest) Microseconds
    {
        get
        {
            var sorted = rows.Select(row => row.Answer.Microseconds).Order().ToList();
            return sorted.Count == 0 ? (0, 0, 0) : (sorted[sorted.Count / 2], sorted[(int)(0.99 * (sorted.Count - 1))], sorted[^1]);
        }
    }

    private static string? First(IReadOnlyList<string> ids) => ids.Count > 0 ? ids[0] : null;

    private static int PlaceOfFaq((LabelledQuestion Question, EvaluatedQuestion Answer) row) =>
        Ranks.PlaceOf(row.Answer.Faqs, id => id == row.Question.Label || row.Question.AlsoOk?.Contains(id) == true);

    private static IEnumerable<(string Kind, Ranks Ranks)> PerKind(
        IEnumerable<(LabelledQuestion Question, EvaluatedQuestion Answer)> rows, Func<(LabelledQuestion Question, EvaluatedQuestion Answer), int> place) =>
        rows.GroupBy(row => row.Question.Kind ?? "").OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, Ranks.Of([.. kind.Select(row => place(row))])));
}
