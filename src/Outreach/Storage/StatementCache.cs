using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;

namespace Outreach.Storage;

/// <summary>
/// Statements of one connection, compiled once. A settled message takes three small updates, and compiling them anew costs
/// SQLite several times what running them does.
/// </summary>
internal sealed class StatementCache(DbConnection connection) : IDisposable
{
    /// <summary>All statements of the program are literals, about fifty; the bound only guards against one that is built from data.</summary>
    private const int Most = 500;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);

    /// <summary>The statement with the values of <paramref name="parameters"/>'s properties bound by name. Not to be disposed of.</summary>
    public DbCommand Bind(string sql, object? parameters, DbTransaction transaction)
    {
        if (!commands.TryGetValue(sql, out var command))
            commands[sql] = command = Create(sql);

        command.Transaction = transaction;
        if (parameters is not null)
            Bind(command, parameters);
        return command;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        commands.Clear();
    }

    private DbCommand Create(string sql)
    {
        if (commands.Count >= Most)
            Dispose();

        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static void Bind(DbCommand command, object parameters)
    {
        var properties = Properties.GetOrAdd(parameters.GetType(), type => type.GetProperties());
        if (command.Parameters.Count == 0)
        {
            foreach (var property in properties)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + property.Name;
                command.Parameters.Add(parameter);
            }
        }

        for (var i = 0; i < properties.Length; i++)
            command.Parameters[i].Value = Stored(properties[i].GetValue(parameters));
    }

    /// <summary>As <see cref="UnixMilliseconds"/> and EF Core store it.</summary>
    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        Enum number => Convert.ToInt32(number, null),
        _ => value,
    };
}
