using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Webhook;

/// <summary>Takes in signed events of configured systems. An event id is taken once, so that a sender may repeat until it has our answer.</summary>
internal static class WebhookReceiver
{
    /// <summary>How far the sender's clock, and the way, may be off; the convention's reference libraries allow as much.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LongestId = 100;

    /// <param name="endpoint">The name of the system; its secret proves the event.</param>
    public static async Task<Results<JsonHttpResult<WebhookTaken>, JsonHttpResult<WebhookProblem>, NotFound, StatusCodeHttpResult>> ReceiveAsync(
        string endpoint,
        HttpRequest request,
        IOptions<WebhookOptions> options,
        IncomingMessages inbox,
        Receipts receipts,
        WebhookMessages messages,
        TimeProvider time,
        CancellationToken ct)
    {
        if (options.Value.Find(endpoint) is not { } system)
            return TypedResults.NotFound();
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return WebhookBody.TooLarge;

        var (id, now) = (request.Headers[WebhookSignature.IdHeader].ToString(), time.GetUtcNow());
        if (Forgery(system, request.Headers, id, body, now) is { } forged)
            return Problem(forged, StatusCodes.Status401Unauthorized);

        var source = new Source(endpoint.ToLowerInvariant(), options.Value.Account, id);
        switch (WebhookReader.Read(body, now))
        {
            case WebhookEvent.Said said:
                return Taken(id, await inbox.AcceptAsync(source.Message(said), ct));
            case WebhookEvent.Reported reported:
                var isTheirs = await messages.WentToAsync(source.Endpoint, reported.MessageId, ct);
                return Taken(id, await receipts.RecordAsync([source.Receipt(reported, isTheirs)], ct) > 0);
            case WebhookEvent.Wrong wrong:
                return Problem(wrong.Problem, StatusCodes.Status400BadRequest);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Why the event is not taken for the system's own, or null. The time is told only to who knows the secret.</summary>
    private static WebhookProblem? Forgery(WebhookEndpoint system, IHeaderDictionary headers, string id, byte[] body, DateTimeOffset now)
    {
        var timestamp = headers[WebhookSignature.TimestampHeader].ToString();

        // No full stop: it separates what is signed, and would let parts of it change places.
        if (id.Length is 0 or > LongestId || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or ':')))
            return new(WebhookSignature.IdHeader, $"must be 1 to {LongestId} letters, digits, '-', '_' and ':'");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return new(WebhookSignature.TimestampHeader, "must be Unix seconds");
        if (!WebhookSignature.IsGenuine(system.Keys, id, timestamp, body, headers[WebhookSignature.SignatureHeader].ToString()))
            return new(WebhookSignature.SignatureHeader, "does not match");
        return Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds
            ? new(WebhookSignature.TimestampHeader, $"is more than {Tolerance.TotalMinutes} minutes from now; sign every attempt anew")
            : null;
    }

    private static JsonHttpResult<WebhookTaken> Taken(string id, bool stored) => TypedResults.Json(new WebhookTaken(id, stored), WebhookJson.Default.WebhookTaken);

    private static JsonHttpResult<WebhookProblem> Problem(WebhookProblem problem, int status) =>
        TypedResults.Json(problem, WebhookJson.Default.WebhookProblem, statusCode: status);

    /// <summary>Which system an event is of: two may use the same ids for events and people.</summary>
    private sealed record Source(string Endpoint, string Account, string EventId)
    {
        public IncomingMessage Message(WebhookEvent.Said said) =>
            new(WebhookChannel.ChannelName, Account, Unique, new WebhookAddress(Endpoint, said.From).ToString(), said.Kind, said.At, said.Text, said.Name)
            {
                Details = said.Details,
            };

        /// <param name="isTheirs">The message went to that system; what is said of another's is kept and changes nothing.</param>
        public Receipt Receipt(WebhookEvent.Reported reported, bool isTheirs) =>
            new(
                WebhookChannel.ChannelName,
                Account,
                Unique,
                WebhookChannel.ProviderId(Endpoint, reported.MessageId),
                reported.Status,
                reported.At,
                isTheirs ? reported.MessageId : null,
                reported.Reason);

        private string Unique => $"{Endpoint}:{EventId}";
    }
}
