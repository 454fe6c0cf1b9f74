using System.Text.Json.Serialization;

namespace Outreach.Delivery;

/// <summary>
/// Content as rendered for one channel. What a channel cannot carry has been written into the text before
/// (<see cref="ContentFallback"/>), so a channel may leave aside what its <see cref="ChannelLimits"/> do not name.
/// </summary>
/// <param name="Text">Plain text, NFC.</param>
/// <param name="Image">A stored picture that travels with the text, if the channel can.</param>
public sealed record MessageContent(string Text, MessageImage? Image = null, IReadOnlyList<MessageButton>? Buttons = null)
{
    /// <summary>What the message is called where messages have a name: an e-mail, a printed sheet, a Facebook post, an article.</summary>
    public string? Subject { get; init; }

    /// <summary>Further pictures, shown as one album with <see cref="Image"/>.</summary>
    public IReadOnlyList<MessageImage>? Album { get; init; }

    /// <summary>A document that travels with the text.</summary>
    public MessageFile? File { get; init; }

    /// <summary>Things to choose from, each with a title and a link: a list or a carousel.</summary>
    public IReadOnlyList<MessageCard>? Cards { get; init; }

    /// <summary>What parts of <see cref="Text"/> look like, in their order.</summary>
    public IReadOnlyList<TextSpan>? Spans { get; init; }

    /// <summary>Asks for name and telephone number by the provider's own form.</summary>
    public ContactRequest? Contact { get; init; }

    /// <summary>The provider's approved template that says <see cref="Text"/>; sent instead of the text where the channel has templates.</summary>
    public MessageTemplate? Template { get; init; }

    /// <summary>The assistant hands the conversation to a person: where the other side is a system, it is told, with the transcript.</summary>
    public HandoffRequest? Handoff { get; init; }
}

/// <param name="MediaId">Name in the media store.</param>
/// <param name="Alt">What the picture says, for those who cannot see it.</param>
public sealed record MessageImage(string MediaId, string Alt);

/// <param name="Url">Opens this address, or calls it where it is <c>tel:</c>; when null, tapping speaks.</param>
/// <param name="Says">What tapping says, where the channel lets it differ from <paramref name="Title"/>; null: the title.</param>
public sealed record MessageButton(string Title, Uri? Url = null, string? Says = null);

/// <param name="MediaId">Name in the media store.</param>
/// <param name="Name">What the recipient sees, with its ending.</param>
/// <param name="ContentType">Like <c>application/pdf</c>.</param>
public sealed record MessageFile(string MediaId, string Name, string ContentType);

/// <param name="Link">Opened by a tap on the card.</param>
/// <param name="Picture">A public address.</param>
public sealed record MessageCard(
    string Title, string? Subtitle = null, Uri? Link = null, Uri? Picture = null, IReadOnlyList<MessageButton>? Buttons = null);

/// <param name="Start">First UTF-16 unit of <see cref="MessageContent.Text"/>.</param>
/// <param name="Link">Where it leads; only with <see cref="TextStyle.Link"/>.</param>
public sealed record TextSpan(int Start, int Length, TextStyle Style, Uri? Link = null);

/// <summary>How a part of a text looks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextStyle>))]
public enum TextStyle
{
    Bold = 0,
    Italic = 1,
    Underline = 2,
    Strikethrough = 3,
    Code = 4,
    Quote = 5,
    Link = 6,
}

/// <param name="Title">What it is about.</param>
/// <param name="Ask">The sentence that asks for it.</param>
/// <param name="Picture">A public address, where the form shows one.</param>
public sealed record ContactRequest(string Title, string Ask, Uri? Picture = null);

/// <param name="Id">The provider's id of the template.</param>
/// <param name="Values">By the template's own names.</param>
public sealed record MessageTemplate(string Id, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Values that are each recipient's own, filled in when the message leaves; by the template's names.</summary>
    public IReadOnlyDictionary<string, ContactValue>? FromContact { get; init; }
}

/// <param name="MaxLength">Most characters; a longer fact is replaced.</param>
/// <param name="Otherwise">Said where the fact is unknown or too long.</param>
public sealed record ContactValue(ContactFact Fact, int MaxLength, string Otherwise);

/// <summary>What is known of a recipient.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContactFact>))]
public enum ContactFact
{
    Name = 0,

    /// <summary>Administrative unit.</summary>
    Unit = 1,
}

/// <param name="Reason">Why a person is needed, in the assistant's words.</param>
public sealed record HandoffRequest(string Reason);
