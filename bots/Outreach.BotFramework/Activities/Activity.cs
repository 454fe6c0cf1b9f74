using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.BotFramework.Activities;

/// <summary>
/// A Bot Framework activity: what is exchanged between a client, the channel and the bot.
/// Fields this program does not know are kept in <see cref="Extra"/> and written back unchanged.
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

    public string? ServiceUrl { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    /// <summary><c>plain</c>, <c>markdown</c> or <c>xml</c>.</summary>
    public string? TextFormat { get; init; }

    public string? InputHint { get; init; }

    public string? Name { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary><c>list</c> or <c>carousel</c>.</summary>
    public string? AttachmentLayout { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    /// <remarks>Not <c>init</c>: generated JSON readers pass those to the constructor, which extension data refuses.</remarks>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

/// <summary>Values of <see cref="Activity.Type"/> this program acts on; others are passed over.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string ConversationUpdate = "conversationUpdate";
    public const string Typing = "typing";
    public const string Event = "event";
    public const string EndOfConversation = "endOfConversation";
}

/// <param name="Role"><c>user</c> or <c>bot</c>.</param>
public sealed record ChannelAccount(string? Id, string? Name = null, string? Role = null);

/// <summary>The conversation an activity belongs to.</summary>
public sealed record ConversationAccount(string? Id, string? Name = null);

/// <summary>A picture or card under a message.</summary>
public sealed record Attachment
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    /// <summary>A small picture of it; without one Web Chat shows a picture of the user's as a file.</summary>
    public string? ThumbnailUrl { get; init; }

    public JsonElement? Content { get; init; }

    public string? Name { get; init; }
}

/// <summary>Buttons that vanish once one is chosen.</summary>
public sealed record SuggestedActions
{
    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<CardAction> Actions { get; init; } = [];
}

/// <param name="Type"><c>imBack</c> posts <paramref name="Value"/> as the user's words; <c>openUrl</c> opens it.</param>
public sealed record CardAction(string Type, string Title, string Value);
