using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Outreach.Delivery;

namespace Outreach.Channels.SmsGateway;

/// <param name="Value">Null where requests need no token.</param>
/// <param name="Session">A random name the token was fetched under; FPT ties the token to it.</param>
internal sealed record SmsGatewayTicket(string? Value, string Session, DateTimeOffset GoodUntil);

/// <summary>The token of client credentials, kept in memory until shortly before it ends. Each node has its own.</summary>
internal sealed class SmsGatewayToken(SmsGatewayClient client, SmsGatewayOptions settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Where the gateway does not say.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(5);

    private static readonly SmsGatewayTicket None = new(null, "", DateTimeOffset.MaxValue);

    private readonly SemaphoreSlim gate = new(1);
    private SmsGatewayTicket? current;

    public void Dispose() => gate.Dispose();

    /// <summary>A token that is good, or why there is none; in that case nothing of a message has left.</summary>
    public async Task<(SmsGatewayTicket? Ticket, SendOutcome? Problem)> GetAsync(CancellationToken ct)
    {
        if (settings.Auth.Kind != AuthKind.OAuth2)
            return (None, null);
        if (IsGood(current))
            return (current, null);
        await gate.WaitAsync(ct);
        try
        {
            if (IsGood(current))
                return (current, null);
            var (fetched, problem) = await FetchAsync(ct);
            current = fetched;
            return (fetched, problem);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The gateway does not take it any more.</summary>
    public void Drop(SmsGatewayTicket ticket) => Interlocked.CompareExchange(ref current, null, ticket);

    private bool IsGood(SmsGatewayTicket? ticket) => ticket is not null && time.GetUtcNow() < ticket.GoodUntil;

    private async Task<(SmsGatewayTicket? Ticket, SendOutcome? Problem)> FetchAsync(CancellationToken ct)
    {
        var session = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return await client.TokenAsync(session, ct) switch
        {
            Exchange<SmsGatewayAnswer>.Answered { Body.Fields: { } fields } when fields[settings.Auth.TokenField] is { } token =>
                (new SmsGatewayTicket(token, session, time.GetUtcNow() + Life(fields)), null),
            Exchange<SmsGatewayAnswer>.Answered { Status: HttpStatusCode.TooManyRequests } answered =>
                (null, new SendOutcome.Postponed("HTTP 429 for the token", answered.RetryAfter, PostponedFor.Pace)),
            Exchange<SmsGatewayAnswer>.Answered { Body.Fields: not null } answered when (int)answered.Status < 500 =>
                (null, new SendOutcome.Misconfigured($"{SmsGatewayOptions.Section}: HTTP {(int)answered.Status} instead of a token")),
            Exchange<SmsGatewayAnswer>.Answered answered => (null, new SendOutcome.Postponed($"HTTP {(int)answered.Status} for the token", answered.RetryAfter)),
            Exchange<SmsGatewayAnswer>.NotSent notSent => (null, new SendOutcome.Postponed(notSent.Reason)),
            Exchange<SmsGatewayAnswer>.NoAnswer noAnswer => (null, new SendOutcome.Postponed($"no token: {noAnswer.Reason}")),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private TimeSpan Life(SmsFields fields)
    {
        var named = double.TryParse(fields[settings.Auth.ExpiresField], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);
        var life = named ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) : ShortLife;
        return life > 2 * Margin ? life - Margin : life / 2;
    }
}
