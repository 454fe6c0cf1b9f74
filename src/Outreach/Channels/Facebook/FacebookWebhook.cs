using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Facebook;

/// <summary>
/// What Meta reports of a page. One request may carry many events, in no promised order; whatever means nothing here is
/// acknowledged all the same, or Meta repeats it for 36 hours and then stops reporting (Messenger Platform, webhooks).
/// </summary>
internal static class FacebookWebhook
{
    /// <summary>A batch holds up to 1000 events.</summary>
    private const int LargestBatch = 1 << 20;

    private const int LongestChallenge = 200;

    /// <summary>Meta's handshake when the address is entered: our word, and its challenge to be repeated.</summary>
    public static Results<ContentHttpResult, NotFound, StatusCodeHttpResult> Verify(string account, HttpRequest request, IOptions<FacebookOptions> options)
    {
        var (settings, query) = (options.Value, request.Query);
        if (!settings.Enabled || account != settings.Account)
            return TypedResults.NotFound();
        if (query["hub.mode"] != "subscribe" || !WebhookBody.Matches(settings.VerifyToken!, query["hub.verify_token"]))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var challenge = query["hub.challenge"].ToString();
        if (challenge.Length is 0 or > LongestChallenge)
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(challenge, "text/plain");
    }

    public static async Task<Results<Ok, NotFound, BadRequest<string>, StatusCodeHttpResult>> ReceiveAsync(
        string account,
        HttpRequest request,
        IOptions<FacebookOptions> options,
        IncomingMessages inbox,
        Receipts receipts,
        MessengerWatermarks watermarks,
        TimeProvider time,
        CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.Enabled || account != settings.Account)
            return TypedResults.NotFound();
        if (await WebhookBody.ReadAsync(request, ct, LargestBatch) is not { } body)
            return WebhookBody.TooLarge;
        if (!FacebookSignature.IsGenuine(settings.AppSecret!, body, request.Headers[FacebookSignature.Header]))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (ProviderHttp.Parse(body, GraphJson.Default.GraphEnvelope) is not { } envelope)
            return TypedResults.BadRequest("The body is not an event in JSON.");

        // Another page of the same app, comments ("changes") and what another app answers ("standby") are not for us.
        foreach (var raw in (envelope.Entry ?? []).Where(entry => entry?.Id == settings.PageId).SelectMany(entry => entry.Messaging ?? []))
        {
            if (Read(raw) is not { } read)
                continue;
            var happened = new MessengerHappening(account, settings.PageId!, read, time.GetUtcNow());
            if (happened.Message() is { } message)
                await inbox.AcceptAsync(message, ct);
            else if (await ReceiptsAsync(happened, watermarks, account, ct) is { Count: > 0 } reported)
                await receipts.RecordAsync(reported, ct);
        }

        return TypedResults.Ok();
    }

    private static async Task<IReadOnlyList<Receipt>> ReceiptsAsync(MessengerHappening happened, MessengerWatermarks watermarks, string account, CancellationToken ct)
    {
        if (happened.Receipts() is { Count: > 0 } named)
            return named;
        return happened.Watermark() is var (psid, until, status)
            ? [.. (await watermarks.UndeliveredAsync(account, psid, until, ct)).Select(mid => happened.Receipt(mid, status, until))]
            : [];
    }

    /// <summary>Null when it has not the documented form; it is not sent in another one however often it is refused.</summary>
    private static MessengerEvent? Read(JsonElement raw)
    {
        try
        {
            return raw.Deserialize(GraphJson.Default.MessengerEvent);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
