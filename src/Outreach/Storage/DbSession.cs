using System.Data.Common;

namespace Outreach.Storage;

/// <summary>One unit of work's view of the database, both as EF Core's context and as plain SQL. Not kept beyond the unit.</summary>
/// <remarks>SQL is written so that both databases run it. Parameters are the properties of an object; times go in as Unix milliseconds, enums as numbers.</remarks>
public abstract class DbSession : IAsyncDisposable
{
    private OutreachContext? context;

    private protected DbSession()
    {
    }

    /// <summary>EF Core on this connection and transaction; for what is not hot.</summary>
    public OutreachContext Context => context ??= CreateContext();

    /// <summary>Ends a select of rows to claim: passes over those of <paramref name="table"/> that another node is claiming. SQLite has one writer and needs nothing.</summary>
    /// <param name="table">Its alias in the select.</param>
    public abstract string SkipLocked(string table);

    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public abstract Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken ct);

    /// <summary>Runs one statement for many rows, as one round trip where the database is another process; the number of rows changed.</summary>
    /// <param name="rows">Objects of one type.</param>
    public async Task<int> ExecuteManyAsync(string sql, IEnumerable<object> rows, CancellationToken ct) => (await ExecuteEachAsync(sql, rows, ct)).Sum();

    /// <summary>The same; how many rows it changed for each of <paramref name="rows"/>.</summary>
    public abstract Task<IReadOnlyList<int>> ExecuteEachAsync(string sql, IEnumerable<object> rows, CancellationToken ct);

    public abstract Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken ct);

    public async Task<T?> FirstAsync<T>(string sql, object? parameters, CancellationToken ct)
    {
        var rows = await QueryAsync<T>(sql, parameters, ct);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>A command to prepare once and run for many rows.</summary>
    public abstract DbCommand Command(string sql);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return context?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private protected abstract OutreachContext CreateContext();
}
