using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>An access token, or why there is none. A closed set.</summary>
internal abstract record ZaloAccess
{
    private ZaloAccess()
    {
    }

    internal sealed record Granted(TokenPair Pair) : ZaloAccess;

    internal sealed record Denied(SendOutcome Outcome) : ZaloAccess;
}

/// <summary>
/// Keeps the account's access token fresh. Zalo's refresh token dies when it is used and the next one comes in the same
/// answer; so only one renewal runs at a time, it is never cancelled half-way, and the new pair is stored before it is used.
/// </summary>
public sealed partial class ZaloToken(
    ProviderTokenStore store, IHttpClientFactory clients, IOptions<ZaloOptions> options, TimeProvider time, ILogger<ZaloToken> logger)
{
    /// <summary>Zalo's "too many requests"; every other error of the token endpoint is final.</summary>
    private const int RateLimited = -32;

    /// <summary>A refused refresh token is not tried again for a while: a person has to consent anew.</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly ZaloOptions settings = options.Value;
    private Task<ZaloAccess>? renewal;
    private volatile TokenPair? current;
    private (ZaloAccess.Denied Answer, DateTimeOffset Until)? refusal;

    /// <summary>The token to use now, renewed if it has passed 80 % of its life.</summary>
    internal Task<ZaloAccess> CurrentAsync(CancellationToken ct) =>
        current is { } pair && pair.ExpiresAt > time.GetUtcNow()
            ? Task.FromResult<ZaloAccess>(new ZaloAccess.Granted(pair))
            : RenewAsync(current, ct);

    /// <summary>A pair newer than one that Zalo refused or that has expired; whoever asks meanwhile shares the answer.</summary>
    internal Task<ZaloAccess> RenewAsync(TokenPair? stale, CancellationToken ct)
    {
        lock (gate)
        {
            if (current is { } pair && pair.Version > stale?.Version)
                return Task.FromResult<ZaloAccess>(new ZaloAccess.Granted(pair));
            renewal ??= RenewOnceAsync(stale?.Version ?? -1);
            return renewal.WaitAsync(ct);
        }
    }

    private async Task<ZaloAccess> RenewOnceAsync(int stale)
    {
        // Leaves the lock of the caller before anything can complete.
        await Task.Yield();
        try
        {
            return await RenewStoredAsync(stale);
        }
        finally
        {
            lock (gate)
                renewal = null;
        }
    }

    // Nothing here takes the caller's cancellation token: a renewal given up half-way burns the refresh token.
    private async Task<ZaloAccess> RenewStoredAsync(int stale)
    {
        var stored = await store.FindAsync(ZaloChannel.ChannelName, settings.Account, CancellationToken.None);
        if (stored is not null && stored.Version > stale && stored.ExpiresAt > time.GetUtcNow())
            return Use(stored);
        if (refusal is { } earlier && earlier.Until > time.GetUtcNow())
            return earlier.Answer;

        var version = stored?.Version ?? 0;
        var access = await AskAsync(stored?.RefreshToken ?? settings.RefreshToken!, version);

        // The administrator has consented anew: the configured token is then younger than the stored one.
        if (IsRefusal(access) && stored is not null && stored.RefreshToken != settings.RefreshToken)
            access = await AskAsync(settings.RefreshToken!, version);
        if (access is ZaloAccess.Denied denied && IsRefusal(access))
            refusal = (denied, time.GetUtcNow() + PauseAfterRefusal);
        return access;
    }

    private async Task<ZaloAccess> AskAsync(string refreshToken, int version)
    {
        // A lost answer may have burned the token, or not; asking a second time with the same one tells (Zalo's OAuth has no look-up).
        var exchange = await PostAsync(refreshToken);
        if (exchange is Exchange<ZaloGrant>.NoAnswer)
            exchange = await PostAsync(refreshToken);
        return exchange switch
        {
            Exchange<ZaloGrant>.Answered { Body: { AccessToken.Length: > 0, RefreshToken.Length: > 0 } grant } => await KeepAsync(grant, version),
            Exchange<ZaloGrant>.Answered { Body: { Error: not (null or RateLimited) } error } => Refused(error),
            Exchange<ZaloGrant>.Answered { Body.Error: RateLimited } or Exchange<ZaloGrant>.Answered { Status: HttpStatusCode.TooManyRequests } =>
                Later("too many requests", PostponedFor.Pace),
            Exchange<ZaloGrant>.Answered answered => Later($"HTTP {(int)answered.Status}"),
            Exchange<ZaloGrant>.NotSent notSent => Later(notSent.Reason),
            Exchange<ZaloGrant>.NoAnswer noAnswer => Later(noAnswer.Reason),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<Exchange<ZaloGrant>> PostAsync(string refreshToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ProviderOptions.Below(settings.OAuthUrl, "/v4/oa/access_token"));
        request.Headers.Add("secret_key", settings.AppSecret);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["refresh_token"] = refreshToken,
            ["app_id"] = settings.AppId!,
            ["grant_type"] = "refresh_token",
        });
        using var http = clients.CreateClient(ZaloChannel.ChannelName);
        return await http.ExchangeAsync(request, ZaloJson.Default.ZaloGrant, settings.Timeout, time, CancellationToken.None);
    }

    private async Task<ZaloAccess> KeepAsync(ZaloGrant grant, int version)
    {
        // Counted as expired at 80 % of its life, so that none is on the wire when it ends. 90000 s (25 h) is what Zalo documents.
        var life = TimeSpan.FromSeconds(grant.ExpiresIn > 0 ? grant.ExpiresIn : 90000);
        var next = new TokenPair(grant.AccessToken!, grant.RefreshToken!, time.GetUtcNow() + (life * 0.8), version + 1);
        if (!await store.ReplaceAsync(ZaloChannel.ChannelName, settings.Account, next, CancellationToken.None)
            && await store.FindAsync(ZaloChannel.ChannelName, settings.Account, CancellationToken.None) is { } theirs)
            next = theirs;
        LogRenewed(settings.Account, next.Version, next.ExpiresAt);
        return Use(next);
    }

    private ZaloAccess.Granted Use(TokenPair pair)
    {
        current = pair;
        return new(pair);
    }

    private ZaloAccess.Denied Refused(ZaloGrant error)
    {
        var reason = $"{error.Error} {error.ErrorName ?? error.Message} {error.ErrorDescription}".TrimEnd();
        LogRefused(settings.Account, reason);
        return new(new SendOutcome.Misconfigured(
            $"Zalo refused to renew the access token ({reason}). Let the OA's administrator consent again and set {ZaloOptions.Section}:{nameof(ZaloOptions.RefreshToken)}."));
    }

    private static ZaloAccess.Denied Later(string reason, PostponedFor whom = PostponedFor.Failure) =>
        new(new SendOutcome.Postponed("The access token could not be renewed: " + reason, For: whom));

    private static bool IsRefusal(ZaloAccess access) => access is ZaloAccess.Denied { Outcome: SendOutcome.Misconfigured };

    [LoggerMessage(Level = LogLevel.Information, Message = "Renewed the access token of Zalo account {Account}: version {Version}, to be renewed at {RenewAt}")]
    private partial void LogRenewed(string account, int version, DateTimeOffset renewAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Zalo refused to renew the access token of account {Account}: {Reason}")]
    private partial void LogRefused(string account, string reason);
}
