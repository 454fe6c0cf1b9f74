using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Dialogs;

/// <summary>Decides from the two rankings whether to answer, to ask back or to say that this is not known.</summary>
internal static class Judgement
{
    /// <param name="rejected">Code of the procedure the citizen has just said was not meant.</param>
    public static Verdict Of(Question question, Findings findings, string? rejected) =>
        Clear(findings, rejected) ?? Unclear(question, findings, rejected);

    private static Verdict? Clear(Findings findings, string? rejected)
    {
        if (findings.Confidence < Thresholds.Answer)
            return null;
        var (procedure, faq) = (findings.BestProcedure, findings.BestFaq);
        // A common question must fit clearly better: the name of a procedure is the more precise thing to have said.
        if (faq is not null && (procedure is null || faq.Confidence.Value > procedure.Confidence.Value + Thresholds.FaqLead))
            return new(VerdictKind.Faq, [faq.Id], faq.Confidence.Value);
        if (procedure is null || procedure.Id == rejected || IsToss(findings))
            return null;
        return new(VerdictKind.Procedure, [procedure.Id], procedure.Confidence.Value);
    }

    private static Verdict Unclear(Question question, Findings findings, string? rejected)
    {
        var best = findings.Confidence;
        var candidates = Candidates(findings, rejected, best);
        if (best >= Thresholds.Clarify && candidates.Count > 1)
            return new(VerdictKind.Choice, [.. candidates.Select(candidate => candidate.Id)], best);
        if (best >= Thresholds.Clarify && candidates is [var only])
            return new(only.IsFaq ? VerdictKind.Faq : VerdictKind.Procedure, [only.Id], best);
        return new(question.ContentWords == 0 ? VerdictKind.NoMatter : VerdictKind.OutOfScope, [], best);
    }

    /// <summary>
    /// Two that fit equally well, unless the second is a special case nobody asked for. Of "thẻ căn cước" alone nobody knows whether
    /// it is lost or to be changed.
    /// </summary>
    private static bool IsToss(Findings findings)
    {
        if (findings.Procedures.Count < 2)
            return false;
        var (first, second) = (findings.Procedures[0].Confidence, findings.Procedures[1].Confidence);
        if (first.Unasked == 0 && second.Unasked > 0)
            return false;
        return (first.Lead < Thresholds.Lead && first.Value < Thresholds.Certain)
            || (first.Lead < Thresholds.TwinLead && second.Asked >= first.Asked
                && (first.Named < Thresholds.Named || first.Unasked > 0));
    }

    private static List<(string Id, bool IsFaq)> Candidates(Findings findings, string? rejected, double best) =>
        [.. findings.Procedures.Where(match => match.Id != rejected).Select(match => (match.Id, IsFaq: false, match.Confidence.Value))
            .Concat(findings.Faqs.Select(match => (match.Id, IsFaq: true, match.Confidence.Value)))
            .OrderByDescending(candidate => candidate.Value)
            .Where(candidate => candidate.Value >= best * Thresholds.Near)
            .Take(3)
            .Select(candidate => (candidate.Id, candidate.IsFaq))];
}
