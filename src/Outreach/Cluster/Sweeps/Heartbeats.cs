using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Storage;

namespace Outreach.Cluster.Sweeps;

/// <summary>When a sweep last ran.</summary>
public sealed class Heartbeat
{
    public string Name { get; init; } = "";

    public DateTimeOffset RanAt { get; init; }

    /// <summary>The last run without an error; null when there was none yet.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    public string? Error { get; init; }
}

/// <summary>The sweeps' signs of life, in the database, because any node may have run them.</summary>
public sealed class Heartbeats(Database database, TimeProvider time)
{
    /// <param name="error">Null when it went well.</param>
    public Task BeatAsync(string name, string? error, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO heartbeats (name, ran_at, succeeded_at, error) VALUES (@name, @now, @succeeded, @error)
                ON CONFLICT (name) DO UPDATE
                SET ran_at = excluded.ran_at, succeeded_at = COALESCE(excluded.succeeded_at, heartbeats.succeeded_at), error = excluded.error
                """,
                new { name, now = time.GetUtcNow(), succeeded = error is null ? time.GetUtcNow().ToUnixTimeMilliseconds() : (long?)null, error },
                ct),
            ct);

    public Task<IReadOnlyList<Heartbeat>> AllAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.QueryAsync<Heartbeat>("SELECT * FROM heartbeats", null, ct), ct);
}

internal sealed class HeartbeatsTable : IEntityTypeConfiguration<Heartbeat>
{
    public void Configure(EntityTypeBuilder<Heartbeat> builder)
    {
        builder.ToTable("heartbeats");
        builder.HasKey(heartbeat => heartbeat.Name);
    }
}
