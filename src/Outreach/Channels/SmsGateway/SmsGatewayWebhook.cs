using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.People;

namespace Outreach.Channels.SmsGateway;

/// <summary>
/// Receipts and incoming messages of a gateway. Nobody signs them: the secret in the path and the caller's address are all there
/// is to check. What cannot be understood is acknowledged and forgotten, since gateways repeat only what was not answered.
/// </summary>
internal static class SmsGatewayWebhook
{
    /// <summary>Repeats of a message without an id come within minutes; a citizen seldom says the same so soon.</summary>
    private static readonly TimeSpan SameMessage = TimeSpan.FromMinutes(5);

    /// <summary>Some gateways know one address for everything: which of both it is, the description tells.</summary>
    public static async Task<Results<ContentHttpResult, NotFound, StatusCodeHttpResult>> ReceiveAsync(
        string account,
        string secret,
        HttpRequest request,
        IOptions<SmsGatewayOptions> options,
        Receipts receipts,
        IncomingMessages inbox,
        TimeProvider time,
        CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.Enabled || !settings.HasWebhook || account != settings.Account || !WebhookBody.Matches(settings.WebhookSecret!, secret))
            return TypedResults.NotFound();
        if (!SmsGatewayAddresses.Allow(SmsGatewayAddresses.Read(settings.WebhookAddresses) ?? [], request.HttpContext.Connection.RemoteIpAddress))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var (inbound, receipt) = (settings.Inbound, settings.Receipt);
        var isStatus = request.Path.Value!.EndsWith("/status", StringComparison.Ordinal);
        var message = inbound.Phone is null || (isStatus && inbound.When.Count == 0) ? null : Fields(request, body, inbound.Method, inbound.Format);
        if (message is not null && SmsTest.AllHold(inbound.When, message))
        {
            if (Message(settings, message, time.GetUtcNow()) is { } incoming)
                await inbox.AcceptAsync(incoming, ct);
        }
        else if (receipt.Rules.Count > 0 && Fields(request, body, receipt.Method, receipt.Format) is { } fields)
        {
            if (Receipt(settings, fields, time.GetUtcNow()) is { } known)
                await receipts.RecordAsync([known], ct);
        }
        else
        {
            return TypedResults.StatusCode(message is null ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound);
        }

        return TypedResults.Content(receipt.Answer, "text/plain", Encoding.UTF8);
    }

    private static SmsFields? Fields(HttpRequest request, byte[] body, string method, WireFormat format)
    {
        if (!string.Equals(request.Method, method, StringComparison.Ordinal))
            return null;
        return method == "GET" || format == WireFormat.None ? SmsFields.Of(request.Query) : SmsFields.Read(body, format);
    }

    private static Receipt? Receipt(SmsGatewayOptions settings, SmsFields fields, DateTimeOffset now)
    {
        var receipt = settings.Receipt;
        var messageId = Guid.TryParse(fields[receipt.MessageId], out var ours) ? ours : (Guid?)null;
        var id = SmsGatewayAnswers.Id(fields, receipt.Id) ?? messageId?.ToString("N");
        if (id is null || receipt.Rules.Find(rule => rule.Fits(fields)) is not { Verdict: not ReceiptVerdict.Ignored } rule)
            return null;
        var status = Enum.Parse<ReceiptStatus>(rule.Is);
        var reason = status == ReceiptStatus.Failed ? SmsGatewayAnswers.Short(fields[receipt.Reason]) : null;
        return new(SmsGatewayChannel.ChannelName, settings.Account, $"{id}:{status}", id, status, now, messageId, reason);
    }

    private static IncomingMessage? Message(SmsGatewayOptions settings, SmsFields fields, DateTimeOffset now)
    {
        var inbound = settings.Inbound;
        if (fields[inbound.Phone] is not { } phone || !PhoneNumber.TryParse(phone, out var number, out _))
            return null;
        var text = (fields[inbound.Text] ?? "").Normalize();
        var id = SmsGatewayAnswers.Id(fields, inbound.Id) ?? Fingerprint(number.Value, text, now);
        return new(SmsGatewayChannel.ChannelName, settings.Account, id, number.Value, IncomingKind.Message, now, text);
    }

    private static string Fingerprint(string number, string text, DateTimeOffset now)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{number}\n{text}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}:{now.Ticks / SameMessage.Ticks}");
    }
}
