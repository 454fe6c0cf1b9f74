using Outreach.Assistant.Answers;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Retrieval;

namespace Outreach.Assistant.Dialogs;

/// <summary>Builds the replies of one turn: text, buttons, and the state that goes with them.</summary>
internal sealed class Replies(Turn turn, ConversationState state, AssistantOptions options, Findings findings)
{
    /// <summary>Zalo shows five buttons, Bot Framework clients wrap after about as many.</summary>
    private const int MostButtons = 5;

    private static Texts Say => Texts.Vietnamese;

    private Texts Menu => turn.Language == "en" ? Texts.English : Texts.Vietnamese;

    public AssistantReply About(Procedure procedure, Aspect? aspect, double confidence) => Reply(
        Decision.Answer,
        ProcedureAnswer.Compose(procedure, aspect, turn.Today),
        confidence,
        [.. ProcedureAnswer.Others(procedure, aspect).Take(MostButtons).Select(Button), .. LinkButton(procedure, aspect)],
        state with { Procedure = procedure.Code, Aspect = aspect, Candidates = [] },
        aspect);

    public AssistantReply About(Faq faq, Aspect? aspect, double confidence)
    {
        var paying = aspect == Aspect.Payment || faq.Topic?.Contains("anh toán", StringComparison.Ordinal) == true;
        SuggestedReply[] buttons = faq.Link is { } link ? [new(Menu.OpenPortal, "", link), PersonButton] : [PersonButton];
        return Reply(Decision.Answer, FaqAnswer.Compose(faq, paying), confidence, buttons, state with { Candidates = [] }, aspect);
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
        Reply(Decision.Clarify, Say.WhichProcedure, 0, [PersonButton], state with { Aspect = aspect, Candidates = [] }, aspect);

    public AssistantReply UnknownCode(string code) =>
        Reply(Decision.Clarify, Texts.Format(Say.UnknownCode, code), 0, [PersonButton], state with { Candidates = [] });

    public AssistantReply SmallTalk(string text) => Reply(Decision.SmallTalk, Texts.Format(text, options.Province), 1, [], state);

    public AssistantReply Handoff(string text) => Reply(Decision.Handoff, Texts.Format(text, options.Hotline), 1, [], state with { Candidates = [] });

    public AssistantReply OutOfScope(double confidence) => Reply(
        Decision.OutOfScope,
        Texts.Format(Say.OutOfScope, options.Province, options.Hotline),
        confidence,
        [PersonButton],
        state with { Candidates = [] });

    private SuggestedReply PersonButton => new(Menu.Person, Say.PersonAsked);

    private SuggestedReply Button(Aspect aspect) => new(Menu.Title(aspect), Say.Title(aspect));

    private SuggestedReply[] LinkButton(Procedure procedure, Aspect? aspect) =>
        aspect == Aspect.Link && procedure.Level != OnlineLevel.Offline ? [new(Menu.OpenPortal, "", ProcedureAnswer.LinkOf(procedure))] : [];

    private AssistantReply Reply(
        Decision decision, string text, double confidence, SuggestedReply[] buttons, ConversationState next, Aspect? aspect = null) => new()
        {
            Text = turn.Buttons || buttons.Length == 0 || decision == Decision.Clarify ? text : text + "\n" + InWords(buttons),
            SuggestedReplies = turn.Buttons ? buttons : [],
            Decision = decision,
            Confidence = Math.Round(confidence, 3),
            Procedures = [.. findings.Procedures.Select(match => match.Id)],
            Faqs = [.. findings.Faqs.Select(match => match.Id)],
            Aspect = aspect,
            State = next,
        };

    private static string InWords(IEnumerable<SuggestedReply> buttons) =>
        Texts.Format(Say.MoreByText, string.Join(", ", buttons.Where(button => button.Url is null).Select(button => button.Value.ToLowerInvariant())));
}
