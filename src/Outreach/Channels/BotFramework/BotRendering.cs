using System.Text.Json;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Connector;
using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Inbox;

namespace Outreach.Channels.BotFramework;

/// <summary>Content as activities: one message, and before it the event of a handoff where a person is wanted.</summary>
internal sealed class BotRendering(Transcripts transcripts, IOptions<ServiceOptions> service, IOptions<BotFrameworkOptions> options)
{
    /// <summary>What fits into a transcript: some 30 turns, so that the event stays below the 256 KB of an activity.</summary>
    private const int TranscriptLines = 60;

    /// <summary>
    /// What the richest of the channels carries. Microsoft documents no common length of a text; this one stays below Telegram's.
    /// Pictures and documents are fetched from us, so without a public address there are none.
    /// </summary>
    public ChannelLimits Limits { get; } = new(
        TextLength: 4000,
        CaptionLength: service.Value.PublicUrl is null ? 0 : 4000,
        Buttons: 10,
        options.Value.MessagesPerSecond,
        options.Value.Concurrency,
        options.Value.Price,
        ReportsDelivery: false)
    {
        Pictures = 10,
        Cards = 10,
        Files = service.Value.PublicUrl is not null,
        AsksForContact = true,
    };

    /// <summary>In the order they are to be sent, the message last.</summary>
    public async Task<IReadOnlyList<Activity>> RenderAsync(MessageContent content, ConversationReference to, string account, CancellationToken ct) =>
        content.Handoff is { } handoff
            ? [await HandoffAsync(handoff, to, account, ct), Message(content, to)]
            : [Message(content, to)];

    private Activity Message(MessageContent content, ConversationReference to)
    {
        var fitted = Limits.On(to.ChannelId).Fit(content, MediaUrl);
        var attachments = Attachments(fitted).ToList();
        return to.Address(new Activity
        {
            Text = fitted.Text,
            TextFormat = "plain",
            InputHint = fitted.Contact is null ? InputHints.Accepting : InputHints.Expecting,
            Attachments = attachments.Count > 0 ? attachments : null,
            AttachmentLayout = fitted.Cards?.Count > 1 ? "carousel" : null,
            SuggestedActions = fitted.Buttons is { Count: > 0 } buttons ? Suggested(buttons, to) : null,
        });
    }

    private IEnumerable<Attachment> Attachments(MessageContent content)
    {
        foreach (var picture in (content.Image is { } image ? [image] : Array.Empty<MessageImage>()).Concat(content.Album ?? []))
            yield return Stored(picture.MediaId, picture.Alt, MediaStore.TypeOf(picture.MediaId));
        if (content.File is { } file)
            yield return Stored(file.MediaId, file.Name, file.ContentType);
        foreach (var card in content.Cards ?? [])
            yield return Hero(card).ToAttachment();
        if (content.Contact is { } contact)
            yield return ContactForm.For(contact).ToAttachment();
    }

    private Attachment Stored(string mediaId, string name, string contentType) =>
        new() { ContentType = contentType, ContentUrl = MediaUrl(mediaId)?.AbsoluteUri, Name = name };

    private static HeroCard Hero(MessageCard card) => new(
        card.Title,
        card.Subtitle,
        Images: card.Picture is { } picture ? [new CardImage(picture.AbsoluteUri, card.Title)] : null,
        Buttons: card.Buttons is { Count: > 0 } buttons ? [.. buttons.Select(Action)] : null,
        Tap: card.Link is { } link ? new CardAction(ActionTypes.OpenUrl, card.Title, link.AbsoluteUri) : null);

    /// <summary>In a group the buttons are for everybody.</summary>
    private static SuggestedActions Suggested(IReadOnlyList<MessageButton> buttons, ConversationReference to) => new()
    {
        To = to.Conversation.IsGroup is not true && to.User?.Id is { } user ? [user] : [],
        Actions = [.. buttons.Select(Action)],
    };

    private static CardAction Action(MessageButton button) => button.Url switch
    {
        null => new(ActionTypes.ImBack, button.Title, button.Says ?? button.Title),
        { Scheme: "tel" } number => new(ActionTypes.Call, button.Title, number.AbsoluteUri),
        var url => new(ActionTypes.OpenUrl, button.Title, url.AbsoluteUri),
    };

    /// <summary>Source: handoff protocol of the Bot Framework ("Transition conversations from bot to human"), EventFactory of botbuilder.</summary>
    private async Task<Activity> HandoffAsync(HandoffRequest handoff, ConversationReference to, string account, CancellationToken ct)
    {
        var lines = await transcripts.ReadAsync(
            BotFrameworkChannel.ChannelName, account, BotConversations.AddressOf(to.ChannelId, to.Conversation.Id!), TranscriptLines, ct);
        var said = lines.Select(line => to.Address(new Activity { Text = line.Text, TextFormat = "plain", Timestamp = line.At }) with
        {
            From = line.ByCitizen ? to.User : to.Bot,
            Recipient = line.ByCitizen ? to.Bot : to.User,
        });
        return to.Address(new Activity
        {
            Type = ActivityTypes.Event,
            Name = HandoffEvents.Initiate,
            Value = JsonSerializer.SerializeToElement(new HandoffContext(handoff.Reason), BotJson.Default.HandoffContext),
            Attachments = [new Transcript([.. said]).ToAttachment()],
        });
    }

    private Uri? MediaUrl(string mediaId) => service.Value.PublicUrl is null ? null : new Uri(service.Value.At("/media/" + mediaId));
}
