using Outreach.Assistant.Dialogs;
using Outreach.BotFramework.Activities;

namespace Outreach.Assistant.Activities;

/// <summary>A reply as a Bot Framework message with suggested actions.</summary>
public static class ReplyActivity
{
    /// <param name="to">The activity that is answered: conversation, accounts and channel are taken from it.</param>
    public static Activity From(AssistantReply reply, Activity to)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(to);
        return new Activity
        {
            Type = ActivityTypes.Message,
            ChannelId = to.ChannelId,
            ServiceUrl = to.ServiceUrl,
            Conversation = to.Conversation,
            From = to.Recipient,
            Recipient = to.From,
            ReplyToId = to.Id,
            Locale = to.Locale,
            Text = reply.Text,
            TextFormat = "plain",
            InputHint = reply.Decision == Decision.Clarify ? "expectingInput" : "acceptingInput",
            SuggestedActions = reply.SuggestedReplies.Count == 0 ? null : new SuggestedActions
            {
                To = to.From?.Id is { } user ? [user] : [],
                Actions = [.. reply.SuggestedReplies.Select(Action)],
            },
        };
    }

    private static CardAction Action(SuggestedReply button) => button.Url is { } url
        ? new("openUrl", button.Title, url.ToString())
        : new("imBack", button.Title, button.Value);
}
