using System.Text.Json;
using System.Text.Json.Serialization;
using Outreach.BotFramework.Activities;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Web;

/// <summary>Writes a message as the Bot Framework's clients draw it: text, pictures, cards, a document, buttons.</summary>
internal static class WebMessage
{
    public static Activity Write(string conversationId, MessageContent content) => new()
    {
        ChannelId = "directline",
        From = new ChannelAccount(WebChannel.BotId, WebChannel.BotName, "bot"),
        Conversation = new ConversationAccount(conversationId),
        Text = content.Text,
        TextFormat = "plain",
        Locale = "vi-VN",
        InputHint = "acceptingInput",
        Attachments = Attachments(content) is { Count: > 0 } attachments ? attachments : null,
        AttachmentLayout = content.Cards is { Count: > 1 } ? "carousel" : null,
        SuggestedActions = content.Buttons is { Count: > 0 } buttons
            ? new SuggestedActions { Actions = [.. buttons.Select(Action)] }
            : null,
    };

    /// <summary>
    /// Tells whoever is on the other side that a person is to take over: the event <c>handoff.initiate</c> of the Bot Framework's
    /// handoff protocol. Web Chat does not show events; a page or a hub that reads the conversation can act on it.
    /// </summary>
    public static Activity Handoff(string conversationId, HandoffRequest request) => new()
    {
        Type = ActivityTypes.Event,
        Name = "handoff.initiate",
        ChannelId = "directline",
        From = new ChannelAccount(WebChannel.BotId, WebChannel.BotName, "bot"),
        Conversation = new ConversationAccount(conversationId),
        Value = JsonSerializer.SerializeToElement(new HandoffValue(request.Reason), WebJson.Default.HandoffValue),
    };

    private static List<Attachment> Attachments(MessageContent content)
    {
        IEnumerable<MessageImage> pictures = [.. content.Image is { } first ? [first] : Array.Empty<MessageImage>(), .. content.Album ?? []];
        var attachments = pictures.Select(Picture).ToList();
        if (content.File is { } file)
            attachments.Add(new Attachment { ContentType = file.ContentType, ContentUrl = "/media/" + file.MediaId, Name = file.Name });
        attachments.AddRange((content.Cards ?? []).Select(Card));
        return attachments;
    }

    private static Attachment Picture(MessageImage image) => new()
    {
        ContentType = MediaStore.TypeOf(image.MediaId),
        ContentUrl = "/media/" + image.MediaId,
        Name = image.Alt,
    };

    private static Attachment Card(MessageCard card)
    {
        var open = card.Link is { } link ? Open("Xem", link) : null;
        var buttons = (card.Buttons ?? []).Select(Action).ToList();
        if (open is not null && buttons.Count == 0)
            buttons.Add(open);
        var picture = card.Picture is { } address ? new[] { new CardImage(address.AbsoluteUri, card.Title) } : null;
        return new HeroCard(card.Title, card.Subtitle, Images: picture, Buttons: buttons, Tap: open).ToAttachment();
    }

    private static CardAction Action(MessageButton button) =>
        button.Url is { } url ? Open(button.Title, url) : new CardAction("imBack", button.Title, button.Says ?? button.Title);

    /// <summary>Web Chat calls a number for the action <c>call</c> only.</summary>
    private static CardAction Open(string title, Uri url) =>
        url.Scheme == "tel" ? new CardAction("call", title, url.AbsolutePath) : new CardAction("openUrl", title, url.ToString());
}

internal sealed record HandoffValue(string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandoffValue))]
internal sealed partial class WebJson : JsonSerializerContext;
