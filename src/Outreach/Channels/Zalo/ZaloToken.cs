using System.Data.Common;
using System.Security.Cryptography;
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

    public static Denied Later(string reason, PostponedFor whom = PostponedFor.Failure) =>
        new(new SendOutcome.Postponed("The access token could not be renewed: " + reason, For: whom));
}

/// <summary>
/// Keeps the account's access token fresh. Zalo's refresh token dies when it is used and the next one comes in the same
/// answer; so of all nodes one renews at a time, under a lease in the database, a renewal is never cancelled half-way, and the
/// new pair is stored before it is used. A node that dies between answer and storing takes the pair with it: when its lease is
/// over the next one asks once more with the stored token, then with the configured one, then for an administrator.
/// </summary>
public sealed partial class ZaloToken(
    ProviderTokenStore store, IHttpClientFactory clients, IOptions<ZaloOptions> options, TimeProvider time, ILogger<ZaloToken> logger)
{
    /// <summary>A refused refresh token is not tried again for a while: a person has to consent anew.</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMinutes(10);

    /// <summary>How often the row is read while another node renews.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly ZaloOptions settings = options.Value;
    private readonly ZaloGrants grants = new(clients, options.Value, time);
    private readonly string holder = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private Task<ZaloAccess>? renewal;
    private volatile TokenPair? current;
    private TokenPair? unstored;
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

    /// <summary>Two questions with each of two tokens, and time to store the answer.</summary>
    private TimeSpan Lease => (settings.Timeout * 4) + TimeSpan.FromSeconds(10);

    private async Task<ZaloAccess> RenewOnceAsync(int stale)
    {
        // Leaves the lock of the caller before anything can complete.
        await Task.Yield();
        try
        {
            return await RenewStoredAsync(stale);
        }
        catch (DbException e)
        {
            LogNotStored(e, settings.Account);
            return ZaloAccess.Later("the database did not answer");
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
        while (true)
        {
            if (unstored is { } kept)
                return await StoreAsync(kept);
            var stored = await store.FindAsync(ZaloChannel.ChannelName, settings.Account, CancellationToken.None);
            if (stored is not null && stored.Version > stale && stored.ExpiresAt > time.GetUtcNow())
                return Use(stored);
            if (refusal is { } earlier && earlier.Until > time.GetUtcNow())
                return earlier.Answer;

            var turn = await store.BeginAsync(
                ZaloChannel.ChannelName, settings.Account, holder, stored?.Version ?? 0, time.GetUtcNow(), Lease, CancellationToken.None);
            if (turn.Mine)
                return await RotateAsync(stored, turn.Abandoned);
            await Task.Delay(Glance, time, CancellationToken.None);
        }
    }

    private async Task<ZaloAccess> RotateAsync(TokenPair? stored, bool abandoned)
    {
        if (abandoned)
            LogAbandoned(settings.Account);
        var version = (stored?.Version ?? 0) + 1;
        var (grant, denied) = await grants.AskAsync(stored?.RefreshToken ?? settings.RefreshToken!, version, abandoned);

        // The administrator has consented anew: the configured token is then younger than the stored one.
        if (IsRefusal(denied) && stored is not null && stored.RefreshToken != settings.RefreshToken)
            (grant, denied) = await grants.AskAsync(settings.RefreshToken!, version, abandoned);
        if (grant is not null)
            return await StoreAsync(grant);

        if (IsRefusal(denied))
        {
            refusal = (denied!, time.GetUtcNow() + PauseAfterRefusal);
            LogRefused(settings.Account, ((SendOutcome.Misconfigured)denied!.Outcome).Reason);
        }

        await store.EndAsync(ZaloChannel.ChannelName, settings.Account, holder, CancellationToken.None);
        return denied!;
    }

    /// <summary>While it cannot be stored the pair is kept here, and storing is tried again before anything else.</summary>
    private async Task<ZaloAccess> StoreAsync(TokenPair next)
    {
        unstored = next;
        if (!await store.ReplaceAsync(ZaloChannel.ChannelName, settings.Account, next, CancellationToken.None)
            && await store.FindAsync(ZaloChannel.ChannelName, settings.Account, CancellationToken.None) is { } theirs)
            next = theirs;
        unstored = null;
        LogRenewed(settings.Account, next.Version, next.ExpiresAt);
        return Use(next);
    }

    private ZaloAccess.Granted Use(TokenPair pair)
    {
        current = pair;
        return new(pair);
    }

    private static bool IsRefusal(ZaloAccess.Denied? access) => access?.Outcome is SendOutcome.Misconfigured;

    [LoggerMessage(Level = LogLevel.Information, Message = "Renewed the access token of Zalo account {Account}: version {Version}, to be renewed at {RenewAt}")]
    private partial void LogRenewed(string account, int version, DateTimeOffset renewAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An earlier renewal of the access token of Zalo account {Account} was never ended; it is tried once more with the same refresh token")]
    private partial void LogAbandoned(string account);

    [LoggerMessage(Level = LogLevel.Error, Message = "Zalo account {Account} has no access token: {Reason}")]
    private partial void LogRefused(string account, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The access token of Zalo account {Account} could not be read or stored; it is tried again")]
    private partial void LogNotStored(Exception exception, string account);
}
