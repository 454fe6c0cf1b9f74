using Outreach.Delivery;

namespace Outreach.Channels.Webhook;

/// <summary>Writes content as the other side reads it. Pure.</summary>
/// <param name="mediaUrl">Where anybody can fetch a stored picture or document.</param>
internal sealed class WebhookComposer(Func<string, string> mediaUrl)
{
    public WebhookMessage Compose(OutgoingMessage message, WebhookAddress address, DateTimeOffset now)
    {
        var content = message.Content;
        return new(message.RequestId, "message", now, message.Account, address.Endpoint, address.Recipient, content.Text)
        {
            Subject = content.Subject,
            Pictures = Some(Pictures(content), picture => new WebhookPicture(mediaUrl(picture.MediaId), picture.Alt)),
            Buttons = Some(content.Buttons ?? [], Button),
            Cards = Some(content.Cards ?? [], Card),
            File = content.File is { } file ? new(mediaUrl(file.MediaId), file.Name, file.ContentType) : null,
            Spans = Some(content.Spans ?? [], span => new WebhookSpan(span.Start, span.Length, Style(span.Style), span.Link?.AbsoluteUri)),
            AsksForContact = content.Contact is { } contact ? new(contact.Title, contact.Ask, contact.Picture?.AbsoluteUri) : null,
            Handoff = content.Handoff is { } handoff ? new(handoff.Reason) : null,
        };
    }

    /// <summary>Whether this content needs <c>Service:PublicUrl</c>.</summary>
    public static bool NeedsMedia(MessageContent content) => content.File is not null || Pictures(content).Count > 0;

    private static IReadOnlyList<MessageImage> Pictures(MessageContent content) =>
        [.. content.Image is { } image ? new[] { image } : [], .. content.Album ?? []];

    private static WebhookButton Button(MessageButton button) => new(button.Title, button.Url?.AbsoluteUri, button.Url is null ? button.Says ?? button.Title : null);

    private static WebhookCard Card(MessageCard card) =>
        new(card.Title, card.Subtitle, card.Link?.AbsoluteUri, card.Picture?.AbsoluteUri, Some(card.Buttons ?? [], Button));

    private static string Style(TextStyle style) => style.ToString().ToLowerInvariant();

    private static IReadOnlyList<TTo>? Some<TFrom, TTo>(IReadOnlyList<TFrom> items, Func<TFrom, TTo> write) =>
        items.Count == 0 ? null : [.. items.Select(write)];
}
