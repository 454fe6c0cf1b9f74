using System.Text;

namespace Outreach.Delivery;

/// <summary>Writes into the text what a channel cannot carry otherwise, so that nobody is told less for the channel they use. Pure.</summary>
public static class ContentFallback
{
    /// <param name="mediaUrl">Where anybody can fetch a stored picture or document; null when the service has no public address.</param>
    public static MessageContent Fit(this ChannelLimits limits, MessageContent content, Func<string, Uri?> mediaUrl)
    {
        var added = new StringBuilder();
        var album = Album(content, limits, mediaUrl, added);
        var cards = content.Cards?.Count <= limits.Cards ? content.Cards : null;
        if (cards is null)
            WriteCards(content.Cards, added);
        var file = limits.Files ? content.File : null;
        if (file is null && content.File is { } document)
            WriteLink(document.Name, mediaUrl(document.MediaId), added);
        if (!limits.Formats)
            WriteLinks(content, added);
        if (!limits.AsksForContact && content.Contact is { } contact)
            added.Append('\n').Append(contact.Ask);
        var buttons = content.Buttons?.Count <= limits.Buttons ? content.Buttons : null;
        if (buttons is null)
            WriteButtons(content.Buttons, added);

        return content with
        {
            Text = added.Length == 0 ? content.Text : (content.Text.TrimEnd() + "\n" + added).Trim(),
            Image = limits.CaptionLength > 0 ? content.Image : null,
            Album = album,
            Cards = cards,
            File = file,
            Spans = limits.Formats ? content.Spans : null,
            Contact = limits.AsksForContact ? content.Contact : null,
            Template = limits.Templates ? content.Template : null,
            Buttons = buttons,
        };
    }

    /// <summary>Pictures beyond what fits become links, each after what it says.</summary>
    private static IReadOnlyList<MessageImage>? Album(MessageContent content, ChannelLimits limits, Func<string, Uri?> mediaUrl, StringBuilder added)
    {
        var fits = limits.CaptionLength == 0 ? 0 : Math.Max(0, limits.Pictures - (content.Image is null ? 0 : 1));
        var all = content.Album ?? [];
        foreach (var picture in all.Skip(fits))
            WriteLink(picture.Alt, mediaUrl(picture.MediaId), added);
        return all.Count == 0 || fits == 0 ? null : [.. all.Take(fits)];
    }

    private static void WriteCards(IReadOnlyList<MessageCard>? cards, StringBuilder added)
    {
        foreach (var card in cards ?? [])
        {
            added.Append("\n• ").Append(card.Title);
            if (!string.IsNullOrEmpty(card.Subtitle))
                added.Append(" – ").Append(card.Subtitle);
            if (card.Link is { } link)
                added.Append('\n').Append(Written(link));
            WriteButtons(card.Buttons, added);
        }
    }

    private static void WriteLinks(MessageContent content, StringBuilder added)
    {
        foreach (var span in content.Spans ?? [])
        {
            if (span is { Style: TextStyle.Link, Link: { } link } && span.Start >= 0 && span.Start + span.Length <= content.Text.Length)
                WriteLink(content.Text.Substring(span.Start, span.Length), link, added);
        }
    }

    /// <summary>A choice is written as the words to answer with.</summary>
    private static void WriteButtons(IReadOnlyList<MessageButton>? buttons, StringBuilder added)
    {
        foreach (var button in buttons ?? [])
        {
            if (button.Url is { } url)
                WriteLink(button.Title, url, added);
            else
                added.Append("\n- ").Append(button.Says ?? button.Title);
        }
    }

    private static void WriteLink(string words, Uri? link, StringBuilder added)
    {
        if (link is not null)
            added.Append('\n').Append(words).Append(": ").Append(Written(link));
    }

    private static string Written(Uri link) => link.Scheme == "tel" ? link.AbsolutePath : link.AbsoluteUri;
}
