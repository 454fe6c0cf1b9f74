using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Outreach.Channels.Zalo;

internal sealed record ZaloSend(ZaloRecipient Recipient, ZaloContent Message);

internal sealed record ZaloRecipient(string UserId);

internal sealed record ZaloContent(string? Text, ZaloAttachment? Attachment);

internal sealed record ZaloAttachment(string Type, ZaloTemplate Payload);

internal sealed record ZaloTemplate(string? TemplateType, IReadOnlyList<ZaloElement>? Elements, IReadOnlyList<ZaloButton>? Buttons);

internal sealed record ZaloElement(string MediaType, string AttachmentId);

/// <param name="Payload">An object with the address for <c>oa.open.url</c>, the words to say back for <c>oa.query.show</c>.</param>
internal sealed record ZaloButton(string Title, string Type, JsonNode Payload);

/// <summary>The envelope of every OA call: HTTP is 200 also for failures, <paramref name="Error"/> decides.</summary>
internal sealed record ZaloAnswer(int? Error, string? Message, ZaloData? Data);

internal sealed record ZaloData(string? MessageId, string? AttachmentId);

/// <summary>The token endpoint's answer. The shape of its failures varies; success is a non-empty access token.</summary>
/// <param name="ExpiresIn">Seconds, sent as a string.</param>
internal sealed record ZaloGrant(
    string? AccessToken, string? RefreshToken, long ExpiresIn, int? Error, string? ErrorName, string? ErrorDescription, string? Message);

/// <summary>What is read of an event before its signature is checked: the signature covers the timestamp.</summary>
/// <param name="Timestamp">Unix milliseconds, as a string or a number.</param>
internal sealed record ZaloEnvelope(string? EventName, JsonElement Timestamp);

/// <param name="UserId">In events that are not about a message.</param>
internal sealed record ZaloEvent(ZaloParty? Sender, ZaloParty? Follower, ZaloEventMessage? Message, string? UserId);

internal sealed record ZaloParty(string? Id);

/// <param name="MsgIds">Only in <c>user_seen_message</c>.</param>
internal sealed record ZaloEventMessage(string? MsgId, string? Text, IReadOnlyList<string>? MsgIds);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ZaloSend))]
[JsonSerializable(typeof(ZaloAnswer))]
[JsonSerializable(typeof(ZaloGrant))]
[JsonSerializable(typeof(ZaloEnvelope))]
[JsonSerializable(typeof(ZaloEvent))]
internal sealed partial class ZaloJson : JsonSerializerContext;
