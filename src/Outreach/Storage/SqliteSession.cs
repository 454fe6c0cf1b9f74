using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Outreach.Storage;

/// <summary>On SQLite every statement is kept compiled with its connection. Its calls are synchronous, whatever they are named.</summary>
internal sealed class SqliteSession(StatementCache statements, SqliteTransaction? transaction) : DbSession
{
    public override string SkipLocked(string table) => "";

    public override Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Execute(sql, parameters));
    }

    public override Task<IReadOnlyList<int>> ExecuteEachAsync(string sql, IEnumerable<object> rows, CancellationToken ct)
    {
        var changed = new List<int>();
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            changed.Add(Execute(sql, row));
        }

        return Task.FromResult<IReadOnlyList<int>>(changed);
    }

    public override Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var reader = statements.Bind(sql, parameters, transaction).ExecuteReader();
        return Task.FromResult<IReadOnlyList<T>>([.. reader.Parse<T>()]);
    }

    public override DbCommand Command(string sql)
    {
        var command = statements.Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    private int Execute(string sql, object? parameters) => transaction is null
        ? statements.Bind(sql, parameters, null).ExecuteNonQuery()
        : statements.Execute(sql, parameters, transaction);

    private protected override OutreachContext CreateContext()
    {
        var created = new SqliteOutreachContext(new DbContextOptionsBuilder<SqliteOutreachContext>().UseSqlite(statements.Connection).Options);
        if (transaction is not null)
            created.Database.UseTransaction(transaction);
        return created;
    }
}
