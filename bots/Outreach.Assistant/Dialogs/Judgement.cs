using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Dialogs;

/// <summary>Decides from the two rankings whether to answer, to ask back or to say that this is not known.</summary>
internal static class Judgement
{
    /// <param name="rejected">Code of the procedure the citizen has just said was not meant.</param>
    public static Verdict Of(Question question, Findings findings, string? rejected)
    {
        if (question.ContentWords == 0 && question.Aspect is not null && findings.Confidence < Thresholds.Answer)
            return new(VerdictKind.NoMatter, [], findings.Confidence);
        if (findings.Scope < (findings.Confidence >= Thresholds.Certain ? Thresholds.InScopeIfCertain : Thresholds.InScope))
            return new(VerdictKind.OutOfScope, [], findings.Confidence);
        return Clear(findings, rejected) ?? Unclear(question, findings, rejected);
    }

    private static Verdict? Clear(Findings findings, string? rejected)
    {
        var (procedure, faq) = (findings.BestProcedure, findings.BestFaq);
        // A common question must fit clearly better: the name of a procedure is the more precise thing to have said.
        if (faq is not null && faq.Confidence.Value >= Thresholds.Answer
            && (procedure is null || faq.Confidence.Value > procedure.Confidence.Value + Thresholds.FaqLead))
            return new(VerdictKind.Faq, [faq.Id], faq.Confidence.Value);
        if (procedure is null || procedure.Id == rejected || Together(findings, procedure) < Thresholds.Answer || IsToss(findings, procedure))
            return null;
        return new(VerdictKind.Procedure, [procedure.Id], Together(findings, procedure));
    }

    /// <summary>How sure it is one of those of the same name: the same land procedure is published by many provinces.</summary>
    private static double Together(Findings findings, Match<Procedure> best) =>
        Math.Min(1, findings.Procedures.Where(match => AreTwins(match, best)).Sum(match => match.Confidence.Value));

    /// <summary>
    /// Another covers the question as well, unless it is a special case nobody asked for. Of "thẻ căn cước" alone nobody knows whether
    /// it is lost or to be changed.
    /// </summary>
    private static bool IsToss(Findings findings, Match<Procedure> best)
    {
        if (findings.Procedures.FirstOrDefault(match => !AreTwins(match, best)) is not { } other)
            return false;
        var (first, second) = (best.Confidence, other.Confidence);
        if (second.Asked < first.Asked - Thresholds.Alike || (first.Unasked == 0 && second.Unasked > 0))
            return false;
        return second.Value >= first.Value * Thresholds.Toss || (first.Unasked > 0 && second.Named >= first.Named - Thresholds.Alike);
    }

    private static bool AreTwins(Match<Procedure> one, Match<Procedure> other) =>
        string.Equals(NameVariants.Bare(one.Item.Name), NameVariants.Bare(other.Item.Name), StringComparison.OrdinalIgnoreCase);

    private static Verdict Unclear(Question question, Findings findings, string? rejected)
    {
        var best = findings.Confidence;
        var candidates = Candidates(findings, rejected, best);
        return candidates.Count == 0 || (best < Thresholds.Clarify && findings.Scope < Thresholds.SurelyInScope)
            ? new(question.ContentWords == 0 ? VerdictKind.NoMatter : VerdictKind.OutOfScope, [], best)
            : candidates is [var only] ? new(only.IsFaq ? VerdictKind.Faq : VerdictKind.Procedure, [only.Id], best)
            : new(VerdictKind.Choice, [.. candidates.Select(candidate => candidate.Id)], best);
    }

    /// <summary>The two or three likeliest of different names.</summary>
    private static List<(string Id, bool IsFaq)> Candidates(Findings findings, string? rejected, double best) =>
        [.. findings.Procedures.Where(match => match.Id != rejected).Select(match => (match.Id, match.Item.Name, IsFaq: false, match.Confidence.Value))
            .Concat(findings.Faqs.Select(match => (match.Id, Name: match.Item.Question, IsFaq: true, match.Confidence.Value)))
            .OrderByDescending(candidate => candidate.Value)
            .Where(candidate => candidate.Value >= best * Thresholds.Near)
            .DistinctBy(candidate => NameVariants.Bare(candidate.Name), StringComparer.OrdinalIgnoreCase)
            .Take(3)
            .Select(candidate => (candidate.Id, candidate.IsFaq))];
}
