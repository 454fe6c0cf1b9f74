using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Outreach.Storage;

/// <summary>One unit of work's view of the database, both as EF Core's context and as plain SQL. Not kept beyond the unit.</summary>
public sealed class DbSession : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;
    private readonly StatementCache? statements;
    private OutreachContext? context;

    /// <summary>For reading.</summary>
    internal DbSession(DbConnection connection) => this.connection = connection;

    /// <summary>For writing, with statements that are kept compiled from one unit to the next.</summary>
    internal DbSession(DbConnection connection, DbTransaction transaction, StatementCache statements)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.statements = statements;
    }

    /// <summary>EF Core on this connection and transaction; for what is not hot.</summary>
    public OutreachContext Context => context ??= CreateContext();

    /// <summary>Ends a select of rows to claim: passes over those of <paramref name="table"/> that another node is claiming. SQLite has one writer and needs nothing.</summary>
    /// <param name="table">Its alias in the select.</param>
    public string SkipLocked(string table) => connection is SqliteConnection ? "" : $"FOR UPDATE OF {table} SKIP LOCKED";

    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken ct) =>
        statements is null
            ? connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))
            : statements.Bind(sql, parameters, transaction!).ExecuteNonQueryAsync(ct);

    /// <summary>Runs one statement for many rows, as one round trip where the database is another process; the number of rows changed.</summary>
    /// <param name="rows">Objects of one type.</param>
    public async Task<int> ExecuteManyAsync(string sql, IEnumerable<object> rows, CancellationToken ct)
    {
        var changed = 0;
        foreach (var row in rows)
            changed += await ExecuteAsync(sql, row, ct);
        return changed;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));

    /// <summary>A command to prepare once and run for many rows.</summary>
    public DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    public ValueTask DisposeAsync() => context?.DisposeAsync() ?? ValueTask.CompletedTask;

    private SqliteOutreachContext CreateContext()
    {
        var options = new DbContextOptionsBuilder<SqliteOutreachContext>().UseSqlite(connection).Options;
        var created = new SqliteOutreachContext(options);
        if (transaction is not null)
            created.Database.UseTransaction(transaction);
        return created;
    }
}
