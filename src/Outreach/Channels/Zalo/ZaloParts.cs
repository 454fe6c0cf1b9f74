using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>One request of a message.</summary>
/// <param name="Upload">What must be on Zalo's servers before; its reference is given to <paramref name="Compose"/>.</param>
internal sealed record ZaloPart(ZaloUpload? Upload, Func<string?, ZaloContent> Compose);

/// <summary>
/// Content as Zalo's requests. A file, a form and a list each travel without text, so content with words has one request more.
/// They come first and the words, with picture and buttons, last: what Zalo refuses for its content is refused before anything
/// has arrived, and the buttons stay where the citizen types. Pure.
/// </summary>
internal static class ZaloParts
{
    /// <summary>Unverified; a longer one is cut.</summary>
    private const int LongestSubtitle = 500;

    public static IReadOnlyList<ZaloPart> Of(MessageContent content)
    {
        var parts = new List<ZaloPart>();
        var speaks = Speaks(content);
        if (content.File is { } file)
            parts.Add(new(ZaloUpload.Of(file), token => new(null, new("file", new(Token: token)))));
        if (content.Contact is { } contact)
            parts.Add(new(null, _ => Template(new("request_user_info", [Form(contact)]))));
        if (content.Cards is { Count: > 0 } cards)
            parts.Add(new(null, _ => Template(new("list", [.. cards.Select(Line)], speaks ? null : Buttons(content)))));
        if (speaks)
            parts.Add(new(content.Image is { } image ? ZaloUpload.Of(image) : null, picture => Words(content, picture)));
        return parts;
    }

    /// <summary>The form says its own sentence; it is not said twice.</summary>
    private static bool Speaks(MessageContent content) =>
        content.Image is not null || (content.Text.Trim() is { Length: > 0 } words && words != content.Contact?.Ask.Trim());

    private static ZaloContent Words(MessageContent content, string? picture)
    {
        var text = content.Text.Length == 0 ? null : content.Text;
        return (picture, Buttons(content)) switch
        {
            (null, null) => new(text),
            (null, var buttons) => new(text, new("template", new(Buttons: buttons))),
            (_, var buttons) => new(text, new("template", new("media", [new("image", picture)], buttons))),
        };
    }

    private static ZaloContent Template(ZaloPayload payload) => new(null, new("template", payload));

    private static List<ZaloButton>? Buttons(MessageContent content) =>
        content.Buttons is { Count: > 0 } some ? some.Select(ZaloButtons.Compose).ToList() : null;

    private static ZaloElement Form(ContactRequest contact) => new(
        Title: ZaloButtons.Title(contact.Title), Subtitle: ZaloButtons.Cut(contact.Ask, LongestSubtitle), ImageUrl: contact.Picture?.AbsoluteUri);

    /// <summary>The first line is the banner and must have a subtitle. A line does one thing: its link, else its first button.</summary>
    private static ZaloElement Line(MessageCard card, int index) => new(
        Title: ZaloButtons.Title(card.Title),
        Subtitle: (card.Subtitle ?? (index == 0 ? card.Title : null)) is { } words ? ZaloButtons.Cut(words, LongestSubtitle) : null,
        ImageUrl: card.Picture?.AbsoluteUri,
        DefaultAction: card.Link is { } link ? ZaloButtons.Action(link)
            : card.Buttons is [var first, ..] ? ZaloButtons.Action(first)
            : null);
}
