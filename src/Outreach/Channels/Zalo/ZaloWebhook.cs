using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Zalo;

/// <summary>
/// What Zalo reports. It must be answered within 2 s or Zalo repeats for an hour and then stops reporting; so events are
/// stored, and handled later.
/// </summary>
internal static class ZaloWebhook
{
    private const string Followed = "follow";
    private const string Unfollowed = "unfollow";
    private const string Withdrawn = "user_withdraw";
    private const string Received = "user_received_message";
    private const string Seen = "user_seen_message";

    /// <summary>The events that mean something here; all others are acknowledged, or Zalo would repeat them.</summary>
    private static readonly FrozenSet<string> Known =
    [
        Followed, Unfollowed, Withdrawn, Received, Seen,
        "user_send_text", "user_send_image", "user_send_gif", "user_send_sticker", "user_send_link", "user_send_audio",
        "user_send_video", "user_send_location", "user_send_file", "user_send_business_card",
    ];

    public static async Task<Results<Ok, NotFound, UnauthorizedHttpResult, BadRequest<string>, StatusCodeHttpResult>> ReceiveAsync(
        string account,
        HttpRequest request,
        IOptions<ZaloOptions> options,
        IncomingMessages inbox,
        Receipts receipts,
        TimeProvider time,
        CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.Enabled || account != settings.Account)
            return TypedResults.NotFound();
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return WebhookBody.TooLarge;

        var envelope = ProviderHttp.Parse(body, ZaloJson.Default.ZaloEnvelope);
        var timestamp = envelope?.Timestamp.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? envelope.Timestamp.ToString()
            : request.Headers["X-ZEvent-Timestamp"].ToString();
        if (!IsGenuine(settings, body, timestamp, request.Headers["X-ZEvent-Signature"]))
            return TypedResults.Unauthorized();
        if (envelope is null)
            return TypedResults.BadRequest("The body is not an event in JSON.");
        if (!Known.Contains(envelope.EventName ?? ""))
            return TypedResults.Ok();
        if (ProviderHttp.Parse(body, ZaloJson.Default.ZaloEvent) is not { } content)
            return TypedResults.BadRequest($"The event {envelope.EventName} is not of the documented form.");

        var read = new ReadEvent(account, envelope.EventName!, content, body, Moment(timestamp) ?? time.GetUtcNow());
        if (read.Receipts() is { Count: > 0 } reported)
            await receipts.RecordAsync(reported, ct);
        else if (read.Message() is { } message)
            await inbox.AcceptAsync(message, ct);
        return TypedResults.Ok();
    }

    private static DateTimeOffset? Moment(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>
    /// Plain SHA-256 over app id, raw body, timestamp and OA secret, in hex after <c>mac=</c> (developers.zalo.me, webhook;
    /// MacUtils of the official SDK).
    /// </summary>
    internal static bool IsGenuine(ZaloOptions settings, byte[] body, string timestamp, string? signature)
    {
        if (string.IsNullOrEmpty(signature))
            return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes(settings.AppId!), .. body, .. Encoding.UTF8.GetBytes(timestamp), .. Encoding.UTF8.GetBytes(settings.OaSecret!)];
        var mac = Convert.ToHexStringLower(SHA256.HashData(signed));
        return WebhookBody.Matches(mac, signature.StartsWith("mac=", StringComparison.Ordinal) ? signature[4..] : signature);
    }

    /// <summary>An authenticated event and what it means to us.</summary>
    private sealed record ReadEvent(string Account, string Name, ZaloEvent Content, byte[] Body, DateTimeOffset At)
    {
        /// <summary>Sources disagree on who is sender and who recipient in these two, so only the message ids are used.</summary>
        public IReadOnlyList<Receipt> Receipts() => Name switch
        {
            Received when Content.Message?.MsgId is { } id => [Receipt(id, ReceiptStatus.Delivered)],
            Seen => [.. (Content.Message?.MsgIds ?? []).Select(id => Receipt(id, ReceiptStatus.Seen))],
            _ => [],
        };

        /// <summary>A picture, a place or a voice without words is a message with empty text: the citizen did write.</summary>
        public IncomingMessage? Message() => Name switch
        {
            Followed => From(Content.Follower, IncomingKind.Joined, text: null),
            Unfollowed => From(Content.Follower, IncomingKind.Left, text: null),

            // Zalo's description names no field for the person; these are the ones it uses elsewhere.
            Withdrawn => From(Content.UserId is { } id ? new ZaloParty(id) : Content.Sender ?? Content.Follower, IncomingKind.Withdrew, text: null),
            Received or Seen => null,
            _ => From(Content.Sender, IncomingKind.Message, Content.Message?.Text ?? ""),
        };

        private IncomingMessage? From(ZaloParty? party, IncomingKind kind, string? text) => party?.Id is { Length: > 0 } id
            ? new(ZaloChannel.ChannelName, Account, EventId(Content.Message?.MsgId), id, kind, At, text?.Normalize())
            : null;

        private Receipt Receipt(string messageId, ReceiptStatus status) =>
            new(ZaloChannel.ChannelName, Account, EventId(messageId), messageId, status, At);

        /// <summary>Zalo numbers messages, not events; an event without a message is known by its bytes, which a repeat keeps.</summary>
        private string EventId(string? messageId) => $"{Name}:{messageId ?? Convert.ToHexStringLower(SHA256.HashData(Body))}";
    }
}
