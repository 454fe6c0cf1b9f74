using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Outreach.Storage;

/// <summary>
/// SQLite has one writer, and waiting for it means polling every 150 ms; so writes queue here instead, and those that queue
/// together are committed together. That is what makes a thousand small writes as cheap as one large one: the disk is asked to
/// sync once for all of them. Reads run beside the writer (WAL).
/// </summary>
public sealed class SqliteDatabase : Database
{
    /// <summary>Bounds how long the first of a group waits for its commit; at 10 µs a statement this is about 3 ms.</summary>
    private const int LargestGroup = 256;

    /// <summary>
    /// 32 MB of pages instead of 2: a million rows' indexes no longer fit the default, and each page fault then costs a read. What
    /// undoes a unit that fails stays in memory: a unit that changes more than 16 pages otherwise writes their old state to a file.
    /// The log grows to 16 MB instead of 4 before its pages are put in their places: everyone waits for that, and a page that
    /// changed often meanwhile is put there once.
    /// </summary>
    private const string WriterSettings = "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000";

    /// <summary>A citizen's reply that comes during a group waits for its end; large units of a broadcast are so kept out of its way.</summary>
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(3);

    /// <summary>More are opened when more read at once, and closed after.</summary>
    private const int KeptReaders = 8;

    private readonly string connectionString;
    private readonly ConcurrentQueue<WriteRequest> waiting = new();
    private readonly ConcurrentQueue<WriteRequest> background = new();

    /// <summary>Counts what is in both queues, and one more when the database is closed.</summary>
    private readonly SemaphoreSlim queued = new(0);

    private volatile bool closed;
    private readonly ConcurrentBag<StatementCache> readers = [];
    private readonly Lazy<Task> writer;

    public SqliteDatabase(string file)
    {
        File = file;
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30, Pooling = false }.ToString();

