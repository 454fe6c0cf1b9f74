using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>Decides what an incoming message leads to: an opt-out, a welcome, or the assistant's answer fitted to the channel.</summary>
internal sealed class Reception(Dialog dialog, KnowledgeBase knowledge, ContactStore contacts, TimeProvider time)
{
    public async Task<Handling> HandleAsync(WaitingMessage message, ChannelLimits limits, CancellationToken ct) => message.Kind switch
    {
        IncomingKind.Left => new Handling(message.State, [], (session, ct) => contacts.SetReachableAsync(session, message.Channel, message.PeerLookup, reachable: false, ct)),
        IncomingKind.Joined => Welcome(message, limits),
        _ when OptOutWords.IsStop(message.Text ?? "") => OptOut(message),
        _ when OptOutWords.IsStart(message.Text ?? "") && await contacts.HasRefusedAsync(message.Channel, message.PeerLookup, ct) => OptIn(message),
        _ => Answer(message, limits),
    };

    private Handling Welcome(WaitingMessage message, ChannelLimits limits)
    {
        var reply = dialog.Welcome(Remembered(message));
        return new Handling(
            JsonSerializer.Serialize(reply.State),
            Fit(reply, limits),
            (session, ct) => contacts.SetReachableAsync(session, message.Channel, message.PeerLookup, reachable: true, ct));
    }

    private Handling OptOut(WaitingMessage message) => new(
        message.State,
        [new MessageContent(InboxTexts.OptedOut)],
        (session, ct) => contacts.OptOutAsync(session, message.Channel, message.PeerLookup, message.Text!, message.Channel, ct));

    private Handling OptIn(WaitingMessage message) => new(
        message.State,
        [new MessageContent(InboxTexts.OptedIn)],
        (session, ct) => contacts.OptInAsync(session, message.Channel, message.PeerLookup, message.Text!, message.Channel, ct));

    private Handling Answer(WaitingMessage message, ChannelLimits limits)
    {
        var reply = dialog.Respond(Turn(message, limits), Remembered(message), knowledge);
        return new Handling(JsonSerializer.Serialize(reply.State), Fit(reply, limits));
    }

    private Turn Turn(WaitingMessage message, ChannelLimits limits) => new(message.Text ?? "", time.Today, Buttons: limits.Buttons > 0);

    private static ConversationState Remembered(WaitingMessage message) =>
        message.State is null ? ConversationState.New : JsonSerializer.Deserialize<ConversationState>(message.State) ?? ConversationState.New;

    /// <summary>Buttons go under the last part.</summary>
    private static IReadOnlyList<MessageContent> Fit(AssistantReply reply, ChannelLimits limits)
    {
        var parts = TextParts.Split(reply.Text, limits.TextLength);
        var buttons = reply.SuggestedReplies.Take(limits.Buttons).Select(button => new MessageButton(button.Title, button.Url, button.Value)).ToList();
        return [.. parts.Select((part, i) => new MessageContent(part, Buttons: i == parts.Count - 1 && buttons.Count > 0 ? buttons : null))];
    }
}
