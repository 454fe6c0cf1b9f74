using System.Text;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>
/// A message as Telegram carries it: one call, so that it arrives whole or not at all. An album has no keyboard, a keyboard is
/// either inline or not, and a link that is no web page cannot be a key; what so finds no place is written below the text.
/// </summary>
/// <param name="Text">The caption where there are <paramref name="Media"/>.</param>
internal sealed record TelegramDraft(string Text, IReadOnlyList<TelegramEntity>? Entities, TelegramMarkup? Markup, IReadOnlyList<TelegramPart> Media)
{
    /// <summary>Pictures and documents in one message (<c>sendMediaGroup</c>).</summary>
    public const int LargestAlbum = 10;

    /// <param name="chat">Groups have negative numbers; nobody in them can be asked for their own number.</param>
    public static TelegramDraft Of(MessageContent content, long chat, ChannelLimits limits)
    {
        var media = MediaOf(content);
        var asks = content.Contact is not null && chat > 0;
        var buttons = content.Buttons ?? [];
        var longest = media.Count > 0 ? limits.CaptionLength : limits.TextLength;
        var written = media.Count > 1 ? buttons : [.. buttons.Where(button => button.Url is { } url && (asks || !TelegramKeyboard.Opens(url)))];
        var text = Written(content, written);

        // A number to call that has no room in the text can still be copied by a tap.
        if (text.Length > longest && media.Count <= 1 && !asks)
            (text, written) = (Written(content, []), []);
        return new(text, EntitiesOf(content), TelegramKeyboard.For([.. buttons.Except(written)], asks), media);
    }

    /// <summary>Why this cannot be sent, or null.</summary>
    public SendOutcome.Rejected? Misfit(MessageContent content, ChannelLimits limits)
    {
        if (Media.Count > LargestAlbum)
            return new("too_many_pictures", $"{Media.Count} pictures and documents, at most {LargestAlbum} fit");
        var caption = Media.Count > 0 ? content.Image ?? new MessageImage(Media[0].MediaId, "") : null;
        return (content with { Text = Text, Image = caption }).Misfit(limits);
    }

    /// <summary>Photos and documents cannot be mixed: beside a document the pictures are sent as documents too.</summary>
    private static IReadOnlyList<TelegramPart> MediaOf(MessageContent content)
    {
        IEnumerable<MessageImage> pictures = [.. content.Image is { } first ? new[] { first } : [], .. content.Album ?? []];
        var kind = content.File is null ? TelegramPart.Photo : TelegramPart.Document;
        var media = pictures.Select(picture => new TelegramPart(kind, picture.MediaId, null, null));
        return [.. media, .. content.File is { } file ? new[] { new TelegramPart(TelegramPart.Document, file.MediaId, file.Name, file.ContentType) } : []];
    }

    private static string Written(MessageContent content, IReadOnlyList<MessageButton> buttons)
    {
        var text = new StringBuilder(content.Text);
        if (content.Contact is { } contact && !content.Text.Contains(contact.Ask, StringComparison.Ordinal))
            text.Append(text.Length > 0 ? "\n" : "").Append(contact.Ask);
        foreach (var button in buttons)
        {
            text.Append('\n').Append(button.Url is { } url ? $"{button.Title}: {TelegramKeyboard.Shown(url)}" : $"- {button.Says ?? button.Title}");
        }

        return text.ToString();
    }

    /// <summary>Offsets stay as they are, because whatever is added to the text is added at its end.</summary>
    private static List<TelegramEntity>? EntitiesOf(MessageContent content)
    {
        var entities = (content.Spans ?? [])
            .Where(span => span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= content.Text.Length)
            .Where(span => span.Style != TextStyle.Link || (span.Link is { } link && TelegramKeyboard.Opens(link)))
            .Select(span => new TelegramEntity(NameOf(span.Style), span.Start, span.Length, span.Style == TextStyle.Link ? span.Link!.AbsoluteUri : null))
            .ToList();
        return entities.Count > 0 ? entities : null;
    }

    private static string NameOf(TextStyle style) => style switch
    {
        TextStyle.Bold => "bold",
        TextStyle.Italic => "italic",
        TextStyle.Underline => "underline",
        TextStyle.Strikethrough => "strikethrough",
        TextStyle.Code => "code",
        TextStyle.Quote => "blockquote",
        TextStyle.Link => "text_link",
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, null),
    };
}

/// <param name="Kind">Telegram keeps a file as what it was sent as: a photo's file_id is no document's.</param>
/// <param name="Name">What the citizen sees; null for pictures.</param>
internal sealed record TelegramPart(string Kind, string MediaId, string? Name, string? ContentType)
{
    public const string Photo = "photo";
    public const string Document = "document";

    /// <summary>Under which its file_id is remembered.</summary>
    public string Key => Kind == Photo ? MediaId : $"{MediaId}:{Kind}";

    /// <summary>Its file_id in Telegram's answer, where there is one.</summary>
    public string? IdIn(TelegramMessage sent) => Kind == Photo ? (sent.Photo is [.., var largest] ? largest.FileId : null) : sent.Document?.FileId;
}
