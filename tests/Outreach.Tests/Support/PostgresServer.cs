using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Outreach.Storage;

namespace Outreach.Tests.Support;

/// <summary>
/// The PostgreSQL server of this run, if there is one. Its databases are copies of one that was migrated once, and are emptied
/// and used again: to copy one costs up to 500 ms, to empty one 10.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "Names are made here")]
internal static class PostgresServer
{
    /// <summary>Of what this run has made, and of what a broken test may have left: whoever still writes there is cut off first.</summary>
    private const string Empty = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        DO $$
        DECLARE item regclass;
        BEGIN
            SET LOCAL session_replication_role = replica;
            DROP FUNCTION IF EXISTS refuse CASCADE;
            FOR item IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '__EFMigrationsHistory' LOOP
                EXECUTE format('DELETE FROM %s', item);
            END LOOP;
            FOR item IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP
                PERFORM setval(item, 1, false);
            END LOOP;
        END $$
        """;

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private static readonly ConcurrentBag<string> Free = [];

    /// <summary>Of a database on which others can be made; null when this run is on SQLite.</summary>
    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable("OUTREACH_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    public static string To(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, MaxPoolSize = 10, Pooling = true }.ToString();

    /// <summary>The name of a migrated, empty database that nobody else uses until it is given back.</summary>
    public static async Task<string> TakeAsync()
    {
        if (Free.TryTake(out var free))
            return free;
        var name = NewName();
        await RunAsync(ConnectionString!, $"CREATE DATABASE {name} TEMPLATE {await Template.Value}");
        DropAtTheEnd(name);
        return name;
    }

    public static async Task GiveBackAsync(string database)
    {
        await RunAsync(To(database), Empty);
        Free.Add(database);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = NewName();
        await RunAsync(ConnectionString!, $"CREATE DATABASE {name}");
        await using (var database = new PostgresDatabase(To(name)))
            await database.MigrateAsync(CancellationToken.None);
        DropAtTheEnd(name);
        return name;
    }

    private static void DropAtTheEnd(string database) =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RunAsync(ConnectionString!, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)").GetAwaiter().GetResult();

    private static string NewName() => $"outreach_test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    private static async Task RunAsync(string connectionString, string sql)
    {
        // Not pooled: a database with a connection open can be neither copied nor dropped.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
