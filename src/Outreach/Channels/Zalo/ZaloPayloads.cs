using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Outreach.Channels.Zalo;

internal sealed record ZaloSend(ZaloRecipient Recipient, ZaloContent Message);

/// <summary>A user, or an anonymous visitor in one conversation, or (for a broadcast) followers of some kind.</summary>
internal sealed record ZaloRecipient(string? UserId = null, string? AnonymousId = null, string? ConversationId = null, JsonObject? Target = null);

internal sealed record ZaloContent(string? Text, ZaloAttachment? Attachment = null);

internal sealed record ZaloAttachment(string Type, ZaloPayload Payload);

/// <param name="Token">Of an uploaded file; alone.</param>
internal sealed record ZaloPayload(
    string? TemplateType = null, IReadOnlyList<ZaloElement>? Elements = null, IReadOnlyList<ZaloButton>? Buttons = null, string? Token = null);

/// <summary>A picture or article (<c>media_type</c>, <c>attachment_id</c>), a line of a list, or what a form shows.</summary>
internal sealed record ZaloElement(
    string? MediaType = null, string? AttachmentId = null, string? Title = null, string? Subtitle = null, string? ImageUrl = null, ZaloAction? DefaultAction = null);

/// <summary>A button's deed written flat, as a list's elements have it.</summary>
internal sealed record ZaloAction(string Type, string? Url = null, JsonNode? Payload = null);

/// <param name="Payload">An object with the address for <c>oa.open.url</c>, the words to say back for <c>oa.query.show</c>.</param>
internal sealed record ZaloButton(string Title, string Type, JsonNode Payload);

/// <param name="Phone">84 and nine digits.</param>
/// <param name="Mode"><c>development</c>: only the app's and the account's administrators receive it.</param>
internal sealed record ZnsSend(
    string Phone, string TemplateId, IReadOnlyDictionary<string, string> TemplateData, string TrackingId, string? Mode);

/// <summary>The envelope of every call: HTTP is 200 also for failures, <paramref name="Error"/> decides.</summary>
internal sealed record ZaloAnswer(int? Error, string? Message, ZaloData? Data);

/// <param name="MessageId">Of an OA message.</param>
/// <param name="AttachmentId">Of an uploaded picture.</param>
/// <param name="Token">Of an uploaded file, and of an article in the making.</param>
/// <param name="Id">Of an article.</param>
/// <param name="MsgId">Of a ZNS message.</param>
/// <param name="Quota">Read leniently: its fields come as strings or numbers and are being removed one by one.</param>
internal sealed record ZaloData(string? MessageId, string? AttachmentId, string? Token, string? MsgId, JsonElement Quota, string? Id = null);

/// <summary>The token endpoint's answer. The shape of its failures varies; success is a non-empty access token.</summary>
/// <param name="ExpiresIn">Seconds, sent as a string.</param>
internal sealed record ZaloGrant(
    string? AccessToken, string? RefreshToken, long ExpiresIn, int? Error, string? ErrorName, string? ErrorDescription, string? Message);

/// <summary>What is needed of every event: by its name it is told apart, and the signature covers the timestamp.</summary>
/// <param name="Timestamp">Unix milliseconds, as a string or a number.</param>
internal sealed record ZaloEnvelope(string? EventName, JsonElement Timestamp);

/// <param name="UserId">In events that are not about a message.</param>
/// <param name="Info">What a citizen handed over by the form.</param>
internal sealed record ZaloEvent(
    string? EventName, JsonElement Timestamp, ZaloParty? Sender, ZaloParty? Follower, ZaloEventMessage? Message, string? UserId, JsonElement Info);

internal sealed record ZaloParty(string? Id);

/// <param name="MsgIds">Only in <c>user_seen_message</c>.</param>
/// <param name="ConversationId">Only of anonymous visitors.</param>
/// <param name="TrackingId">Only of ZNS: our own id.</param>
/// <param name="DeliveryTime">Only of ZNS: when it arrived, Unix milliseconds.</param>
internal sealed record ZaloEventMessage(
    string? MsgId, string? Text, IReadOnlyList<string>? MsgIds, string? ConversationId, string? TrackingId, JsonElement DeliveryTime, JsonElement Attachments);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ZaloSend))]
[JsonSerializable(typeof(ZnsSend))]
[JsonSerializable(typeof(ZaloArticle))]
[JsonSerializable(typeof(ZaloArticleCheck))]
[JsonSerializable(typeof(ZaloAnswer))]
[JsonSerializable(typeof(ZaloGrant))]
[JsonSerializable(typeof(ZaloEnvelope))]
[JsonSerializable(typeof(ZaloEvent))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ZaloJson : JsonSerializerContext;
