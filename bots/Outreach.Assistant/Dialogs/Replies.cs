using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Dialogs;

/// <summary>Builds the replies of one turn: text, buttons, and the state that goes with them. <see cref="Rendering"/> fits them to the channel.</summary>
internal sealed partial class Replies(
    Turn turn, ConversationState state, AssistantOptions options, KnowledgeBase knowledge, Func<Findings> findings, IReadOnlyList<string> unitLines)
{
    /// <summary>Zalo shows five buttons, Bot Framework clients wrap after about as many.</summary>
    private const int MostButtons = 5;

    /// <summary>The assistant's own sentences, in the citizen's language.</summary>
    public Texts Say { get; } = Texts.In(state.Language ?? turn.Language);

    private AnswerSize Size => turn.Abilities.Segments > 0 ? AnswerSize.Sms : AnswerSize.Screen;

    private Freshness Freshness => new(knowledge, turn.Today, options.StaleAfterDays);

    public AssistantReply About(Procedure procedure, Aspect? aspect, double confidence)
    {
        var answer = new ProcedureAnswer(procedure, turn.Today, Size);
        var next = state with { Procedure = procedure.Code, Aspect = aspect };
        if (Freshness.Of(procedure) is { } doubt)
            return Reply(Decision.Answer, FromRecord(answer.Doubted(doubt)), confidence, [.. Instead(doubt.Successor), OpenButton(procedure), PersonButton], next, aspect) with { Alarms = [doubt.Alarm] };
        return Reply(Decision.Answer, FromRecord(answer.Compose(aspect)), confidence, [.. Buttons(procedure, aspect), .. GuideResume], next, aspect) with
        {
            ShortSource = Texts.Format(Say.ShortSource, procedure.Code),
            Alarms = aspect is null or Aspect.Fee && FeeLines.HaveLapsed(procedure, turn.Today)
                ? [new Alarm(AlarmKind.FeeLapsed, procedure.Code, $"Không mức thu nào áp dụng ngày {Dates.Write(turn.Today)}")]
                : [],
            Card = aspect is null or Aspect.Link && procedure.Level != OnlineLevel.Offline
                ? new ReplyCard(procedure.Name, Texts.Format(Texts.Vietnamese.NameAndCode, procedure.Field ?? Texts.Vietnamese.Title(Aspect.Link), procedure.Code), ProcedureAnswer.LinkOf(procedure))
                : null,
        };
    }

    public AssistantReply About(Faq faq, Aspect? aspect, double confidence)
    {
        var paying = aspect == Aspect.Payment || faq.Topic?.Contains("anh toán", StringComparison.Ordinal) == true;
        var doubt = Freshness.Of(faq);
        var looksUp = faq.Id == Codes.LookUpFaq;
        var text = FromRecord(FaqAnswer.Compose(faq, paying, Size, doubt));
        List<SuggestedReply> buttons = [];
        if (Dialogs.Guide.StepOf(faq) is { } step)
            buttons.Add(new(state.Guide is null ? Say.Guide : Say.GuideResume, Say.GuideAsked));
        if (faq.Id == FeedbackFaq)
            buttons.Add(new(Say.GiveFeedback, Say.GiveFeedbackAsked));
        if (faq.Link is { } link)
            buttons.Add(new(Say.OpenPortal, "", link));
        return Reply(Decision.Answer, looksUp ? $"{text}\n{Say.DossierAsk}" : text, confidence, [.. buttons, PersonButton], state with { AwaitsDossierCode = looksUp }, aspect) with
        {
            ShortSource = "dichvucong.gov.vn",
            Alarms = doubt is null ? [] : [doubt.Alarm],
            Faqs = [faq.Id, .. Faqs.Where(id => id != faq.Id)],
            Card = faq.Link is { } page ? new ReplyCard(faq.Question, faq.Topic ?? "", page) : null,
        };
    }

    public AssistantReply Choose(IReadOnlyList<(string Id, string Title)> candidates, double confidence, Aspect? aspect)
    {
        var list = candidates.Select((candidate, i) => $"{i + 1}. {candidate.Title}");
        return Reply(
            Decision.Clarify,
            string.Join('\n', [Say.Clarify, .. list]),
            confidence,
            [.. candidates.Select((candidate, i) => new SuggestedReply($"{i + 1}. {candidate.Title}", $"{i + 1}")), PersonButton],
            state with { Candidates = [.. candidates.Select(candidate => candidate.Id)], Aspect = aspect },
            aspect);
    }

    public AssistantReply WhichProcedure(Aspect? aspect) =>
        Reply(Decision.Clarify, Say.WhichProcedure, 0, [PersonButton], state with { Aspect = aspect }, aspect);

    public AssistantReply UnknownCode(string code) => Reply(Decision.Clarify, Texts.Format(Say.UnknownCode, code), 0, [PersonButton], state);

    public AssistantReply OutOfScope(double confidence) =>
        Reply(Decision.OutOfScope, Texts.Format(Say.OutOfScope, options.Province, options.Hotline), confidence, [PersonButton], state);

    public AssistantReply Foreign() => Reply(Decision.OutOfScope, Say.Foreign, 0, [PersonButton], state);

    private SuggestedReply PersonButton => new(Say.Person, Say.PersonAsked);

    private IEnumerable<SuggestedReply> Buttons(Procedure procedure, Aspect? aspect) =>
        ProcedureAnswer.Others(procedure, aspect).Take(MostButtons).Select(other => new SuggestedReply(Say.Title(other), Texts.Vietnamese.Title(other)))
            .Concat(aspect == Aspect.Link && procedure.Level != OnlineLevel.Offline ? [OpenButton(procedure)] : []);

    private SuggestedReply OpenButton(Procedure procedure) => new(Say.OpenPortal, "", ProcedureAnswer.LinkOf(procedure));

    private static SuggestedReply[] Instead(Procedure? successor) => successor is null ? [] : [new(successor.Name, successor.Code)];

    private SuggestedReply[] GuideResume => state.Guide is null ? [] : [new(Say.GuideResume, Say.GuideAsked)];

    /// <summary>What comes from a record stays in the record's language, and says so; before it, what the named units are called now.</summary>
    private string FromRecord(string text) =>
        string.Join('\n', [.. ReferenceEquals(Say, Texts.English) ? [Say.InVietnamese] : (string[])[], .. unitLines, text]);

    private IReadOnlyList<string> Faqs => [.. findings().Faqs.Select(match => match.Id)];

    /// <summary>What was offered or left over before this turn is forgotten, whatever is said now.</summary>
    private AssistantReply Reply(
        Decision decision, string text, double confidence, IReadOnlyList<SuggestedReply> buttons, ConversationState next, Aspect? aspect = null) => new()
        {
            Text = text,
            SuggestedReplies = buttons,
            Decision = decision,
            Confidence = Math.Round(confidence, 3),
            Procedures = [.. findings().Procedures.Select(match => match.Id)],
            Faqs = Faqs,
            Aspect = aspect,
            State = next with
            {
                Candidates = ReferenceEquals(next.Candidates, state.Candidates) ? [] : next.Candidates,
                Options = [],
                Rest = null,
                AwaitsDossierCode = next.AwaitsDossierCode && !state.AwaitsDossierCode,
            },
        };
}
