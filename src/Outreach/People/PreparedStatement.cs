using System.Data.Common;
using Outreach.Storage;

namespace Outreach.People;

/// <summary>A statement compiled once and run for many rows of a unit of work.</summary>
internal sealed class PreparedStatement : IAsyncDisposable
{
    private readonly DbCommand command;

    /// <param name="names">The parameters in the order in which <see cref="Bind"/> takes their values.</param>
    public PreparedStatement(DbSession session, string sql, params ReadOnlySpan<string> names)
    {
        command = session.Command(sql);
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    public PreparedStatement Bind(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return this;
    }

    public Task<int> RunAsync(CancellationToken ct) => command.ExecuteNonQueryAsync(ct);

    /// <summary>The id in the first column of the first row; null when there is no row.</summary>
    public async Task<Guid?> FindIdAsync(CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? reader.GetGuid(0) : null;
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
