using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// What providers last said of how much may still be sent. Every answer may say it, so a note only goes to memory; the latest
/// of each kind is written every few seconds, and once more when the service stops.
/// </summary>
public sealed partial class ProviderQuotas(Database database, TimeProvider time, ILogger<ProviderQuotas> logger) : BackgroundService
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Channel, string Account, string Kind), Seen> unwritten = new();

    /// <param name="kind">The provider's own name for it.</param>
    /// <param name="remaining">Null where the provider did not say; what it said before then stays. The same for the others.</param>
    public void Note(string channel, string account, string kind, long? remaining, long? total, DateTimeOffset? expiresAt = null)
    {
        if (remaining is null && total is null && expiresAt is null)
            return;
        var seen = new Seen(remaining, total, expiresAt, time.GetUtcNow());
        unwritten.AddOrUpdate((channel, account, kind), seen, (_, before) => seen.Over(before));
    }

    /// <summary>What is known of an account, by kind.</summary>
    public Task<IReadOnlyList<ProviderQuota>> ReadAsync(string channel, string account, CancellationToken ct) =>
        database.ReadAsync(
            session => session.QueryAsync<ProviderQuota>(
                "SELECT * FROM provider_quotas WHERE channel = @channel AND account = @account ORDER BY kind", new { channel, account }, ct),
            ct);

    /// <summary>Writes what was noted since the last time.</summary>
    internal async Task FlushAsync(CancellationToken ct)
    {
        foreach (var (channel, account, kind) in unwritten.Keys)
        {
            if (!unwritten.TryRemove((channel, account, kind), out var seen))
                continue;
            try
            {
                await database.WriteInBackgroundAsync(session => WriteAsync(session, channel, account, kind, seen, ct), ct);
            }
            catch
            {
                unwritten.AddOrUpdate((channel, account, kind), seen, (_, newer) => newer.Over(seen));
                throw;
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryFlushAsync();
    }

    // Not cancelled: it is one short write, and the last one of a stop is wanted.
    private async Task TryFlushAsync()
    {
        try
        {
            await FlushAsync(CancellationToken.None);
        }
        catch (DbException e)
        {
            LogNotWritten(e);
        }
    }

    /// <summary>Of two nodes' notes the later one stands.</summary>
    private static Task<int> WriteAsync(DbSession session, string channel, string account, string kind, Seen seen, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO provider_quotas (channel, account, kind, remaining, total, expires_at, seen_at)
            VALUES (@channel, @account, @kind, @Remaining, @Total, @expiresAt, @At)
            ON CONFLICT (channel, account, kind) DO UPDATE
            SET remaining = COALESCE(excluded.remaining, provider_quotas.remaining), total = COALESCE(excluded.total, provider_quotas.total),
                expires_at = COALESCE(excluded.expires_at, provider_quotas.expires_at), seen_at = excluded.seen_at
            WHERE provider_quotas.seen_at <= excluded.seen_at
            """,
            new { channel, account, kind, seen.Remaining, seen.Total, expiresAt = seen.ExpiresAt?.ToUnixTimeMilliseconds(), seen.At },
            ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the providers said of their quotas could not be written; it is tried again")]
    private partial void LogNotWritten(Exception exception);

    private sealed record Seen(long? Remaining, long? Total, DateTimeOffset? ExpiresAt, DateTimeOffset At)
    {
        public Seen Over(Seen before) =>
            this with { Remaining = Remaining ?? before.Remaining, Total = Total ?? before.Total, ExpiresAt = ExpiresAt ?? before.ExpiresAt };
    }
}
