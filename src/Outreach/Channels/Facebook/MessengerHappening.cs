using System.Globalization;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Facebook;

/// <summary>An authenticated event of Messenger and what it means to us. Pure.</summary>
internal sealed record MessengerHappening(string Account, string PageId, MessengerEvent Event, DateTimeOffset Now)
{
    /// <summary>The payload of the button that every page has to have first.</summary>
    private const string GetStarted = "GET_STARTED";

    private const string Stopped = "STOP_NOTIFICATIONS";

    private const long FirstMillisecond = 1_000_000_000_000;

    private DateTimeOffset At => Moment(Event.Timestamp) ?? Now;

    /// <summary>What a citizen did, or null when it is no citizen's doing.</summary>
    public IncomingMessage? Message() => Event switch
    {
        { Message: { IsEcho: false, IsDeleted: false, Mid: { Length: > 0 } mid } said } => From(mid, IncomingKind.Message, Words(said), Files(said)),
        { Postback: { Payload: GetStarted } tapped } => From(tapped.Mid ?? Unnamed("start"), IncomingKind.Joined, tapped.Referral?.Ref),
        { Postback: { } tapped } => From(tapped.Mid ?? Unnamed("postback"), IncomingKind.Message, tapped.Payload ?? tapped.Title ?? ""),
        { Referral.Ref: { Length: > 0 } code } => From(Unnamed("referral"), IncomingKind.Joined, code),
        { Optin.NotificationMessagesStatus: Stopped } => From(Unnamed("stop"), IncomingKind.Refused, text: null),
        { Optin.Ref: { Length: > 0 } code } => From(Unnamed("optin"), IncomingKind.Joined, code),
        _ => null,
    };

    /// <summary>Receipts that name their messages: deliveries, and the echo of what we sent, which settles a lost answer.</summary>
    public IReadOnlyList<Receipt> Receipts() => Event switch
    {
        { Delivery: { Mids: { Count: > 0 } mids } delivery } =>
            [.. mids.Where(mid => !string.IsNullOrEmpty(mid)).Select(mid => Receipt(mid, ReceiptStatus.Delivered, Moment(delivery.Watermark) ?? At))],
        { Message: { IsEcho: true, Mid: { Length: > 0 } mid } echo } when Guid.TryParseExact(echo.Metadata, "D", out var ours) =>
            [Receipt(mid, ReceiptStatus.Sent, At) with { MessageId = ours }],
        _ => [],
    };

    /// <summary>Who has received or read everything until when; null when the event says nothing of that kind.</summary>
    public (string Psid, DateTimeOffset Until, ReceiptStatus Status)? Watermark() => (Event.Sender?.Id, Event) switch
    {
        ({ Length: > 0 } psid, { Delivery: { } delivery }) when Moment(delivery.Watermark) is { } until => (psid, until, ReceiptStatus.Delivered),
        ({ Length: > 0 } psid, { Read: { } read }) when Moment(read.Watermark) is { } until => (psid, until, ReceiptStatus.Seen),
        _ => null,
    };

    public Receipt Receipt(string mid, ReceiptStatus status, DateTimeOffset at) =>
        new(MessengerChannel.ChannelName, Account, $"{mid}:{status}".ToLowerInvariant(), mid, status, at);

    private IncomingMessage? From(string eventId, IncomingKind kind, string? text, IncomingDetails? details = null) =>
        Event.Sender?.Id is { Length: > 0 } psid && psid != PageId && (Event.Recipient?.Id ?? PageId) == PageId
            ? new(MessengerChannel.ChannelName, Account, eventId, psid, kind, At, text?.Normalize()) { Details = details }
            : null;

    /// <summary>The payload of a tapped quick reply is what it says; its title only what it looks like.</summary>
    private static string Words(MessengerReceived said) => said.QuickReply?.Payload is { Length: > 0 } payload ? payload : said.Text ?? "";

    private static IncomingDetails? Files(MessengerReceived said) =>
        said.Attachments?.Where(file => file is { Type.Length: > 0 }).Select(File).ToList() is { Count: > 0 } files ? new(files) : null;

    private static IncomingFile File(MessengerReceivedFile file) => file.Payload switch
    {
        { Coordinates: { } place } => new("location", new Uri(string.Create(CultureInfo.InvariantCulture, $"geo:{place.Lat},{place.Long}"))),
        { StickerId: not null } sticker => new("sticker", Address(sticker)),
        var payload => new(file.Type!, Address(payload), Name: payload?.Title),
    };

    /// <summary>Meta's addresses expire within days.</summary>
    private static Uri? Address(MessengerReceivedPayload? payload) => Uri.TryCreate(payload?.Url, UriKind.Absolute, out var url) ? url : null;

    /// <summary>An event without an id is known by who did what when, which a repeat keeps.</summary>
    private string Unnamed(string what) => string.Create(CultureInfo.InvariantCulture, $"{what}:{Event.Sender?.Id}:{Event.Timestamp}");

    /// <summary>Both seconds and milliseconds are seen in the wild.</summary>
    private static DateTimeOffset? Moment(long timestamp) => timestamp switch
    {
        <= 0 or > 253_402_300_799_999 => null,
        < FirstMillisecond => timestamp <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(timestamp) : null,
        _ => DateTimeOffset.FromUnixTimeMilliseconds(timestamp),
    };
}
