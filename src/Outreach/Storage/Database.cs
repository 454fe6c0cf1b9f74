namespace Outreach.Storage;

/// <summary>
/// The database: units of work that are done whole or not at all, and reading beside them. <see cref="SqliteDatabase"/> is a
/// file of one process, <see cref="PostgresDatabase"/> a server that several nodes share.
/// </summary>
/// <remarks>
/// A unit of work may run twice: what it does besides the database must bear that (assign its captured variables, do not add
/// to them). It must not start another write or wait for anything but the database: on SQLite it holds the only writer.
/// </remarks>
public abstract class Database : IAsyncDisposable
{
    static Database() => UnixMilliseconds.TeachDapper();

    /// <summary>The file, or server and name; for people, without a password.</summary>
    public abstract string Place { get; }

    /// <summary>The one the settings name.</summary>
    public static Database Open(StorageOptions options) =>
        options.UsesPostgres ? new PostgresDatabase(options.ConnectionString!) : new SqliteDatabase(options.DatabaseFile);

    /// <summary>Units of work run one after another. Where they run side by side, two that write and then look for each other's rows can both miss.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Brings the schema up to date; on SQLite creates the file on the first start.</summary>
    public abstract Task MigrateAsync(CancellationToken ct);

    /// <summary>Runs one unit of work; it is undone whole when <paramref name="work"/> throws, and durable when this returns.</summary>
    public abstract Task<T> WriteAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbSession, Task> work, CancellationToken ct) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return 0;
            },
            ct);

    /// <summary>
    /// The same for work that nobody waits for, such as a broadcast's: where there is one writer, what citizens and officers
    /// wait for is written first.
    /// </summary>
    public virtual Task<T> WriteInBackgroundAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct) => WriteAsync(work, ct);

    /// <inheritdoc cref="WriteInBackgroundAsync{T}"/>
    public Task WriteInBackgroundAsync(Func<DbSession, Task> work, CancellationToken ct) =>
        WriteInBackgroundAsync(
            async session =>
            {
                await work(session);
                return 0;
            },
            ct);

    /// <summary>Reads what is committed.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbSession, Task<T>> work, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
