using System.Collections.Concurrent;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Remembers what providers call a picture of ours: in the database for good, and in memory, since a campaign asks for the same
/// one with every message.
/// </summary>
public sealed class ProviderMediaStore(Database database, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Channel, string Account, string MediaId), Known> known = new();

    /// <summary>The provider's reference, or null when there is none or it has expired.</summary>
    public async Task<string?> FindAsync(string channel, string account, string mediaId, CancellationToken ct)
    {
        if (known.TryGetValue((channel, account, mediaId), out var remembered) && remembered.ExpiresAt > time.GetUtcNow())
            return remembered.Reference;
        return await ReadAsync(channel, account, mediaId, ct);
    }

    /// <summary>The same, past what this node remembers: for what another node may have changed since.</summary>
    public async Task<string?> ReadAsync(string channel, string account, string mediaId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var stored = await database.ReadAsync(
            session => session.FirstAsync<Known>(
                "SELECT reference, expires_at FROM provider_media WHERE channel = @channel AND account = @account AND media_id = @mediaId AND expires_at > @now",
                new { channel, account, mediaId, now },
                ct),
            ct);
        if (stored is not null)
            known[(channel, account, mediaId)] = stored;
        return stored?.Reference;
    }

    public async Task SaveAsync(string channel, string account, string mediaId, string reference, TimeSpan lifetime, CancellationToken ct)
    {
        var saved = new Known { Reference = reference, ExpiresAt = time.GetUtcNow() + lifetime };
        await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO provider_media (channel, account, media_id, reference, expires_at)
                VALUES (@channel, @account, @mediaId, @Reference, @ExpiresAt)
                ON CONFLICT (channel, account, media_id) DO UPDATE SET reference = excluded.reference, expires_at = excluded.expires_at
                """,
                new { channel, account, mediaId, saved.Reference, saved.ExpiresAt },
                ct),
            ct);
        known[(channel, account, mediaId)] = saved;
    }

    /// <summary>Forgets a reference the provider no longer knows.</summary>
    public Task ForgetAsync(string channel, string account, string mediaId, CancellationToken ct)
    {
        known.TryRemove((channel, account, mediaId), out _);
        return database.WriteAsync(
            session => session.ExecuteAsync(
                "DELETE FROM provider_media WHERE channel = @channel AND account = @account AND media_id = @mediaId",
                new { channel, account, mediaId },
                ct),
            ct);
    }

    private sealed class Known
    {
        public string Reference { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }
    }
}
