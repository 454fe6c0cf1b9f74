using System.Text.Json.Serialization;

namespace Outreach.Sandbox.Journal;

/// <summary>One line of the journal. The sandbox's whole state is these, applied in order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(ReceivedMessage), "message")]
[JsonDerivedType(typeof(PhoneEvent), "event")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Person), "person")]
[JsonDerivedType(typeof(UploadedFile), "file")]
[JsonDerivedType(typeof(PostedArticle), "article")]
[JsonDerivedType(typeof(TokensIssued), "tokens")]
[JsonDerivedType(typeof(TelegramTarget), "telegramTarget")]
[JsonDerivedType(typeof(ServiceMoved), "serviceMoved")]
[JsonDerivedType(typeof(Cleared), "cleared")]
public abstract record JournalEntry;

/// <summary>A message that reached a citizen's phone.</summary>
/// <param name="Seq">Position in everything that ever happened here; grows, never repeats.</param>
/// <param name="ImageUrl">A path on the sandbox for uploaded pictures, else the address the sender gave.</param>
/// <param name="ProviderId">The id the provider answered with.</param>
/// <param name="ClientRef">The sender's own id, where the provider gets to see one: <c>m</c> in Twilio's status callback, Messenger's <c>metadata</c>.</param>
public sealed record ReceivedMessage(
    long Seq,
    string Channel,
    string To,
    string From,
    string Text,
    string? ImageUrl,
    IReadOnlyList<PhoneButton> Buttons,
    string ProviderId,
    string? ClientRef,
    DateTimeOffset ReceivedAt) : JournalEntry
{
    /// <summary>A document that came with the text.</summary>
    public ReceivedFile? File { get; init; }

    /// <summary>Where receipts go, when the sender named an address per message.</summary>
    public string? StatusCallback { get; init; }

    /// <summary>It is a form that asks for name and telephone number.</summary>
    public bool AsksForContact { get; init; }
}

/// <param name="Url">A path on the sandbox for uploaded documents, else the address the sender gave.</param>
public sealed record ReceivedFile(string Name, string Url);

/// <param name="Payload">What a tap says; null says the title.</param>
/// <param name="Kind">Where a channel has several kinds of buttons that speak: Messenger's <c>postback</c>.</param>
public sealed record PhoneButton(string Title, string? Url = null, string? Payload = null, string? Kind = null);

/// <summary>Something a citizen did on the phone.</summary>
/// <param name="To">Whom it is addressed to, where that varies: the SMS sender.</param>
/// <param name="Text">The words, or a tapped button's payload.</param>
/// <param name="Label">What the citizen saw of it, when that is not the text.</param>
/// <param name="Message">The message a tap or a look belongs to.</param>
public sealed record PhoneEvent(
    long Seq,
    string Channel,
    string From,
    PhoneEventKind Kind,
    DateTimeOffset At,
    string? To = null,
    string? Text = null,
    string? Label = null,
    long? Message = null) : JournalEntry
{
    /// <summary>The Telegram supergroup that this group became with this message.</summary>
    public long? MovedTo { get; init; }

    /// <summary>What was handed over by a form.</summary>
    public SharedInfo? Info { get; init; }
}

/// <summary>Name and telephone number, as the citizen typed them.</summary>
public sealed record SharedInfo(string Name, string Phone);

/// <summary>What a citizen did on a simulated phone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PhoneEventKind>))]
public enum PhoneEventKind
{
    Message = 1,
    Tap = 2,

    /// <summary>Follows, presses Start, or unblocks.</summary>
    Join = 3,

    /// <summary>Unfollows or blocks.</summary>
    Leave = 4,
    Seen = 5,

    /// <summary>Hands over name and telephone number.</summary>
    Share = 6,
}

/// <summary>The webhook of an entry was acknowledged, given up or dropped by a fault: it is not sent again after a restart.</summary>
/// <param name="Stage">Receipts of one message are numbered from 1.</param>
public sealed record Settled(long Seq, int Stage) : JournalEntry;

/// <summary>Whose phone it is. Addresses are in the provider's terms.</summary>
/// <param name="LastInteraction">When the citizen last wrote to the Zalo account; null is "just now".</param>
public sealed record Person(
    string Name,
    string? Zalo = null,
    string? Telegram = null,
    string? Sms = null,
    DateTimeOffset? LastInteraction = null) : JournalEntry;

/// <summary>A picture or document a provider keeps under its own id.</summary>
public sealed record UploadedFile(string Channel, string Id, string MediaId, DateTimeOffset UploadedAt) : JournalEntry
{
    /// <summary>Of a document: what it is called.</summary>
    public string? Name { get; init; }

    public string? ContentType { get; init; }
}

/// <summary>An article of the Zalo account.</summary>
/// <param name="Token">By which it is asked for until it has been worked on.</param>
public sealed record PostedArticle(string Id, string Token, string Title, string Text, string CoverUrl, DateTimeOffset CreatedAt) : JournalEntry;

/// <summary>A pair of tokens handed out by the simulated sign-in of Zalo.</summary>
public sealed record TokensIssued(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt) : JournalEntry;

/// <summary>What <c>setWebhook</c> or <c>deleteWebhook</c> left behind; an empty address holds updates back.</summary>
public sealed record TelegramTarget(string Url, string? Secret) : JournalEntry;

/// <summary>The service's base address became known or changed.</summary>
public sealed record ServiceMoved(Uri BaseUrl) : JournalEntry;

/// <summary>The phones were emptied; credentials, files and who left stay.</summary>
public sealed record Cleared : JournalEntry;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
