using Microsoft.Data.Sqlite;

namespace Outreach.Benchmarks.Measuring;

/// <summary>A prepared statement with the parameters <c>$1</c>, <c>$2</c> … in their order: the plainest way to write rows.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
    }

    public SqliteTransaction? Transaction
    {
        set => command.Transaction = value;
    }

    public int Run(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (command.Parameters.Count == i)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
