using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>A pair of rotating tokens in the clear; never logged.</summary>
/// <param name="Version">Grows with each rotation; 0 for the pair given by configuration.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt, int Version)
{
    public override string ToString() => $"token pair v{Version}";
}

/// <summary>Whose turn it is to rotate.</summary>
/// <param name="Mine">Nobody else may before the lease is over.</param>
/// <param name="Abandoned">An earlier holder never ended its turn: the refresh token may have been used up by an answer that was never stored.</param>
public sealed record RotationTurn(bool Mine, bool Abandoned);

/// <summary>
/// Keeps rotating tokens, encrypted. A refresh token dies when it is used, so a new pair is stored before it is used, and whoever
/// wants to rotate first takes a lease on the row: of all nodes one asks the provider, and if it dies the lease runs out.
/// </summary>
public sealed class ProviderTokenStore(Database database, FieldCipher cipher)
{
    public async Task<TokenPair?> FindAsync(string channel, string account, CancellationToken ct)
    {
        // Version 0 only holds the lease of the first rotation.
        var row = await database.ReadAsync(
            session => session.FirstAsync<Row>(
                "SELECT access_token, refresh_token, expires_at, version FROM provider_tokens WHERE channel = @channel AND account = @account AND version > 0",
                new { channel, account },
                ct),
            ct);
        return row is null ? null : new TokenPair(cipher.Reveal(row.AccessToken), cipher.Reveal(row.RefreshToken), row.ExpiresAt, row.Version);
    }

    /// <summary>Asks for the turn to replace a version.</summary>
    /// <param name="holder">Unique to the asking instance.</param>
    /// <param name="version">What it has seen stored, 0 for nothing.</param>
    /// <param name="lease">Longer than a rotation can take.</param>
    public Task<RotationTurn> BeginAsync(string channel, string account, string holder, int version, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var before = await session.FirstAsync<Row>(
                    "SELECT renewed_by FROM provider_tokens WHERE channel = @channel AND account = @account", new { channel, account }, ct);
                var taken = await session.ExecuteAsync(
                    """
                    INSERT INTO provider_tokens (channel, account, access_token, refresh_token, expires_at, version, renewed_by, renewal_until)
                    VALUES (@channel, @account, '', '', 0, 0, @holder, @until)
                    ON CONFLICT (channel, account) DO UPDATE SET renewed_by = excluded.renewed_by, renewal_until = excluded.renewal_until
                    WHERE provider_tokens.version = @version
                        AND (provider_tokens.renewal_until IS NULL OR provider_tokens.renewal_until <= @now OR provider_tokens.renewed_by = @holder)
                    """,
                    new { channel, account, holder, version, now, until = now + lease },
                    ct);
                return new RotationTurn(taken == 1, taken == 1 && before?.RenewedBy is { } other && other != holder);
            },
            ct);

    /// <summary>Gives the turn back without a new pair.</summary>
    public Task EndAsync(string channel, string account, string holder, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE provider_tokens SET renewed_by = NULL, renewal_until = NULL WHERE channel = @channel AND account = @account AND renewed_by = @holder",
                new { channel, account, holder },
                ct),
            ct);

    /// <summary>Stores a new pair in place of version <paramref name="next"/> - 1 and ends the turn; false when someone else was first.</summary>
    public Task<bool> ReplaceAsync(string channel, string account, TokenPair next, CancellationToken ct) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                INSERT INTO provider_tokens (channel, account, access_token, refresh_token, expires_at, version)
                VALUES (@channel, @account, @access, @refresh, @expiresAt, @version)
                ON CONFLICT (channel, account) DO UPDATE
                SET access_token = excluded.access_token, refresh_token = excluded.refresh_token,
                    expires_at = excluded.expires_at, version = excluded.version, renewed_by = NULL, renewal_until = NULL
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

        public string? RenewedBy { get; init; }
    }
}
