using System.Text.Json;
using Outreach.Assistant.Dialogs;
using Outreach.Delivery;
using Outreach.Feedback;
using Outreach.Inbox.Dossiers;
using Outreach.Knowledge;
using Outreach.Knowledge.Learning;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>Asks the assistant, and does what its reply asks of the world outside: looks up a dossier, stores a feedback.</summary>
internal sealed class Assistance(Dialog dialog, LiveKnowledge knowledge, AfterAnswer after, IDossierLookup dossiers, FeedbackStore feedback, IdGenerator ids, TimeProvider time)
{
    private const string Sms = "sms";

    /// <summary>Where a card stands under the words of the same message; elsewhere it would be a second message that says the same.</summary>
    private static readonly string[] DrawCards = ["web", "botframework"];

    /// <summary>An answer by SMS takes at most so many segments; the rest is sent on request.</summary>
    private const int SmsSegments = 3;

    public Handling Welcome(WaitingMessage message, ChannelLimits limits)
    {
        var reply = dialog.Welcome(Remembered(message), Abilities(message.Channel, limits));
        return new Handling(JsonSerializer.Serialize(reply.State), Fit(reply, limits));
    }

    public async Task<Handling> AnswerAsync(WaitingMessage message, ChannelLimits limits, CancellationToken ct)
    {
        // One knowledge for the whole turn, though another may go live meanwhile.
        var known = knowledge.Current;
        var (turn, state) = (new Turn(message.Text ?? "", time.Today, Abilities(message.Channel, limits)), Remembered(message));
        var reply = dialog.Respond(turn, state, known);
        if (reply.Dossier is { } request)
            reply = dialog.About(request, await dossiers.FindAsync(request.Code, ct), turn, state, known) with { Alarms = reply.Alarms };
        await after.RaiseAsync(reply, ct);
        if (reply.Feedback is { } report)
            return Keep(message, report, code => dialog.Received(code, turn, state, known), limits);
        reply = await after.WordAsync(turn.Text, state, reply, ct);
        var record = after.Record(new Exchanged(message.Id, message.ConversationId, message.Channel, turn.Text, state, reply));
        return new Handling(JsonSerializer.Serialize(reply.State), Fit(reply, limits), record);
    }

    /// <summary>What the link that led here is about; null when it names no procedure that is known.</summary>
    public async Task<Handling?> AboutLinkAsync(WaitingMessage message, ChannelLimits limits, CancellationToken ct) =>
        DeepLink.ProcedureOf(message.Text) is { } code && knowledge.Current.Procedure(code) is not null
            ? await AnswerAsync(message with { Text = code }, limits, ct)
            : null;

    /// <summary>The citizen is in the middle of giving feedback.</summary>
    public static bool IsTakingFeedback(WaitingMessage message) => Remembered(message).Feedback is not null;

    /// <summary>The code is told in the unit of work that stores the feedback: nobody holds a code of something that is not there.</summary>
    private Handling Keep(WaitingMessage message, FeedbackReport report, Func<string, AssistantReply> received, ChannelLimits limits)
    {
        var id = ids.Next();
        var code = FeedbackStore.CodeOf(id, time.Today);
        var reply = received(code);
        return new Handling(
            JsonSerializer.Serialize(reply.State),
            Fit(reply, limits),
            async (session, ct) =>
            {
                await feedback.AddAsync(session, id, code, message.ConversationId, message.Channel, report.Content, report.Place, report.Contact, ct);
                return true;
            });
    }

    private static ChannelAbilities Abilities(string channel, ChannelLimits limits) =>
        new(limits.Buttons, Cards: DrawCards.Contains(channel), limits.TextLength, Segments: channel == Sms ? SmsSegments : 0);

    private static ConversationState Remembered(WaitingMessage message) =>
        message.State is null ? ConversationState.New : JsonSerializer.Deserialize<ConversationState>(message.State) ?? ConversationState.New;

    /// <summary>Card and buttons go under the last part; that a person is wanted is said with the first.</summary>
    private static List<MessageContent> Fit(AssistantReply reply, ChannelLimits limits)
    {
        var parts = TextParts.Split(reply.Text, limits.TextLength);
        var buttons = reply.SuggestedReplies.Take(limits.Buttons).Select(button => new MessageButton(button.Title, button.Url, button.Value)).ToList();
        var contents = parts.Select(part => new MessageContent(part)).ToList();
        contents[^1] = contents[^1] with
        {
            Buttons = buttons.Count > 0 ? buttons : null,
            Cards = reply.Card is { } card && limits.Cards > 0 ? [new MessageCard(card.Title, card.Subtitle, card.Link)] : null,
        };
        if (reply.Handoff)
            contents[0] = contents[0] with { Handoff = new HandoffRequest(reply.Text) };
        return contents;
    }
}
