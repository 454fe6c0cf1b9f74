using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>Takes down a feedback: what, where and when, whom to answer, and a last look before it is sent.</summary>
internal static class FeedbackIntake
{
    private const int ShortestContent = 10;
    private const int LongestDetail = 300;

    /// <summary>Who says so much beside "tôi muốn phản ánh" has begun to tell it.</summary>
    private const int AlreadyTold = 6;

    public static AssistantReply? Reply(Exchange exchange) =>
        exchange.State.Feedback is { } draft ? Continue(exchange, draft) : Begin(exchange);

    private static AssistantReply? Begin(Exchange exchange)
    {
        var (intents, replies) = (exchange.Intents, exchange.Replies);
        if (!intents.Has(Intent.Feedback) || exchange.Question.Aspect is not null || intents.Has(Intent.Complaint) || exchange.Intents.Has(Cue.Misconduct))
            return null;
        return intents.Left >= AlreadyTold
            ? replies.Ask(new FeedbackDraft(FeedbackQuestion.Place, exchange.Text.Trim()), replies.Say.FeedbackPlace)
            : intents.Left <= 1 ? replies.Ask(new FeedbackDraft(FeedbackQuestion.Content), replies.Say.FeedbackContent) : null;
    }

    private static AssistantReply? Continue(Exchange exchange, FeedbackDraft draft)
    {
        var replies = exchange.Replies;
        if (exchange.Intents.Only(Intent.Stop))
            return replies.Dropped();
        // A person asked for and nothing else said: not a part of the report.
        if (exchange.Question.ContentWords == 0 && exchange.Intents.Has(Cue.Person))
            return null;
        var said = exchange.Text.Trim();
        return draft.Asked switch
        {
            FeedbackQuestion.Content => Content(exchange, said),
            FeedbackQuestion.Place => replies.Ask(draft with { Asked = FeedbackQuestion.Contact, Place = Detail(said) }, replies.Say.FeedbackContact),
            FeedbackQuestion.Contact => replies.Confirm(draft with { Asked = FeedbackQuestion.Confirm, Contact = exchange.Intents.Only(Intent.Skip) ? null : Detail(said) }),
            _ => Confirmed(exchange, draft),
        };
    }

    /// <summary>Harassment or a demand for money goes to people at once; what was said is taken down all the same.</summary>
    private static AssistantReply Content(Exchange exchange, string said)
    {
        var (replies, next) = (exchange.Replies, new FeedbackDraft(FeedbackQuestion.Place, said));
        if (said.Length < ShortestContent)
            return replies.Ask(new FeedbackDraft(FeedbackQuestion.Content), replies.Say.FeedbackShort);
        return exchange.Intents.Has(Cue.Misconduct)
            ? replies.HandoffAndAsk(next, replies.Say.FeedbackPlace)
            : replies.Ask(next, replies.Say.FeedbackPlace);
    }

    private static AssistantReply Confirmed(Exchange exchange, FeedbackDraft draft)
    {
        var (intents, replies) = (exchange.Intents, exchange.Replies);
        if (intents.Only(Intent.Send))
            return replies.Report(new FeedbackReport(draft.Content ?? "", draft.Place ?? "", draft.Contact));
        return intents.Only(Intent.Edit)
            ? replies.Ask(new FeedbackDraft(FeedbackQuestion.Content), replies.Say.FeedbackContent)
            : replies.Confirm(draft);
    }

    private static string Detail(string said) => said.Length <= LongestDetail ? said : said[..LongestDetail];
}
