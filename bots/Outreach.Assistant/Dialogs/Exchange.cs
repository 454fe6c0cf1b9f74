using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;
using Outreach.Language;

namespace Outreach.Assistant.Dialogs;

/// <summary>One question and the decision what to do with it.</summary>
internal sealed class Exchange
{
    private readonly string text;
    private readonly ConversationState state;
    private readonly KnowledgeBase knowledge;
    private readonly bool secretsOnly;
    private readonly Question question;
    private readonly Findings findings;
    private readonly Replies replies;

    public Exchange(Turn turn, string text, ConversationState state, KnowledgeBase knowledge, AssistantOptions options, bool secretsOnly)
    {
        (this.text, this.state, this.knowledge, this.secretsOnly) = (text, state, knowledge, secretsOnly);
        question = knowledge.Reader.Read(text);
        findings = knowledge.Find(question);
        replies = new Replies(turn, state, options, findings);
    }

    private Aspect? Aspect => question.Aspect;

    private Procedure? Current => state.Procedure is { } code ? knowledge.Procedure(code) : null;

    private Match<Procedure>? BestProcedure => findings.Procedures.Count > 0 ? findings.Procedures[0] : null;

    private Match<Faq>? BestFaq => findings.Faqs.Count > 0 ? findings.Faqs[0] : null;

    private double Best => Math.Max(BestProcedure?.Confidence.Value ?? 0, BestFaq?.Confidence.Value ?? 0);

    /// <summary>The first rule that applies, from what is certain to what is guessed.</summary>
    public AssistantReply Reply() => Chosen() ?? ByCode() ?? Steered() ?? Nothing() ?? FollowUp() ?? Found() ?? Unsure();

    private AssistantReply? Chosen() => Choice.Of(text, state.Candidates) is { } id
        ? knowledge.Procedure(id) is { } procedure ? replies.About(procedure, state.Aspect, 1)
        : knowledge.Faq(id) is { } faq ? replies.About(faq, state.Aspect, 1) : null
        : null;

    /// <summary>A code is an exact name: known, it is answered; unknown, it is refused, never replaced by something similar.</summary>
    private AssistantReply? ByCode()
    {
        foreach (var token in question.Tokens)
        {
            if (token.Kind is TokenKind.ProcedureCode or TokenKind.BareCode && knowledge.Procedure(token.Text) is { } procedure)
                return replies.About(procedure, Aspect, 1);
            if (token.Kind == TokenKind.ProcedureCode)
                return replies.UnknownCode(token.Text);
        }

        return null;
    }

    private AssistantReply? Steered()
    {
        if (question.Has(Cue.Misconduct))
            return replies.Handoff(Texts.Vietnamese.Misconduct);
        if (question.Has(Cue.Person))
            return replies.Handoff(Texts.Vietnamese.Handoff);
        if (question.Has(Cue.Identity))
            return replies.SmallTalk(Texts.Vietnamese.Identity);
        if (question.ContentWords > 0 || Aspect is not null)
            return null;
        if (question.Has(Cue.Goodbye))
            return replies.SmallTalk(Texts.Vietnamese.Goodbye);
        if (question.Has(Cue.Thanks))
            return replies.SmallTalk(Texts.Vietnamese.Thanks);
        return question.Has(Cue.Greeting) ? replies.SmallTalk(Texts.Vietnamese.Welcome) : null;
    }

    private AssistantReply? Nothing()
    {
        if (question.Words.Any(word => word.Plain.Any(char.IsLetter)))
            return null;
        if (question.Words.Length > 0 && !secretsOnly)
            return replies.WhichProcedure(null);
        return replies.SmallTalk(secretsOnly ? "" : Texts.Vietnamese.Empty);
    }

    /// <summary>"Thế lệ phí bao nhiêu?": names no matter of its own, so it is about the procedure at hand.</summary>
    private AssistantReply? FollowUp()
    {
        if (Current is not { } procedure || question.Has(Cue.Correction))
            return null;
        if (question.ContentWords == 0 && Aspect is { } asked)
            return replies.About(procedure, asked, 0.9);
        if (PointsBack && InContext(procedure) is { } related)
            return related;
        return Aspect is { } aspect && Best < Thresholds.Clarify ? replies.About(procedure, aspect, 0.6) : null;
    }

    /// <summary>"Còn làm lại thì sao?" is asked of the procedure at hand: its name belongs to the question.</summary>
    private AssistantReply? InContext(Procedure procedure)
    {
        var together = knowledge.Find($"{text} {procedure.Name}").Procedures;
        return together.Count > 0 && together[0].Confidence.Value >= Math.Max(Thresholds.Answer, Best)
            ? replies.About(together[0].Item, Aspect, together[0].Confidence.Value)
            : null;
    }

    /// <summary>Begins with "thế", "còn" and adds no more than one word of two syllables.</summary>
    private bool PointsBack => question.ContentWords <= 2 && question.Cues.Any(found => found is { Start: 0, Value: Cue.Reference });

    private AssistantReply? Found()
    {
        if (Best < Thresholds.Answer)
            return null;
        var (procedure, faq) = (BestProcedure, BestFaq);
        // A common question must fit clearly better: the name of a procedure is the more precise thing to have said.
        if (faq is not null && (procedure is null || faq.Confidence.Value > procedure.Confidence.Value + Thresholds.FaqLead))
            return replies.About(faq.Item, Aspect, faq.Confidence.Value);
        if (procedure is null || IsRejected(procedure) || IsToss(procedure))
            return null;
        return replies.About(procedure.Item, Aspect, procedure.Confidence.Value);
    }

    private AssistantReply Unsure()
    {
        var candidates = Candidates();
        if (Best >= Thresholds.Clarify && candidates.Count > 1)
            return replies.Choose(candidates, Best, Aspect);
        if (Best >= Thresholds.Clarify && candidates is [var only])
            return knowledge.Procedure(only.Id) is { } procedure ? replies.About(procedure, Aspect, Best) : replies.About(knowledge.Faq(only.Id)!, Aspect, Best);
        return question.ContentWords == 0 ? replies.WhichProcedure(Aspect) : replies.OutOfScope(Best);
    }

    /// <summary>The next answer after "không, ý tôi là…" is not the one just refused.</summary>
    private bool IsRejected(Match<Procedure> match) => question.Has(Cue.Correction) && match.Id == state.Procedure;

    /// <summary>
    /// Two that fit equally well, unless the second is a special case nobody asked for. Of "thẻ căn cước" alone nobody knows whether
    /// it is lost or to be changed.
    /// </summary>
    private bool IsToss(Match<Procedure> best)
    {
        if (findings.Procedures.Count < 2)
            return false;
        var (first, second) = (best.Confidence, findings.Procedures[1].Confidence);
        if (first.Unasked == 0 && second.Unasked > 0)
            return false;
        return (first.Lead < Thresholds.Lead && first.Value < Thresholds.Certain)
            || (first.Lead < Thresholds.TwinLead && second.Asked >= first.Asked
                && (first.Named < Thresholds.Named || first.Unasked > 0));
    }

    private List<(string Id, string Title)> Candidates() =>
        [.. findings.Procedures.Where(match => !IsRejected(match)).Select(match => (match.Id, Title: match.Item.Name, match.Confidence.Value))
            .Concat(findings.Faqs.Select(match => (match.Id, Title: match.Item.Question, match.Confidence.Value)))
            .OrderByDescending(candidate => candidate.Value)
            .Where(candidate => candidate.Value >= Best * Thresholds.Near)
            .Take(3)
            .Select(candidate => (candidate.Id, candidate.Title))];
}
