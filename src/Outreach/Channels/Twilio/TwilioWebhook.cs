using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Twilio;

/// <summary>Incoming SMS and receipts, both signed forms.</summary>
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
        var (form, refusal) = await ReadAsync(request, options.Value, service.Value.At(options.Value.WebhookPath), ct);
        if (form is null)
            return TypedResults.StatusCode(refusal);
        if (form.GetValueOrDefault("MessageSid") is not { Length: > 0 } sid || form.GetValueOrDefault("From") is not { Length: > 0 } sender)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);

        // Twilio itself has acted on STOP, START and HELP, has answered them, and says so.
        IncomingKind? kind = form.GetValueOrDefault("OptOutType") switch
        {
            "STOP" => IncomingKind.Refused,
            "START" => IncomingKind.Agreed,
            "HELP" => null,
            _ => IncomingKind.Message,
        };
        if (kind is { } known)
            await inbox.AcceptAsync(new(TwilioChannel.ChannelName, account, sid, sender, known, time.GetUtcNow(), form.GetValueOrDefault("Body", "").Normalize()), ct);
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
        var (form, refusal) = await ReadAsync(request, options.Value, service.Value.At(options.Value.WebhookPath + "/status"), ct);
        if (form is null)
            return TypedResults.StatusCode(refusal);
        if (form.GetValueOrDefault("MessageSid") is not { Length: > 0 } sid || form.GetValueOrDefault("MessageStatus") is not { Length: > 0 } status)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);

        // The steps before tell nothing that our own table does not.
        if (TwilioStatus.Read(status) is not { } reached)
            return TypedResults.NoContent();

        var messageId = Guid.TryParse(request.Query["m"], out var ours) ? ours : (Guid?)null;
        var reason = reached == ReceiptStatus.Failed ? Reason(form, status) : null;
        await receipts.RecordAsync(
            [new(TwilioChannel.ChannelName, account, $"{sid}:{status}", sid, reached, time.GetUtcNow(), messageId, reason)], ct);
        return TypedResults.NoContent();
    }

    private static string Reason(Dictionary<string, string> form, string status) =>
        form.GetValueOrDefault("ErrorCode") is { Length: > 0 } code ? $"{code} {form.GetValueOrDefault("ErrorMessage", status)}" : status;

    /// <summary>
    /// The fields of a form that Twilio has signed, or the status to refuse it with. What is signed is the public address,
    /// not the one a proxy in between shows us.
    /// </summary>
    private static async Task<(Dictionary<string, string>? Form, int Refusal)> ReadAsync(
        HttpRequest request, TwilioOptions settings, string url, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return (null, StatusCodes.Status403Forbidden);
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return (null, StatusCodes.Status413PayloadTooLarge);

        Dictionary<string, string> form;
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            form = reader.ReadForm().ToDictionary(field => field.Key, field => field.Value.ToString());
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        var signature = request.Headers["X-Twilio-Signature"].ToString();
        return new[] { settings.AuthToken, settings.SecondaryAuthToken }.Any(
            token => !string.IsNullOrEmpty(token) && TwilioSignature.IsGenuine(token, url + request.QueryString, form, signature))
            ? (form, 0)
            : (null, StatusCodes.Status403Forbidden);
    }
}
