using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Outreach.Storage;

/// <summary>PostgreSQL 15 or later: each unit of work is one transaction (READ COMMITTED) on a pooled connection, and many run at once.</summary>
public sealed class PostgresDatabase : Database
{
    /// <summary>Who lost a race usually wins the next; ten in a row is a mistake in the unit, or a rule that it breaks.</summary>
    private const int MostRuns = 10;

    private readonly NpgsqlDataSource source;

    public PostgresDatabase(string connectionString)
    {
        // Prepared by themselves after two uses. Twenty connections: a server runs few more than its cores, and each node has its own.
        var settings = new NpgsqlConnectionStringBuilder { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, MaxPoolSize = 20, ApplicationName = "outreach" };
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        foreach (string key in given.Keys)
            settings[key] = given[key];

        Place = $"{settings.Host}:{settings.Port}/{settings.Database}";
        source = NpgsqlDataSource.Create(settings);
    }

    public override bool HasOneWriter => false;

    public override string Place { get; }

    public override async Task MigrateAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var session = new PostgresSession(connection, null);
        await session.Context.Database.MigrateAsync(ct);
    }

    public override async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                return await RunAsync(work, ct);
            }
            catch (Exception e) when (run < MostRuns && LostRace(e))
            {
                // Not all at once again.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20 * run)), ct);
            }
        }
    }

    public override async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var session = new PostgresSession(connection, null);
        return await work(session);
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<T> RunAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = new PostgresSession(connection, transaction);
        var result = await work(session);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>
    /// Whether another unit was in the way, so that running again helps. A unique violation counts: a unit that looks, finds
    /// nothing and adds finds the other's row when it looks again.
    /// </summary>
    private static bool LostRace(Exception e) =>
        (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;
}
