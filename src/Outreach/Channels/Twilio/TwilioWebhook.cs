using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Twilio;

/// <summary>Incoming SMS and receipts, both signed.</summary>
internal static class TwilioWebhook
{
    /// <summary>Answers an incoming SMS with nothing; replies leave through the outbox like everything else.</summary>
    private const string NoReply = """<?xml version="1.0" encoding="UTF-8"?><Response/>""";

    public static async Task<Results<ContentHttpResult, NotFound, StatusCodeHttpResult>> ReceiveAsync(
        string account,
        HttpRequest request,
        IOptions<TwilioOptions> options,
        IOptions<ServiceOptions> service,
        IncomingMessages inbox,
        TimeProvider time,
        CancellationToken ct)
    {
        if (!options.Value.Enabled || account != options.Value.Account)
            return TypedResults.NotFound();
        var (callback, refusal) = await TwilioCallback.ReadAsync(request, options.Value, service.Value.At(options.Value.WebhookPath), ct);
        if (callback is null)
            return TypedResults.StatusCode(refusal);
        if (callback.MessageSid is not { } sid || callback["From"] is not { } sender)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);

        // Twilio itself has acted on STOP, START and HELP, has answered them, and says so.
        IncomingKind? kind = callback["OptOutType"] switch
        {
            "STOP" => IncomingKind.Refused,
            "START" => IncomingKind.Agreed,
            "HELP" => null,
            _ => IncomingKind.Message,
        };
        if (kind is { } known)
        {
            var text = Composed(callback["Body"] ?? "");
            await inbox.AcceptAsync(new(TwilioChannel.ChannelName, account, sid, sender, known, time.GetUtcNow(), text) { Details = callback.Details() }, ct);
        }

        return TypedResults.Content(NoReply, "text/xml", Encoding.UTF8);
    }

    public static async Task<Results<NoContent, NotFound, StatusCodeHttpResult>> ReceiveStatusAsync(
        string account,
        HttpRequest request,
        IOptions<TwilioOptions> options,
        IOptions<ServiceOptions> service,
        Receipts receipts,
        TimeProvider time,
        CancellationToken ct)
    {
        if (!options.Value.Enabled || account != options.Value.Account)
            return TypedResults.NotFound();
        var (callback, refusal) = await TwilioCallback.ReadAsync(request, options.Value, service.Value.At(options.Value.WebhookPath + "/status"), ct);
        if (callback is null)
            return TypedResults.StatusCode(refusal);
        if (callback.MessageSid is not { } sid || callback["MessageStatus"] is not { } status)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);

        // The steps before tell nothing that our own table does not.
        if (TwilioStatus.Read(status) is not { } reached)
            return TypedResults.NoContent();

        var messageId = Guid.TryParse(request.Query["m"], out var ours) ? ours : (Guid?)null;
        var reason = reached == ReceiptStatus.Failed ? callback.FailureReason(status).Replace("\0", "", StringComparison.Ordinal) : null;
        await receipts.RecordAsync(
            [new(TwilioChannel.ChannelName, account, $"{sid}:{status}", sid, reached, time.GetUtcNow(), messageId, reason)], ct);
        return TypedResults.NoContent();
    }

    /// <summary>One code per letter, as everything here has it; half a pair of codes and U+FFFE are no letters and cannot be composed.</summary>
    private static string Composed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD').Normalize();
}
