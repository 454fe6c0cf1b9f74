using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>The queues campaigns wait in. Every change is conditional and may be repeated.</summary>
public sealed class BulkQueues(Database database, TimeProvider time)
{
    /// <summary>Lets a campaign's rows leave; a queue that is there stays as it is.</summary>
    public Task OpenAsync(DbSession session, BulkQueue queue, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO bulk_queues (id, unit, class, channels, fallback_milliseconds, opened_at)
            VALUES (@Id, @Unit, @messageClass, @Channels, @FallbackMilliseconds, @now)
            ON CONFLICT (id) DO NOTHING
            """,
            new { queue.Id, queue.Unit, messageClass = queue.Class.ToString(), queue.Channels, queue.FallbackMilliseconds, now = time.GetUtcNow() },
            ct);

    /// <summary>Holds everything that is not on the wire; true unless it was paused or closed already.</summary>
    public async Task<bool> PauseAsync(DbSession session, Guid id, string reason, CancellationToken ct) =>
        await session.ExecuteAsync(
            "UPDATE bulk_queues SET paused_at = @now, pause_reason = @reason WHERE id = @id AND paused_at IS NULL AND closed_at IS NULL",
            new { id, reason, now = time.GetUtcNow() },
            ct) == 1;

    public static Task ResumeAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.ExecuteAsync("UPDATE bulk_queues SET paused_at = NULL, pause_reason = NULL WHERE id = @id AND closed_at IS NULL", new { id }, ct);

    /// <summary>Nothing of it is claimed from here on.</summary>
    public Task CloseAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.ExecuteAsync("UPDATE bulk_queues SET closed_at = @now WHERE id = @id AND closed_at IS NULL", new { id, now = time.GetUtcNow() }, ct);

    /// <summary>Lets a finished campaign's rows leave again, for those that are put back.</summary>
    public static Task ReopenAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.ExecuteAsync("UPDATE bulk_queues SET closed_at = NULL WHERE id = @id", new { id }, ct);

    public Task<BulkQueue?> FindAsync(Guid id, CancellationToken ct) =>
        database.ReadAsync(session => FindAsync(session, id, ct), ct);

    public static Task<BulkQueue?> FindAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.FirstAsync<BulkQueue>("SELECT * FROM bulk_queues WHERE id = @id", new { id }, ct);

    /// <summary>Those that may leave, oldest first: neither paused nor closed.</summary>
    public Task<IReadOnlyList<BulkQueue>> OpenAsync(CancellationToken ct) =>
        database.ReadAsync(
            session => session.QueryAsync<BulkQueue>("SELECT * FROM bulk_queues WHERE closed_at IS NULL AND paused_at IS NULL ORDER BY opened_at, id", null, ct),
            ct);
}
