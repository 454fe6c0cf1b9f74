using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.BotFramework.Activities;

/// <summary>
/// A Bot Framework activity: what is exchanged between a client, the channel and the bot.
/// Fields this program does not know are kept in <see cref="Extra"/> and written back unchanged, here and on every level below.
/// Source: Bot Framework Activity schema 3.1.12.
/// </summary>
public sealed record Activity
{
    public string Type { get; init; } = ActivityTypes.Message;

    /// <summary>Unique within the conversation; given by the channel.</summary>
    public string? Id { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public string? ChannelId { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    /// <summary>Where the channel takes answers; to be trusted only as far as the token vouches for it.</summary>
    public string? ServiceUrl { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    /// <summary><c>plain</c>, <c>markdown</c> or <c>xml</c>.</summary>
    public string? TextFormat { get; init; }

    /// <summary>One of <see cref="InputHints"/>.</summary>
    public string? InputHint { get; init; }

    /// <summary>Of an event or an invoke.</summary>
    public string? Name { get; init; }

    /// <summary>Of an event or an invoke, or what a form was filled in with.</summary>
    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary><c>list</c> or <c>carousel</c>.</summary>
    public string? AttachmentLayout { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    public IReadOnlyList<Entity>? Entities { get; init; }

    /// <summary>Of a <see cref="ActivityTypes.ConversationUpdate"/>.</summary>
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    /// <inheritdoc cref="MembersAdded"/>
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    /// <summary><c>add</c> or <c>remove</c>, of an installation or a contact relation.</summary>
    public string? Action { get; init; }

    /// <summary><c>expectReplies</c> asks for the replies in the answer to this very request (<see cref="DeliveryModes"/>).</summary>
    public string? DeliveryMode { get; init; }

    /// <remarks>Not <c>init</c>: generated JSON readers pass those to the constructor, which extension data refuses.</remarks>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <param name="Role"><c>user</c>, <c>bot</c> or <c>skill</c>.</param>
public sealed record ChannelAccount(string? Id, string? Name = null, string? Role = null)
{
    /// <inheritdoc cref="Activity.Extra"/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <summary>The conversation an activity belongs to.</summary>
/// <param name="IsGroup">More than one person may speak in it.</param>
public sealed record ConversationAccount(string? Id, string? Name = null, bool? IsGroup = null)
{
    /// <inheritdoc cref="Activity.Extra"/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <summary>A picture, a document or a card under a message.</summary>
public sealed record Attachment
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    /// <summary>A small picture of it; without one Web Chat shows a picture of the user's as a file.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>The card itself; a picture or document has <see cref="ContentUrl"/> instead.</summary>
    public JsonElement? Content { get; init; }

    public string? Name { get; init; }

    /// <inheritdoc cref="Activity.Extra"/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <summary>What the channel knows about an activity beyond its words: who is mentioned, where it was written.</summary>
public sealed record Entity
{
    public string? Type { get; init; }

    /// <inheritdoc cref="Activity.Extra"/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <summary>Buttons that vanish once one is chosen.</summary>
public sealed record SuggestedActions
{
    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<CardAction> Actions { get; init; } = [];

    /// <inheritdoc cref="Activity.Extra"/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <summary>A button of a message or a card.</summary>
public sealed record CardAction
{
    public CardAction()
    {
    }

    /// <param name="type">One of <see cref="ActionTypes"/>.</param>
    /// <param name="value">The words of an <c>imBack</c>, the address of an <c>openUrl</c>.</param>
    public CardAction(string type, string title, string value) =>
        (Type, Title, Value) = (type, title, JsonSerializer.SerializeToElement(value, ActivityJson.Default.String));

    public string? Type { get; init; }

    public string? Title { get; init; }

    /// <summary>A text for most types, anything for <c>postBack</c> and <c>messageBack</c>.</summary>
    public JsonElement? Value { get; init; }

    /// <inheritdoc cref="Activity.Extra"/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
