using Outreach.Assistant.Dialogs;

namespace Outreach.Assistant.Evaluation;

/// <summary>
/// The measures per kind of question: a procedure is right when it is any of the acceptable ones, a common question when it is
/// the labelled one or one marked as right too. Kinds are never pooled: they differ in who wrote them.
/// </summary>
public sealed class EvaluationReport
{
    private readonly List<EvaluatedRow> rows;

    /// <param name="answers">In the order of the questions.</param>
    public EvaluationReport(IEnumerable<LabelledQuestion> questions, IEnumerable<EvaluatedQuestion> answers)
        : this([.. questions.Zip(answers, (question, answer) => new EvaluatedRow(question, answer))])
    {
    }

    private EvaluationReport(List<EvaluatedRow> rows) => this.rows = rows;

    /// <summary>The same measures over the labels of one fold.</summary>
    public EvaluationReport OfFold(string fold) => new([.. rows.Where(row => row.Question.LabelFold == fold)]);

    /// <summary>Finding the procedure, per kind.</summary>
    public IEnumerable<(string Kind, Ranks Ranks)> Procedures => PerKind(row => row.AsksForProcedure, row => row.PlaceOfProcedure);

    /// <summary>Finding the common question in words that are not its own, per kind.</summary>
    public IEnumerable<(string Kind, Ranks Ranks)> Faqs =>
        PerKind(row => row.AsksForFaq && row.Question.Canonical != true, row => row.PlaceOfFaq);

    /// <summary>Finding the common question in any words; of interest when only answers are in the knowledge.</summary>
    public IEnumerable<(string Kind, Ranks Ranks)> AllFaqs => PerKind(row => row.AsksForFaq, row => row.PlaceOfFaq);

    /// <summary>Share of questions answered or asked back as if they were about public services, per kind out of scope.</summary>
    public IEnumerable<(string Kind, int Questions, double Answered)> OutOfScope =>
        Share(row => row.Question.IsOutOfScope, row => row.Answer.Decision is Decision.Answer or Decision.Clarify);

    /// <summary>Share of questions refused as out of scope or taken for small talk, per kind in scope.</summary>
    public IEnumerable<(string Kind, int Questions, double Refused)> InScope =>
        Share(row => !row.Question.IsOutOfScope, row => row.Answer.Decision is Decision.OutOfScope or Decision.SmallTalk);

    /// <summary>
    /// How many pairs of the same question with and without accents got the same first procedure and the same first common
    /// question, per kind.
    /// </summary>
    public IEnumerable<(string Kind, int Pairs, int SameProcedure, int SameFaq)> Twins =>
        from pair in rows.Where(row => row.Question.Pair is not null).GroupBy(row => row.Question.Pair)
        where pair.Count() == 2
        let same = (
            Procedure: pair.Select(row => row.Answer.FirstProcedure).Distinct().Count() == 1,
            Faq: pair.Select(row => row.Answer.FirstFaq).Distinct().Count() == 1)
        group same by pair.First().Name into kind
        orderby kind.Key
        select (kind.Key, kind.Count(), kind.Count(same => same.Procedure), kind.Count(same => same.Faq));

    /// <summary>Time per question in microseconds: median, 99th percentile, longest.</summary>
    public (long Median, long P99, long Longest) Microseconds
    {
        get
        {
            var sorted = rows.Select(row => row.Answer.Microseconds).Order().ToList();
            return sorted.Count == 0 ? (0, 0, 0) : (sorted[sorted.Count / 2], sorted[(int)(0.99 * (sorted.Count - 1))], sorted[^1]);
        }
    }

    /// <summary>Every question something went wrong with, by kind.</summary>
    public IEnumerable<EvaluatedRow> Errors =>
        rows.Where(row => row.IsWrong).OrderBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Question.Id, StringComparer.Ordinal);

    private IEnumerable<(string Kind, Ranks Ranks)> PerKind(Func<EvaluatedRow, bool> concerns, Func<EvaluatedRow, int> place) =>
        rows.Where(concerns).GroupBy(row => row.Name).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, Ranks.Of([.. kind.Select(place)])));

    private IEnumerable<(string Kind, int Questions, double Share)> Share(Func<EvaluatedRow, bool> concerns, Func<EvaluatedRow, bool> counts) =>
        rows.Where(concerns).GroupBy(row => row.Name).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, kind.Count(), kind.Average(row => counts(row) ? 1.0 : 0)));
}
