using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
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
    public static async Task<Results<Ok, NotFound, UnauthorizedHttpResult, BadRequest<string>, StatusCodeHttpResult>> ReceiveAsync(
        string account,
        HttpRequest request,
        IOptions<ZaloOptions> options,
        IncomingMessages inbox,
        Receipts receipts,
        ProviderQuotas quotas,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.Enabled || account != settings.Account)
            return TypedResults.NotFound();
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return WebhookBody.TooLarge;

        // Read whole at once; what is not of the documented form may still have a name and the time that its signature covers.
        var content = ProviderHttp.Parse(body, ZaloJson.Default.ZaloEvent);
        var envelope = content is null ? ProviderHttp.Parse(body, ZaloJson.Default.ZaloEnvelope) : new ZaloEnvelope(content.EventName, content.Timestamp);
        var timestamp = envelope?.Timestamp.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? envelope.Timestamp.Words() ?? ""
            : request.Headers["X-ZEvent-Timestamp"].ToString();
        if (!IsGenuine(settings, body, timestamp, request.Headers["X-ZEvent-Signature"]))
            return TypedResults.Unauthorized();
        if (envelope is null)
            return TypedResults.BadRequest("The body is not an event in JSON.");
        if (ZaloNotices.Knows(envelope.EventName))
        {
            ZaloNotices.Take(envelope.EventName!, account, body, quotas, loggers);
            return TypedResults.Ok();
        }

        if (!ZaloEvents.Knows(envelope.EventName))
            return TypedResults.Ok();
        if (content is null)
            return TypedResults.BadRequest($"The event {envelope.EventName} is not of the documented form.");

        var read = new ZaloEvents(account, envelope.EventName!, content, body, ZaloValues.Moment(timestamp) ?? time.GetUtcNow());
        if (read.Receipts() is { Count: > 0 } reported)
            await receipts.RecordAsync(reported, ct);
        else if (read.Message() is { } message)
            await inbox.AcceptAsync(message, ct);
        return TypedResults.Ok();
    }

    /// <summary>
    /// Plain SHA-256 over app id, raw body, timestamp and OA secret, in hex after <c>mac=</c> (developers.zalo.me, webhook;
    /// MacUtils of the official SDK).
    /// </summary>
    internal static bool IsGenuine(ZaloOptions settings, byte[] body, string timestamp, string? signature)
    {
        if (string.IsNullOrEmpty(signature))
            return false;

        var longest = Encoding.UTF8.GetMaxByteCount(settings.AppId!.Length + timestamp.Length + settings.OaSecret!.Length) + body.Length;
        var signed = ArrayPool<byte>.Shared.Rent(longest);
        var length = Encoding.UTF8.GetBytes(settings.AppId, signed);
        body.CopyTo(signed, length);
        length += body.Length;
        length += Encoding.UTF8.GetBytes(timestamp, signed.AsSpan(length));
        length += Encoding.UTF8.GetBytes(settings.OaSecret, signed.AsSpan(length));

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signed.AsSpan(0, length), hash);
        CryptographicOperations.ZeroMemory(signed.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(signed);
        return WebhookBody.MatchesHex(hash, signature.StartsWith("mac=", StringComparison.Ordinal) ? signature.AsSpan(4) : signature);
    }
}
