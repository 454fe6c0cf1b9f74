using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Zalo;

/// <summary>An authenticated event and what it means to us (developers.zalo.me, webhook, events). Pure.</summary>
internal sealed record ZaloEvents(string Account, string Name, ZaloEvent Content, byte[] Body, DateTimeOffset At)
{
    private const string Followed = "follow";
    private const string Unfollowed = "unfollow";
    private const string CameToChat = "user_click_chatnow";
    private const string Shared = "user_submit_info";
    private const string Withdrawn = "user_withdraw";
    private const string Received = "user_received_message";
    private const string Seen = "user_seen_message";
    private const string OfVisitor = "anonymous_send_";

    /// <summary>
    /// The events that mean something here. The others are acknowledged, or Zalo would repeat them: the account's own messages
    /// (<c>oa_send_…</c>), reactions, tags, calls and the consent to them, groups, widgets, ratings.
    /// </summary>
    private static readonly FrozenSet<string> Meaningful =
    [
        Followed, Unfollowed, CameToChat, Shared, Withdrawn, Received, Seen,
        "user_send_text", "user_send_image", "user_send_gif", "user_send_sticker", "user_send_link", "user_send_audio",
        "user_send_video", "user_send_location", "user_send_file", "user_send_business_card",
        OfVisitor + "text", OfVisitor + "image", OfVisitor + "file", OfVisitor + "sticker",
    ];

    public static bool Knows(string? name) => Meaningful.Contains(name ?? "");

    /// <summary>Sources disagree on who is sender and who recipient in these two, so only the message ids are used.</summary>
    public IReadOnlyList<Receipt> Receipts() => Name switch
    {
        Received when Content.Message is { MsgId.Length: > 0, TrackingId: { } ours } message => [OfZns(message, ours)],
        Received when Content.Message?.MsgId is { Length: > 0 } id => [OfMessage(id, ReceiptStatus.Delivered)],
        Seen => [.. (Content.Message?.MsgIds ?? []).Where(id => !string.IsNullOrEmpty(id)).Select(id => OfMessage(id, ReceiptStatus.Seen))],
        _ => [],
    };

    /// <summary>A picture, a place or a voice without words is a message with empty text: the citizen did write.</summary>
    public IncomingMessage? Message() => Name switch
    {
        Followed => From(Content.Follower?.Id, IncomingKind.Joined),
        Unfollowed => From(Content.Follower?.Id, IncomingKind.Left),

        // Comes once per person, before any word of theirs: they want to be greeted.
        CameToChat => From(Content.UserId ?? Content.Sender?.Id, IncomingKind.Joined),
        Shared => From(Content.Sender?.Id, IncomingKind.SharedContact) is { } shared ? shared with { Details = new(Contact: Contact(Content.Info)) } : null,

        // Zalo's description names no field for the person; these are the ones it uses elsewhere.
        Withdrawn => From(Content.UserId ?? Content.Sender?.Id ?? Content.Follower?.Id, IncomingKind.Withdrew),
        Received or Seen => null,
        _ => From(Writer(), IncomingKind.Message) is { } message ? message with { Text = Content.Message?.Text?.Normalize() ?? "", Details = Attached() } : null,
    };

    /// <summary>A visitor without an account is known within one conversation only; without it there is no way to answer.</summary>
    private string? Writer() => Name.StartsWith(OfVisitor, StringComparison.Ordinal)
        ? Content is { Sender.Id: { Length: > 0 } id, Message.ConversationId: { Length: > 0 } conversation } ? new ZaloVisitor(id, conversation).Address : null
        : Content.Sender?.Id;

    private IncomingMessage? From(string? sender, IncomingKind kind) =>
        string.IsNullOrEmpty(sender) ? null : new(ZaloChannel.ChannelName, Account, EventId(Content.Message?.MsgId), sender, kind, At);

    private IncomingDetails? Attached()
    {
        var attachments = Content.Message?.Attachments ?? default;
        if (attachments.ValueKind != JsonValueKind.Array)
            return null;
        var files = attachments.EnumerateArray().Select(File).OfType<IncomingFile>().ToList();
        return files.Count == 0 ? null : new IncomingDetails(files);
    }

    /// <summary>A place is kept as an address of RFC 5870 (<c>geo:16.46,107.59</c>).</summary>
    private static IncomingFile? File(JsonElement attachment)
    {
        if (attachment.Member("type").Words() is not { } kind)
            return null;
        var payload = attachment.Member("payload");
        var (latitude, longitude) = (payload.Member("coordinates").Member("latitude").Words(), payload.Member("coordinates").Member("longitude").Words());
        var address = latitude is not null && longitude is not null ? $"geo:{latitude},{longitude}" : payload.Member("url").Words() ?? payload.Member("thumbnail").Words();
        return new IncomingFile(
            kind,
            Uri.TryCreate(address, UriKind.Absolute, out var url) ? url : null,
            payload.Member("id").Words(),
            payload.Member("name").Words() ?? payload.Member("description").Words(),
            payload.Member("type").Words());
    }

    /// <summary>The address is spread over fields whose names have changed with the administrative units.</summary>
    private static SharedContact Contact(JsonElement info)
    {
        var full = info.Member("full_address");
        string?[] address =
        [
            info.Member("address").Words() ?? full.Member("user_address").Words(),
            info.Member("ward").Words() ?? full.Member("user_ward").Words(),
            info.Member("district").Words(),
            info.Member("city").Words() ?? full.Member("user_city").Words(),
        ];
        var written = string.Join(", ", address.OfType<string>());
        return new SharedContact(info.Member("name").Words()?.Normalize(), info.Member("phone").Words(), written.Length == 0 ? null : written.Normalize());
    }

    private Receipt OfMessage(string messageId, ReceiptStatus status) =>
        new(ZaloChannel.ChannelName, Account, EventId(messageId), messageId, status, At);

    /// <summary>A delivery by ZNS names our own row; an id that is none of ours still finds it by Zalo's.</summary>
    private Receipt OfZns(ZaloEventMessage message, string ours) => new(
        ZnsChannel.ChannelName,
        Account,
        EventId(message.MsgId),
        message.MsgId!,
        ReceiptStatus.Delivered,
        message.DeliveryTime.Moment() ?? At,
        Guid.TryParseExact(ours, "N", out var id) ? id : null);

    /// <summary>Zalo numbers messages, not events; an event without a message is known by its bytes, which a repeat keeps.</summary>
    private string EventId(string? messageId) => $"{Name}:{messageId ?? Convert.ToHexStringLower(SHA256.HashData(Body))}";
}
