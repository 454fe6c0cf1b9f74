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

    /// <summary>The first rule that applies, from what is certain to what is guessed.</summary>
    public AssistantReply Reply() => Chosen() ?? ByCode() ?? Steered() ?? Nothing() ?? FollowUp() ?? Judged();

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
        return Aspect is { } aspect && findings.Confidence < Thresholds.Clarify ? replies.About(procedure, aspect, 0.6) : null;
    }

    /// <summary>"Còn làm lại thì sao?" is asked of the procedure at hand: its name belongs to the question.</summary>
    private AssistantReply? InContext(Procedure procedure)
    {
        var together = knowledge.Find($"{text} {procedure.Name}").Procedures;
        return together.Count > 0 && together[0].Confidence.Value >= Math.Max(Thresholds.Answer, findings.Confidence)
            ? replies.About(together[0].Item, Aspect, together[0].Confidence.Value)
            : null;
    }

    /// <summary>Begins with "thế", "còn" and adds no more than one word of two syllables.</summary>
    private bool PointsBack => question.ContentWords <= 2 && question.Cues.Any(found => found is { Start: 0, Value: Cue.Reference });

    /// <summary>What the ranking says, where nothing more certain has decided.</summary>
    private AssistantReply Judged()
    {
        var verdict = Judgement.Of(question, findings, rejected: question.Has(Cue.Correction) ? state.Procedure : null);
        return verdict.Kind switch
        {
            VerdictKind.Procedure => replies.About(knowledge.Procedure(verdict.Ids[0])!, Aspect, verdict.Confidence),
            VerdictKind.Faq => replies.About(knowledge.Faq(verdict.Ids[0])!, Aspect, verdict.Confidence),
            VerdictKind.Choice => replies.Choose([.. verdict.Ids.Select(id => (id, TitleOf(id)))], verdict.Confidence, Aspect),
            VerdictKind.NoMatter => replies.WhichProcedure(Aspect),
            _ => replies.OutOfScope(verdict.Confidence),
        };
    }

    private string TitleOf(string id) => knowledge.Procedure(id)?.Name ?? knowledge.Faq(id)!.Question;
}
