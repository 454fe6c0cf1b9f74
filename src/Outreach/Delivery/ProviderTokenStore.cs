using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>A pair of rotating tokens in the clear; never logged.</summary>
/// <param name="Version">Grows with each rotation; 0 for the pair given by configuration.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt, int Version)
{
    public override string ToString() => $"token pair v{Version}";
}

/// <summary>Keeps rotating tokens, encrypted. A refresh token dies when it is used, so a new pair is stored before it is used.</summary>
public sealed class ProviderTokenStore(Database database, FieldCipher cipher)
{
    public async Task<TokenPair?> FindAsync(string channel, string account, CancellationToken ct)
    {
        var row = await database.ReadAsync(
            session => session.FirstAsync<Row>(
                "SELECT access_token, refresh_token, expires_at, version FROM provider_tokens WHERE channel = @channel AND account = @account",
                new { channel, account },
                ct),
            ct);
        return row is null ? null : new TokenPair(cipher.Reveal(row.AccessToken), cipher.Reveal(row.RefreshToken), row.ExpiresAt, row.Version);
    }

    /// <summary>Stores a new pair in place of version <paramref name="next"/> - 1; false when someone else was first.</summary>
    public Task<bool> ReplaceAsync(string channel, string account, TokenPair next, CancellationToken ct) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                INSERT INTO provider_tokens (channel, account, access_token, refresh_token, expires_at, version)
                VALUES (@channel, @account, @access, @refresh, @expiresAt, @version)
                ON CONFLICT (channel, account) DO UPDATE
                SET access_token = excluded.access_token, refresh_token = excluded.refresh_token,
                    expires_at = excluded.expires_at, version = excluded.version
                WHERE provider_tokens.version = excluded.version - 1
                """,
                new
                {
                    channel,
                    account,
                    access = cipher.Protect(next.AccessToken),
                    refresh = cipher.Protect(next.RefreshToken),
                    expiresAt = next.ExpiresAt,
                    version = next.Version,
                },
                ct) == 1,
            ct);

    private sealed class Row
    {
        public string AccessToken { get; init; } = "";

        public string RefreshToken { get; init; } = "";

        public DateTimeOffset ExpiresAt { get; init; }

        public int Version { get; init; }
    }
}
