using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Outreach.Storage;

/// <summary>
/// The database. SQLite has one writer, and waiting for it means polling every 150 ms; so writes queue here instead, and those
/// that queue together are committed together. That is what makes a thousand small writes as cheap as one large one: the
/// disk is asked to sync once for all of them. Reads run beside the writer (WAL).
/// </summary>
/// <remarks>A unit of work must not start another write or wait for anything but the database: it holds the only writer.</remarks>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Bounds how long the first of a group waits for its commit; at 20 µs a statement this is about 5 ms.</summary>
    private const int LargestGroup = 256;

    private readonly string connectionString;
    private readonly Channel<WriteRequest> requests = Channel.CreateUnbounded<WriteRequest>(new() { SingleReader = true });
    private readonly Lazy<Task> writer;

    static Database() => UnixMilliseconds.TeachDapper();

    public Database(string file)
    {
        File = file;
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        writer = new Lazy<Task>(WriteLoopAsync);
    }

    public string File { get; }

    /// <summary>Brings the schema up to date; creates the file on the first start.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(File)) is { } directory)
            Directory.CreateDirectory(directory);

        await using var connection = await OpenAsync(ct);
        await using var session = new DbSession(connection);
        await session.Context.Database.MigrateAsync(ct);
    }

    /// <summary>Runs one unit of work; it is undone whole when <paramref name="work"/> throws, and durable when this returns.</summary>
    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        T result = default!;
        var request = new WriteRequest(async session => result = await work(session), ct);
        _ = writer.Value;
        ObjectDisposedException.ThrowIf(!requests.Writer.TryWrite(request), this);
        await request.Done.Task;
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken ct) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return 0;
            },
            ct);

    /// <summary>Reads what is committed.</summary>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var session = new DbSession(connection);
        return await work(session);
    }

    public async ValueTask DisposeAsync()
    {
        requests.Writer.TryComplete();
        if (writer.IsValueCreated)
            await writer.Value;

        await using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task WriteLoopAsync()
    {
        // Leaves the caller's stack: the first caller must not run everyone's writes.
        await Task.Yield();
        while (await requests.Reader.WaitToReadAsync())
        {
            var group = new List<WriteRequest>();
            try
            {
                await using var connection = await OpenAsync(CancellationToken.None);
                await GrowCacheAsync(connection);
                using var statements = new StatementCache(connection);
                do
                {
                    group.Clear();
                    await WriteGroupAsync(connection, statements, group);
                }
                while (await requests.Reader.WaitToReadAsync());
            }
            catch (Exception e)
            {
                // The file cannot be opened, the disk is full (SQLite then rolls back by itself, savepoints and all): nothing of
                // the group is durable. Those that had their turn learn why; the rest stay queued. Whatever it is, the only
                // writer must not end here: everyone after it would wait for ever.
                if (group.Count == 0 && requests.Reader.TryRead(out var first))
                    group.Add(first);
                foreach (var request in group)
                    request.Done.TrySetException(e);
            }
        }
    }

    // 64 MB instead of 2: a million rows' indexes no longer fit the default, and each page fault then costs a read.
    private static async Task GrowCacheAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA cache_size = -65536";
        await command.ExecuteNonQueryAsync();
    }

    private async Task WriteGroupAsync(SqliteConnection connection, StatementCache statements, List<WriteRequest> group)
    {
        // Immediate: takes the write lock now instead of failing half-way when a read turns into a write.
        await using var transaction = connection.BeginTransaction(deferred: false);
        while (group.Count < LargestGroup && requests.Reader.TryRead(out var request))
        {
            if (await TryRunAsync(connection, transaction, statements, request))
                group.Add(request);
        }

        await transaction.CommitAsync();
        foreach (var request in group)
            request.Done.TrySetResult();
    }

    /// <summary>Runs one unit inside a savepoint, so that its failure undoes itself and nothing of its neighbours.</summary>
    private static async Task<bool> TryRunAsync(SqliteConnection connection, SqliteTransaction transaction, StatementCache statements, WriteRequest request)
    {
        const string Savepoint = "unit";
        transaction.Save(Savepoint);
        try
        {
            request.Ct.ThrowIfCancellationRequested();
            await using var session = new DbSession(connection, transaction, statements);
            await request.Work(session);
            transaction.Release(Savepoint);
            return true;
        }
        catch (Exception e)
        {
            request.Done.TrySetException(e);
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
            return false;
        }
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed record WriteRequest(Func<DbSession, Task> Work, CancellationToken Ct)
    {
        // Continuations must not run on the writer's loop.
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
