using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Webhook;

/// <summary>
/// Posts signed messages to configured systems. Every attempt of a round carries the same id and the receiver leaves aside what it knows
/// (it must, by the published schema), so a lost answer is followed by another attempt and never leaves doubt. The status
/// alone tells how it went, as in Standard Webhooks: 2xx is taken, whatever the body.
/// </summary>
public sealed class WebhookChannel(IHttpClientFactory clients, IOptions<WebhookOptions> options, IOptions<ServiceOptions> service, TimeProvider time) : IChannel
{
    internal const string ChannelName = "webhook";

    /// <summary>How long a system that answered 410 is left alone; then one message asks again whether it means it.</summary>
    private static readonly TimeSpan GoneFor = TimeSpan.FromHours(1);

    /// <summary>While one system of several is set up wrongly, its own messages wait; the others' go on.</summary>
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(1);

    private readonly WebhookOptions settings = options.Value;
    private readonly ConcurrentDictionary<string, DateTimeOffset> goneUntil = new();

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public ChannelLimits Limits { get; } =
        new(TextLength: 20_000, CaptionLength: 20_000, Buttons: 50, options.Value.MessagesPerSecond, options.Value.Concurrency, options.Value.Price, options.Value.ReportsDelivery)
        {
            Pictures = 20,
            Cards = 20,
            Files = true,
            Formats = true,
            AsksForContact = true,
        };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        var address = WebhookAddress.Read(message.Address);
        if (settings.Find(address.Endpoint) is not { Url: { } url } endpoint)
            return new SendOutcome.Rejected("no_endpoint", $"{WebhookOptions.Section}:Endpoints:{address.Endpoint} has no address");
        if (service.Value.PublicUrl is null && WebhookComposer.NeedsMedia(message.Content))
            return new SendOutcome.Misconfigured($"{ServiceOptions.Section}:{nameof(ServiceOptions.PublicUrl)} is not set, so nobody could fetch the pictures.");
        if (goneUntil.TryGetValue(address.Endpoint, out var until) && time.GetUtcNow() < until)
            return Gone(address);

        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = Sign(endpoint, message, address, out var headers) };
        foreach (var (header, value) in headers)
            request.Headers.TryAddWithoutValidation(header, value);
        using var http = clients.CreateClient(Name);
        var exchange = await http.ExchangeAsync(request, WebhookJson.Default.WebhookAnswer, settings.Timeout, time, ct);
        return exchange switch
        {
            Exchange<WebhookAnswer>.Answered answered => Read(answered, message, address),
            Exchange<WebhookAnswer>.NoAnswer lost => Later(lost.Reason, null, PostponedFor.Failure),
            Exchange<WebhookAnswer>.NotSent unsent => Later(unsent.Reason, null, PostponedFor.Failure),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private ByteArrayContent Sign(WebhookEndpoint endpoint, OutgoingMessage message, WebhookAddress address, out (string, string)[] headers)
    {
        var now = time.GetUtcNow();
        var written = new WebhookComposer(mediaId => service.Value.At("/media/" + mediaId)).Compose(message, address, now);
        var body = JsonSerializer.SerializeToUtf8Bytes(written, WebhookJson.Default.WebhookMessage);
        var (id, timestamp) = (message.RequestId.ToString(), now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        headers =
        [
            (WebhookSignature.IdHeader, id),
            (WebhookSignature.TimestampHeader, timestamp),
            (WebhookSignature.SignatureHeader, WebhookSignature.Sign(endpoint.Keys, id, timestamp, body)),
        ];
        return new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
    }

    private SendOutcome Read(Exchange<WebhookAnswer>.Answered answered, OutgoingMessage message, WebhookAddress address)
    {
        var status = (int)answered.Status;
        var words = $"HTTP {status} {Short(answered.Body?.Error)}".TrimEnd();
        switch (status)
        {
            case >= 200 and < 300:
                return new SendOutcome.Accepted(ProviderId(address.Endpoint, message.RequestId));
            case 410:
                goneUntil[address.Endpoint] = time.GetUtcNow() + GoneFor;
                return Gone(address);
            case 401 or 403 when !IsOneOfMany:
                return new SendOutcome.Misconfigured($"{address.Endpoint} refuses our signature: {words}");
            case 401 or 403:
                return new SendOutcome.Postponed($"{address.Endpoint} refuses our signature: {words}", RefusedPause, PostponedFor.Recipient);
            case 429:
                return Later(words, answered.RetryAfter, PostponedFor.Pace);
            case 408 or 425 or (>= 300 and < 400) or >= 500:
                return Later(words, answered.RetryAfter, PostponedFor.Failure);
            default:
                return new SendOutcome.Rejected(status.ToString(CultureInfo.InvariantCulture), words);
        }
    }

    /// <summary>What a receipt of that system names; another system cannot, so it cannot speak for this one.</summary>
    internal static string ProviderId(string endpoint, Guid requestId) => $"{endpoint}:{requestId}";

    private bool IsOneOfMany => settings.Endpoints.Count > 1;

    /// <summary>Where there are several systems, the trouble of one concerns its own recipients and not the account.</summary>
    private SendOutcome.Postponed Later(string reason, TimeSpan? retryAfter, PostponedFor whom) =>
        new(reason, retryAfter, IsOneOfMany ? PostponedFor.Recipient : whom);

    private static SendOutcome.Rejected Gone(WebhookAddress address) => new("410", $"{address.Endpoint} takes no more messages");

    private static string? Short(string? words) => words is { Length: > 200 } ? words[..200] : words;
}
