using Outreach.Assistant.Evaluation;

namespace Outreach.Knowledge.Learning;

/// <summary>What a change does to questions with known answers.</summary>
/// <param name="Generation">The stored knowledge it was held against.</param>
/// <param name="Kinds">The measures per kind of question, before and after.</param>
/// <param name="Changes">Every question whose decision or first result is another one.</param>
public sealed record ReplayReport(long Generation, int Questions, IReadOnlyList<ReplayedKind> Kinds, IReadOnlyList<ReplayedQuestion> Changes)
{
    /// <summary>Questions that were right and no longer are.</summary>
    public int Worse => Changes.Count(change => change.WasRight && !change.IsRight);

    /// <summary>Questions that were wrong and are right now.</summary>
    public int Better => Changes.Count(change => !change.WasRight && change.IsRight);

    public static ReplayReport Of(
        long generation, IReadOnlyList<LabelledQuestion> questions, IReadOnlyList<EvaluatedQuestion> before, IReadOnlyList<EvaluatedQuestion> after)
    {
        var rows = questions.Select((question, i) => (Before: new EvaluatedRow(question, before[i]), After: new EvaluatedRow(question, after[i]))).ToList();
        var kinds =
            from row in rows
            group row by row.Before.Name into kind
            orderby kind.Key
            select new ReplayedKind(kind.Key, kind.Count(), kind.Count(row => IsRight(row.Before)), kind.Count(row => IsRight(row.After)));
        return new(
            generation,
            questions.Count,
            [.. kinds],
            [.. rows.Where(row => Differs(row.Before.Answer, row.After.Answer)).Select(row => ReplayedQuestion.Of(row.Before, row.After))]);
    }

    /// <summary>Found first and not refused, or, out of scope, refused.</summary>
    internal static bool IsRight(EvaluatedRow row) =>
        !row.IsIntruder && !row.IsRefused && (!row.AsksForProcedure || row.PlaceOfProcedure == 0) && (!row.AsksForFaq || row.PlaceOfFaq == 0);

    private static bool Differs(EvaluatedQuestion a, EvaluatedQuestion b) =>
        (a.Decision, a.FirstProcedure, a.FirstFaq) != (b.Decision, b.FirstProcedure, b.FirstFaq);
}

/// <summary>How many questions of a kind are right.</summary>
public sealed record ReplayedKind(string Kind, int Questions, int RightBefore, int RightAfter);

/// <summary>A question that is answered differently.</summary>
public sealed record ReplayedQuestion(string Id, string Kind, string Question, string? Label, ReplayedAnswer Before, ReplayedAnswer After, bool WasRight, bool IsRight)
{
    public static ReplayedQuestion Of(EvaluatedRow before, EvaluatedRow after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(
            before.Question.Id,
            before.Name,
            before.Question.Question,
            before.Question.Label,
            ReplayedAnswer.Of(before.Answer),
            ReplayedAnswer.Of(after.Answer),
            ReplayReport.IsRight(before),
            ReplayReport.IsRight(after));
    }
}

/// <summary>What was decided, and what stood first.</summary>
public sealed record ReplayedAnswer(Assistant.Dialogs.Decision Decision, double Confidence, string? Procedure, string? Faq)
{
    public static ReplayedAnswer Of(EvaluatedQuestion answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(answer.Decision, answer.Confidence, answer.FirstProcedure, answer.FirstFaq);
    }
}
