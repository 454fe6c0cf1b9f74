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
        return Task.FromResult(statements.Bind(sql, parameters, transaction).ExecuteNonQuery());
    }

    public override Task<int> ExecuteManyAsync(string sql, IEnumerable<object> rows, CancellationToken ct)
    {
        SqliteCommand? command = null;
        ParameterBinder? binder = null;
        var changed = 0;
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            if (command is null)
            {
                command = statements.Bind(sql, row, transaction);
                binder = ParameterBinder.For(row);
            }
            else
            {
                binder!.Bind(command.Parameters, row);
            }

            changed += command.ExecuteNonQuery();
        }

        return Task.FromResult(changed);
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

    private protected override OutreachContext CreateContext()
    {
        var created = new SqliteOutreachContext(new DbContextOptionsBuilder<SqliteOutreachContext>().UseSqlite(statements.Connection).Options);
        if (transaction is not null)
            created.Database.UseTransaction(transaction);
        return created;
    }
}
