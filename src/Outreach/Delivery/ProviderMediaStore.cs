using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Remembers what providers call a picture of ours.</summary>
public sealed class ProviderMediaStore(Database database, TimeProvider time)
{
    /// <summary>The provider's reference, or null when there is none or it has expired.</summary>
    public Task<string?> FindAsync(string channel, string account, string mediaId, CancellationToken ct) =>
        database.ReadAsync(
            session => session.FirstAsync<string>(
                "SELECT reference FROM provider_media WHERE channel = @channel AND account = @account AND media_id = @mediaId AND expires_at > @now",
                new { channel, account, mediaId, now = time.GetUtcNow() },
                ct),
            ct);

    public Task SaveAsync(string channel, string account, string mediaId, string reference, TimeSpan lifetime, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO provider_media (channel, account, media_id, reference, expires_at)
                VALUES (@channel, @account, @mediaId, @reference, @expiresAt)
                ON CONFLICT (channel, account, media_id) DO UPDATE SET reference = excluded.reference, expires_at = excluded.expires_at
                """,
                new { channel, account, mediaId, reference, expiresAt = time.GetUtcNow() + lifetime },
                ct),
            ct);

    /// <summary>Forgets a reference the provider no longer knows.</summary>
    public Task ForgetAsync(string channel, string account, string mediaId, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "DELETE FROM provider_media WHERE channel = @channel AND account = @account AND media_id = @mediaId",
                new { channel, account, mediaId },
                ct),
            ct);
}
