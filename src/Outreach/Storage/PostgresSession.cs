using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Outreach.Storage;

/// <summary>On PostgreSQL each parameter is sent with its property's type, so that a null has one too.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, NpgsqlTransaction? transaction) : DbSession
{
    /// <summary>Statements a round trip; what is sent before the first answer is read has to fit in memory.</summary>
    private const int LargestBatch = 1000;

    public override string SkipLocked(string table) => $"FOR UPDATE OF {table} SKIP LOCKED";

    public override Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken ct) =>
        connection.ExecuteAsync(Definition(sql, parameters, ct));

    public override async Task<IReadOnlyList<int>> ExecuteEachAsync(string sql, IEnumerable<object> rows, CancellationToken ct)
    {
        var changed = new List<int>();
        foreach (var chunk in rows.Chunk(LargestBatch))
        {
            var binder = ParameterBinder.For(chunk[0]);
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var row in chunk)
            {
                var command = new NpgsqlBatchCommand(sql);
                binder.AddTyped(command.Parameters, row);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(ct);
            changed.AddRange(batch.BatchCommands.Select<NpgsqlBatchCommand, int>(command => command.RecordsAffected));
        }

        return changed;
    }

    public override async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken ct) =>
        (await connection.QueryAsync<T>(Definition(sql, parameters, ct))).AsList();

    public override DbCommand Command(string sql) => new NpgsqlCommand(sql, connection, transaction);

    private protected override OutreachContext CreateContext()
    {
        var created = new PostgresOutreachContext(new DbContextOptionsBuilder<PostgresOutreachContext>().UseNpgsql(connection).Options);
        if (transaction is not null)
            created.Database.UseTransaction(transaction);
        return created;
    }

    private CommandDefinition Definition(string sql, object? parameters, CancellationToken ct) =>
        new(sql, parameters is null ? null : new Typed(parameters), transaction, cancellationToken: ct);

    private sealed class Typed(object parameters) : SqlMapper.IDynamicParameters
    {
        public void AddParameters(IDbCommand command, SqlMapper.Identity identity) =>
            ParameterBinder.For(parameters).AddTyped(((NpgsqlCommand)command).Parameters, parameters);
    }
}