        // A thread of its own: SQLite's calls block, and on two cores a writer that waits for the disk on one of the pool's
        // few threads is waited for by everyone else.
        writer = new Lazy<Task>(() => Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    public string File { get; }

    public override bool HasOneWriter => true;

    public override string Place => File;

    public override async Task MigrateAsync(CancellationToken ct)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(File)) is { } directory)
            Directory.CreateDirectory(directory);

        await using var alone = await MigrateAloneAsync(ct);

        // Persists in the file. EF Core sets it only on files it creates itself, and this one exists once it is opened; without
        // it every reader that meets a commit waits 150 ms or a multiple.
        using var statements = Open("PRAGMA journal_mode = WAL");
        await using var session = new SqliteSession(statements, null);
        if (await session.FirstAsync<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'", null, ct) > 0)
            await session.ExecuteAsync("DELETE FROM __EFMigrationsLock", null, ct);
        await session.Context.Database.MigrateAsync(ct);
    }

    /// <summary>
    /// EF Core's own lock is a row, taken even where there is nothing to migrate. A process that is killed leaves it behind, and
    /// every later start would wait for it for ever. So whoever migrates first holds a file, which the system lets go of however
    /// the process ends; a row found then is a dead one's.
    /// </summary>
    private async Task<FileStream> MigrateAloneAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(File + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (System.IO.File.Exists(File + ".migrating"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
            }
        }
    }

    public override Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct) => QueueAsync(waiting, work, ct);

    public override Task<T> WriteInBackgroundAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct) => QueueAsync(background, work, ct);

    public override async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!readers.TryTake(out var statements))
            statements = Open("PRAGMA query_only = ON");
        try
        {
            await using var session = new SqliteSession(statements, null);
            return await work(session);
        }
        finally
        {
            if (readers.Count < KeptReaders && !closed)
                readers.Add(statements);
            else
                statements.Dispose();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (!closed)
        {
            closed = true;
            queued.Release();
        }

        if (writer.IsValueCreated)
            await writer.Value;
        while (readers.TryTake(out var statements))
            statements.Dispose();
    }

    private Task<T> QueueAsync<T>(ConcurrentQueue<WriteRequest> queue, Func<DbSession, Task<T>> work, CancellationToken ct)
    {
        var request = new WriteRequest<T>(work, ct);
        if (closed)
        {
            request.Fail(new ObjectDisposedException(nameof(SqliteDatabase)));
            return request.Done;
        }

        _ = writer.Value;
        queue.Enqueue(request);
        queued.Release();
        if (closed && writer.Value.IsCompleted)
            request.Fail(new ObjectDisposedException(nameof(SqliteDatabase)));
        return request.Done;
    }

    private void WriteLoop()
    {
        while (Next(wait: true) is { } first)
        {
            var group = new List<WriteRequest>();
            try
            {
                using var statements = Open(WriterSettings);
                do
                {
                    group.Clear();
                    WriteGroup(statements, first, group);
                    first = Next(wait: true);
                }
                while (first is not null);
            }
            catch (Exception e)
            {
                // The file cannot be opened, the disk is full (SQLite then rolls back by itself, savepoints and all): nothing of
                // the group is durable. Those that had their turn learn why; the rest stay queued. Whatever it is, the only
                // writer must not end here: everyone after it would wait for ever.
                first?.Fail(e);
                foreach (var request in group)
                    request.Fail(e);
            }
        }
    }

    /// <summary>The next unit, those in the background last; null when there is none, or once the database is closed.</summary>
    private WriteRequest? Next(bool wait)
    {
        // Blocks, as everything on this thread does.
        if (wait)
            queued.Wait();
        else if (!queued.Wait(0))
            return null;
        if (waiting.TryDequeue(out var request) || background.TryDequeue(out request))
            return request;

        // Closed: whoever looks next must see it too.
        queued.Release();
        return null;
    }

    private void WriteGroup(StatementCache statements, WriteRequest first, List<WriteRequest> group)
    {
        // Immediate: takes the write lock now instead of failing half-way when a read turns into a write.
        using (var transaction = statements.Connection.BeginTransaction(deferred: false))
        {
            if (TryRunAll(statements, transaction, first, group))
            {
                Commit(transaction, group);
                return;
            }
        }

        using var again = statements.Connection.BeginTransaction(deferred: false);
        group.RemoveAll(request => !TryRun(statements, again, request));
        Commit(again, group);
    }

    private static void Commit(SqliteTransaction transaction, List<WriteRequest> group)
    {
        transaction.Commit();
        foreach (var request in group)
            request.Succeed();
    }

    /// <summary>
    /// Runs what waits, and adds it to the group. False when one failed: all is then undone, and run again so that only that one
    /// fails. Keeping each one's way back costs a copy of every page it changes, more than most of them cost themselves.
    /// </summary>
    private bool TryRunAll(StatementCache statements, SqliteTransaction transaction, WriteRequest first, List<WriteRequest> group)
    {
        var began = Stopwatch.GetTimestamp();
        var next = first;
        do
        {
            // Nobody waits for it any more, and it has changed nothing.
            if (next.Ct.IsCancellationRequested)
            {
                next.Fail(new OperationCanceledException(next.Ct));
                continue;
            }

            group.Add(next);
            if (!TryRun(statements, transaction, next, out _))
                return false;
        }
        while (group.Count < LargestGroup && Stopwatch.GetElapsedTime(began) < LongestGroup && (next = Next(wait: false)) is not null);
        return true;
    }

    /// <summary>Runs one unit inside a savepoint, so that its failure undoes itself and nothing of its neighbours.</summary>
    private static bool TryRun(StatementCache statements, SqliteTransaction transaction, WriteRequest request)
    {
        statements.Run("SAVEPOINT unit");
        if (TryRun(statements, transaction, request, out var why))
        {
            statements.Run("RELEASE unit");
            return true;
        }

        request.Fail(why);
        statements.Run("ROLLBACK TO unit");
        statements.Run("RELEASE unit");
        return false;
    }

    private static bool TryRun(StatementCache statements, SqliteTransaction transaction, WriteRequest request, [NotNullWhen(false)] out Exception? why)
    {
        try
        {
            request.Ct.ThrowIfCancellationRequested();
            request.Run(new SqliteSession(statements, transaction)).GetAwaiter().GetResult();
            why = null;
            return true;
        }
        catch (Exception e)
        {
            why = e;
            return false;
        }
    }

    /// <summary>A connection kept open with its compiled statements.</summary>
    private StatementCache Open(string pragma)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            var statements = new StatementCache(connection);
            statements.Bind(pragma, null, null).ExecuteNonQuery();
            return statements;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private abstract class WriteRequest(CancellationToken ct)
    {
        public CancellationToken Ct => ct;

        public abstract Task Run(DbSession session);

        public abstract void Succeed();

        public abstract void Fail(Exception e);
    }

    private sealed class WriteRequest<T>(Func<DbSession, Task<T>> work, CancellationToken ct) : WriteRequest(ct)
    {
        // Continuations must not run on the writer's thread.
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Done => done.Task;

        public override async Task Run(DbSession session)
        {
            await using (session)
                result = await work(session);
        }

        public override void Succeed() => done.TrySetResult(result);

        public override void Fail(Exception e) => done.TrySetException(e);
    }
}
