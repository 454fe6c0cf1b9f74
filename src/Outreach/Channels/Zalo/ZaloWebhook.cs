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

        var envelope = ProviderHttp.Parse(body, ZaloJson.Default.ZaloEnvelope);
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
        if (ProviderHttp.Parse(body, ZaloJson.Default.ZaloEvent) is not { } content)
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

        byte[] signed = [.. Encoding.UTF8.GetBytes(settings.AppId!), .. body, .. Encoding.UTF8.GetBytes(timestamp), .. Encoding.UTF8.GetBytes(settings.OaSecret!)];
        var mac = Convert.ToHexStringLower(SHA256.HashData(signed));
        return WebhookBody.Matches(mac, signature.StartsWith("mac=", StringComparison.Ordinal) ? signature[4..] : signature);
    }
}
