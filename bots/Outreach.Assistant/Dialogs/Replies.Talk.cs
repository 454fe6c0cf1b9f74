using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>Replies that are about the conversation: small talk, people, the guide, feedback, dossiers.</summary>
internal sealed partial class Replies
{
    private const string FeedbackFaq = "phan-anh-kien-nghi";

    public AssistantReply SmallTalk(string text, bool withMenu = false, bool withPerson = false)
    {
        SuggestedReply[] menu = withMenu ? [GuideButton, new(Say.GiveFeedback, Say.GiveFeedbackAsked), PersonButton] : [];
        return Talk(Decision.SmallTalk, Texts.Format(text, options.Province), withPerson ? [PersonButton] : menu, state);
    }

    /// <summary>An answer that comes from no procedure and no common question.</summary>
    public AssistantReply Said(string text) => Reply(Decision.Answer, text, 1, [PersonButton], state);

    public AssistantReply Handoff(string text) => Talk(Decision.Handoff, Texts.Format(text, options.Hotline), [], state with { Feedback = null });

    /// <summary>Where complaints go, with the reviewed answer on feedback where there is one.</summary>
    public AssistantReply Complaint() => knowledge.Faq(FeedbackFaq) is { } faq && About(faq, null, 1) is var reply
        ? reply with { Text = $"{Say.Complaint}\n\n{reply.Text}" }
        : Talk(Decision.Answer, Say.Complaint, [PersonButton], state);

    public AssistantReply Switched(string language) =>
        Talk(Decision.SmallTalk, Texts.In(language).LanguageSet, [], state with { Language = language });

    public AssistantReply Stopped() => Talk(Decision.SmallTalk, Say.Stopped, [], state with { Guide = null, Feedback = null });

    /// <summary>What did not fit into the last message, under the same choices.</summary>
    public AssistantReply Rest()
    {
        if (state.Rest is not { } rest)
            return Talk(Decision.SmallTalk, Say.NothingMore, [], state);
        var reply = Talk(Decision.Answer, rest, [.. state.Options.Where(option => option.Value != Say.MoreAsked)], state);
        return reply with { Aspect = state.Aspect, State = reply.State with { Candidates = state.Candidates } };
    }

    public AssistantReply Guide(GuideStep step, Faq? faq, string heading, bool isLast)
    {
        var doubt = faq is null ? null : Freshness.Of(faq);
        var text = faq is null ? Say.GuideMissing : FromRecord(FaqAnswer.Compose(faq, aboutPaying: step is GuideStep.Paying or GuideStep.FailedPayment, Size, doubt));
        return Talk(Decision.Answer, $"{heading}\n{text}", GuideButtons(step, isLast), state with { Guide = step, AwaitsDossierCode = step == GuideStep.Following }) with
        {
            Faqs = faq is null ? [] : [faq.Id],
            Alarms = doubt is null ? [] : [doubt.Alarm],
            Card = faq?.Link is { } page ? new ReplyCard(heading, faq.Question, page) : null,
        };
    }

    public AssistantReply GuideEdge(string text) => Talk(Decision.SmallTalk, text, GuideButtons(state.Guide ?? GuideStep.Account, isLast: state.Guide == GuideStep.Post), state);

    public AssistantReply Ask(FeedbackDraft draft, string question) =>
        Talk(Decision.Clarify, question, draft.Asked == FeedbackQuestion.Contact ? [SkipButton, LeaveButton] : [LeaveButton], state with { Feedback = draft });

    public AssistantReply HandoffAndAsk(FeedbackDraft draft, string question) =>
        Talk(Decision.Handoff, $"{Texts.Format(Say.Misconduct, options.Hotline)}\n\n{question}", [LeaveButton], state with { Feedback = draft });

    /// <summary>Where every character costs, what the citizen wrote is not sent back.</summary>
    public AssistantReply Confirm(FeedbackDraft draft) => Talk(
        Decision.Clarify,
        turn.Abilities.Segments > 0
            ? Texts.Format(Say.FeedbackConfirmBrief, draft.Content?.Length ?? 0)
            : Texts.Format(Say.FeedbackConfirm, draft.Content, draft.Place, draft.Contact ?? Say.FeedbackNoContact),
        [new(Say.Send, Say.SendAsked), new(Say.Edit, Say.EditAsked), LeaveButton],
        state with { Feedback = draft });

    public AssistantReply Report(FeedbackReport report) =>
        Talk(Decision.Answer, Say.FeedbackSending, [], state with { Feedback = null }) with { Feedback = report };

    public AssistantReply Received(string code) => Talk(Decision.Answer, Texts.Format(Say.FeedbackReceived, code), [], state with { Feedback = null });

    public AssistantReply Dropped() => Talk(Decision.SmallTalk, Say.FeedbackDropped, [], state with { Feedback = null });

    public AssistantReply FeedbackCode(string code) => Talk(Decision.Answer, Texts.Format(Say.FeedbackCode, code), [PersonButton], state);

    public AssistantReply BadDossierCode() => Talk(Decision.Clarify, Say.DossierBadCode, [PersonButton], state);

    /// <summary>Says where to look; who can ask the agencies' system replaces this by what it says.</summary>
    public AssistantReply LookUp(string code) => Dossier(code, new DossierFinding.OnPortal()) with { Dossier = new DossierRequest(code) };

    public AssistantReply Dossier(string code, DossierFinding finding) =>
        Talk(Decision.Answer, DossierAnswer.Compose(code, finding, Say, options.Hotline), [new(Say.OpenPortal, "", DossierAnswer.Portal), PersonButton], state);

    private SuggestedReply GuideButton => new(Say.Guide, Say.GuideAsked);

    private SuggestedReply SkipButton => new(Say.Skip, Say.SkipAsked);

    private SuggestedReply LeaveButton => new(Say.Leave, Say.LeaveAsked);

    private SuggestedReply[] GuideButtons(GuideStep step, bool isLast) =>
    [
        .. isLast ? [] : (SuggestedReply[])[new(Say.Next, Say.NextAsked)],
        .. step == GuideStep.Account ? [] : (SuggestedReply[])[new(Say.Back, Say.BackAsked)],
        LeaveButton,
    ];

    /// <summary>A reply for which nothing was searched.</summary>
    private AssistantReply Talk(Decision decision, string text, IReadOnlyList<SuggestedReply> buttons, ConversationState next) => new()
    {
        Text = text,
        SuggestedReplies = buttons,
        Decision = decision,
        Confidence = 1,
        State = next with { Candidates = [], Options = [], Rest = null, AwaitsDossierCode = next.AwaitsDossierCode && !state.AwaitsDossierCode },
    };
}
