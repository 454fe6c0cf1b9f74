using System.Net;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Connector;
using Outreach.Delivery;

namespace Outreach.Channels.BotFramework;

/// <summary>
/// Our token for the connector, asked for when the first message leaves and used until five minutes before its end. Each node
/// has its own: the login service gives as many as are asked for.
/// </summary>
internal sealed class BotToken(IHttpClientFactory clients, IOptions<BotFrameworkOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly BotFrameworkOptions settings = options.Value;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private Held? current;

    /// <summary>A token, or why there is none; then nothing of the message has left.</summary>
    /// <param name="refused">A token the connector did not take: it is not given again.</param>
    public async Task<(string? Token, SendOutcome? Problem)> GetAsync(string? refused, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (current is { } held && held.Token != refused && time.GetUtcNow() < held.Until)
                return (held.Token, null);
            current = null;
            using var request = ConnectorRequests.Token(settings.TokenUrl, settings.AppId!, settings.AppSecret!, settings.Scope);
            using var http = clients.CreateClient(BotFrameworkChannel.ChannelName);
            var exchange = await http.ExchangeAsync(request, ConnectorJson.Default.TokenAnswer, settings.Timeout, time, ct);
            return Read(exchange);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Whatever became of this request, the message itself is still here: it can wait.</summary>
    private (string? Token, SendOutcome? Problem) Read(Exchange<TokenAnswer> exchange)
    {
        switch (exchange)
        {
            case Exchange<TokenAnswer>.Answered { Status: HttpStatusCode.OK, Body: { AccessToken: { Length: > 0 } token } body }:
                var life = TimeSpan.FromSeconds(Math.Clamp(body.ExpiresIn ?? 0, 0, 86_400));
                current = new Held(token, time.GetUtcNow() + (life > 2 * Margin ? life - Margin : life / 2));
                return (token, null);
            case Exchange<TokenAnswer>.Answered { Body.Error: { Length: > 0 } error, Status: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized }:
                return (null, new SendOutcome.Misconfigured($"{BotFrameworkOptions.Section}:{nameof(BotFrameworkOptions.AppSecret)} is refused by the login service: {error}"));
            case Exchange<TokenAnswer>.Answered answered:
                return (null, new SendOutcome.Postponed($"no token: HTTP {(int)answered.Status}", answered.RetryAfter));
            case Exchange<TokenAnswer>.NotSent notSent:
                return (null, new SendOutcome.Postponed($"no token: {notSent.Reason}"));
            default:
                return (null, new SendOutcome.Postponed("no token: the login service did not answer"));
        }
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}
