using System.Text;
using Outreach.Delivery;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Content as Messenger has it: words, pictures, a document and cards are messages of their own, one after the other. Choices
/// are quick replies of the last one, because they vanish with the next message. Pure. Lengths: Send API reference.
/// </summary>
internal static class MessengerContent
{
    public const int LongestText = 2000;
    public const int MostQuickReplies = 13;
    public const int MostCards = 10;

    private const int LongestTemplateText = 640;
    private const int LongestTitle = 20;
    private const int LongestPayload = 1000;
    private const int LongestCardLine = 80;
    private const int MostButtons = 3;

    /// <param name="attachments">What Messenger calls the pictures and the document.</param>
    /// <param name="id">Comes back with the echo of the first part.</param>
    public static IReadOnlyList<MessengerMessage> Compose(MessageContent content, IReadOnlyList<MessengerAttachment> attachments, Guid id)
    {
        var buttons = content.Buttons ?? [];
        var template = buttons.Any(button => button.Url is not null) && buttons.Count <= MostButtons
            && content.Text.Length is > 0 and <= LongestTemplateText && buttons.All(CanBeButton);
        List<MessengerMessage> parts = [.. Words(content, buttons, template)];
        parts.AddRange(attachments.Select(attachment => new MessengerMessage(Attachment: attachment)));
        if (content.Cards is { Count: > 0 } cards)
            parts.Add(new(Attachment: new("template", new(TemplateType: "generic", Elements: [.. cards.Select(Element)]))));

        parts[0] = parts[0] with { Metadata = id.ToString() };
        if (!template && buttons.Where(button => button.Url is null).Select(QuickReply).ToList() is { Count: > 0 } choices)
            parts[^1] = parts[^1] with { QuickReplies = choices };
        return parts;
    }

    /// <summary>What an officer calls a part.</summary>
    public static string NameOf(MessengerMessage part) => part.Attachment?.Type switch
    {
        "image" => "picture",
        "file" => "document",
        "template" => "cards",
        _ => "words",
    };

    /// <summary>Addresses that fit under no button are written below the words.</summary>
    private static IEnumerable<MessengerMessage> Words(MessageContent content, IReadOnlyList<MessageButton> buttons, bool template)
    {
        if (template)
        {
            yield return new(Attachment: new("template", new(TemplateType: "button", Text: content.Text, Buttons: [.. buttons.Select(Button)])));
            yield break;
        }

        var text = new StringBuilder(content.Text);
        foreach (var button in buttons.Where(button => button.Url is not null))
            text.Append('\n').Append(button.Title).Append(": ").Append(button.Url!.Scheme == "tel" ? button.Url.AbsolutePath : button.Url.AbsoluteUri);
        if (text.Length > 0)
            yield return new(Text: text.ToString());
    }

    /// <summary>An address without TLS opens nowhere in Messenger.</summary>
    private static bool CanBeButton(MessageButton button) => button.Url is null or { Scheme: "https" or "tel" };

    private static MessengerButton Button(MessageButton button) => button.Url switch
    {
        null => new("postback", Cut(button.Title, LongestTitle), Payload: Says(button)),
        { Scheme: "tel" } number => new("phone_number", Cut(button.Title, LongestTitle), Payload: number.AbsolutePath),
        _ => new("web_url", Cut(button.Title, LongestTitle), button.Url.AbsoluteUri),
    };

    private static MessengerQuickReply QuickReply(MessageButton button) => new("text", Cut(button.Title, LongestTitle), Says(button));

    /// <summary>An element needs something beside its title.</summary>
    private static MessengerElement Element(MessageCard card)
    {
        var buttons = (card.Buttons ?? []).Where(CanBeButton).Take(MostButtons).Select(Button).ToList();
        var link = card.Link is { Scheme: "https" } url ? new MessengerDefaultAction("web_url", url.AbsoluteUri) : null;
        var bare = card.Subtitle is null && card.Picture is null && link is null && buttons.Count == 0;
        return new(
            Cut(card.Title, LongestCardLine),
            bare ? Cut(card.Title, LongestCardLine) : card.Subtitle is { } subtitle ? Cut(subtitle, LongestCardLine) : null,
            card.Picture?.AbsoluteUri,
            link,
            buttons.Count == 0 ? null : buttons);
    }

    private static string Says(MessageButton button) => Cut(button.Says ?? button.Title, LongestPayload);

    /// <summary>As much as fits, without cutting a sign made of two units in halves.</summary>
    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
