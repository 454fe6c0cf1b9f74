using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Channels.Facebook;

/// <param name="Link">Shown as a preview; not together with pictures.</param>
internal sealed record PagePost(string Message, string? Link, IReadOnlyList<AttachedPicture>? AttachedMedia);

/// <param name="MediaFbid">A picture uploaded without being published.</param>
internal sealed record AttachedPicture([property: JsonPropertyName("media_fbid")] string MediaFbid);

internal sealed record MessengerSend(MessengerParty Recipient, string MessagingType, MessengerMessage Message, string? Tag);

internal sealed record MessengerParty(string Id);

/// <param name="Metadata">Comes back with the echo of the message: our id.</param>
internal sealed record MessengerMessage(
    string? Text = null, MessengerAttachment? Attachment = null, IReadOnlyList<MessengerQuickReply>? QuickReplies = null, string? Metadata = null);

/// <param name="Type">image, file or template.</param>
internal sealed record MessengerAttachment(string Type, MessengerPayload Payload);

internal sealed record MessengerPayload(
    string? AttachmentId = null,
    bool? IsReusable = null,
    string? TemplateType = null,
    string? Text = null,
    IReadOnlyList<MessengerButton>? Buttons = null,
    IReadOnlyList<MessengerElement>? Elements = null);

internal sealed record MessengerQuickReply(string ContentType, string Title, string Payload);

internal sealed record MessengerButton(string Type, string Title, string? Url = null, string? Payload = null);

internal sealed record MessengerElement(
    string Title, string? Subtitle, string? ImageUrl, MessengerDefaultAction? DefaultAction, IReadOnlyList<MessengerButton>? Buttons);

internal sealed record MessengerDefaultAction(string Type, string Url);

/// <summary>The body of an upload beside its bytes.</summary>
internal sealed record MessengerUpload(MessengerAttachment Attachment);

/// <summary>Every answer of the Graph API that is read here; which fields are there depends on the call.</summary>
internal sealed record GraphAnswer(string? Id, string? PostId, string? MessageId, string? AttachmentId, GraphError? Error);

/// <param name="FbtraceId">What Meta's support asks for.</param>
internal sealed record GraphError(int Code, int? ErrorSubcode, string? Message, bool? IsTransient, string? FbtraceId);

internal sealed record GraphPosts(IReadOnlyList<GraphPost>? Data, GraphPaging? Paging, GraphError? Error);

internal sealed record GraphPost(string? Id, string? Message, string? CreatedTime, GraphAuthor? From);

internal sealed record GraphAuthor(string? Id);

internal sealed record GraphPaging(GraphCursors? Cursors, string? Next);

internal sealed record GraphCursors(string? After);

internal sealed record GraphEnvelope(string? Object, IReadOnlyList<GraphEntry>? Entry);

/// <param name="Messaging">Each is read by itself, so that one of an unknown form does not lose the others.</param>
internal sealed record GraphEntry(string? Id, IReadOnlyList<JsonElement>? Messaging);

internal sealed record MessengerEvent(
    MessengerSender? Sender,
    MessengerSender? Recipient,
    long Timestamp,
    MessengerReceived? Message,
    MessengerPostback? Postback,
    MessengerReferral? Referral,
    MessengerDelivery? Delivery,
    MessengerRead? Read,
    MessengerOptin? Optin);

internal sealed record MessengerSender(string? Id);

internal sealed record MessengerReceived(
    string? Mid,
    string? Text,
    bool IsEcho,
    bool IsDeleted,
    string? Metadata,
    MessengerTapped? QuickReply,
    IReadOnlyList<MessengerReceivedFile>? Attachments);

internal sealed record MessengerTapped(string? Payload);

internal sealed record MessengerReceivedFile(string? Type, MessengerReceivedPayload? Payload);

internal sealed record MessengerReceivedPayload(string? Url, string? Title, long? StickerId, MessengerPlace? Coordinates);

internal sealed record MessengerPlace(double Lat, double Long);

internal sealed record MessengerPostback(string? Mid, string? Title, string? Payload, MessengerReferral? Referral);

internal sealed record MessengerReferral(string? Ref);

/// <param name="Watermark">Everything sent up to then has arrived.</param>
internal sealed record MessengerDelivery(IReadOnlyList<string>? Mids, long Watermark);

internal sealed record MessengerRead(long Watermark);

internal sealed record MessengerOptin(string? Ref, string? NotificationMessagesStatus);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PagePost))]
[JsonSerializable(typeof(MessengerSend))]
[JsonSerializable(typeof(MessengerUpload))]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(GraphPosts))]
[JsonSerializable(typeof(GraphEnvelope))]
[JsonSerializable(typeof(MessengerEvent))]
internal sealed partial class GraphJson : JsonSerializerContext;
