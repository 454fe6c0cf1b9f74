using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>What steers the conversation: people who need people, attempts to misuse, commands, small talk.</summary>
internal static class Steering
{
    /// <summary>So much else may be said beside an insult or a sigh before it is taken for a question.</summary>
    private const int MostBesideMood = 4;

    public static AssistantReply? Reply(Exchange exchange) => People(exchange) ?? Commands(exchange) ?? Guide.Reply(exchange) ?? SmallTalk(exchange);

    /// <summary>An insult, a sigh or praise in a message from which nothing else could be made.</summary>
    public static AssistantReply? Mood(Exchange exchange) => exchange.Intents.Left <= MostBesideMood ? MoodOf(exchange) : null;

    private static AssistantReply? People(Exchange exchange)
    {
        var replies = exchange.Replies;
        if (exchange.Intents.Has(Cue.Misconduct))
            return replies.Handoff(replies.Say.Misconduct);
        if (exchange.Intents.Has(Intent.Injection))
            return replies.OutOfScope(0);
        if (exchange.Intents.Has(Intent.Complaint))
            return replies.Complaint();
        return AsksForPerson(exchange.Intents) ? replies.Handoff(replies.Say.Handoff) : null;
    }

    /// <summary>"Nói chuyện với người hay máy" asks who answers; "gặp người" asks for one.</summary>
    private static bool AsksForPerson(Intents intents) => intents.Cues.Any(person =>
        person.Value == Cue.Person && !intents.Cues.Any(other => other.Value == Cue.Identity && other.Start < person.End && person.Start < other.End));

    private static AssistantReply? Commands(Exchange exchange)
    {
        var (intents, replies) = (exchange.Intents, exchange.Replies);
        if (intents.Only(Intent.English))
            return replies.Switched("en");
        if (intents.Only(Intent.Vietnamese))
            return replies.Switched("vi");
        if (intents.Only(Intent.Stop))
            return replies.Stopped();
        // In the guide "tiếp" is its next step, unless something is left of the step at hand.
        var goesOn = intents.Only(Intent.More) || (exchange.State.Guide is null && (intents.Only(Intent.Next) || intents.Only(Intent.Back)));
        return goesOn && (exchange.State.Rest is not null || exchange.State.Guide is null) ? replies.Rest() : null;
    }

    private static AssistantReply? SmallTalk(Exchange exchange)
    {
        var (question, replies) = (exchange.Question, exchange.Replies);
        if (exchange.Intents is { Left: <= 1 } intents && intents.Has(Intent.Capabilities))
            return replies.SmallTalk(replies.Say.Capabilities, withMenu: true);
        if (exchange.Intents.Has(Cue.Identity))
            return replies.SmallTalk(replies.Say.Identity);
        // "Bot gì mà ngu như bò": what is left without the insult asks nothing.
        var nothingElse = exchange.Intents.Left == 0 || (exchange.Intents.Outbursts.Count > 0 && question is { ContentWords: <= 1, Aspect: null });
        if (nothingElse && MoodOf(exchange) is { } mood)
            return mood;
        if ((exchange.Intents.Left > 0 && question.ContentWords > 0) || question.Aspect is not null)
            return null;
        if (exchange.Intents.Has(Cue.Goodbye))
            return replies.SmallTalk(replies.Say.Goodbye);
        if (exchange.Intents.Has(Cue.Thanks))
            return replies.SmallTalk(replies.Say.Thanks);
        return exchange.Intents.Has(Cue.Greeting) ? replies.SmallTalk(replies.Say.Welcome, withMenu: true) : null;
    }

    private static AssistantReply? MoodOf(Exchange exchange)
    {
        var (intents, replies) = (exchange.Intents, exchange.Replies);
        return intents.Has(Intent.Insult) ? replies.SmallTalk(replies.Say.Insult, withPerson: true)
            : intents.Has(Intent.Sad) ? replies.SmallTalk(replies.Say.Sad, withPerson: true)
            : intents.Has(Intent.Praise) ? replies.SmallTalk(replies.Say.Praise)
            : null;
    }
}
