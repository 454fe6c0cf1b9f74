using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Outreach.Storage;

/// <summary>
/// A SQLite connection and its statements, compiled once. A settled message takes three small updates, and compiling them anew
/// costs SQLite several times what running them does. Owns the connection.
/// </summary>
internal sealed class StatementCache(SqliteConnection connection) : IDisposable
{
    /// <summary>All statements of the program are literals, about fifty; the bound only guards against one that is built from data.</summary>
    private const int Most = 500;

    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WritingStatement?> writing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, sqlite3_stmt> bare = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>The statement with the values of <paramref name="parameters"/>'s properties bound by name. Not to be disposed of.</summary>
    public SqliteCommand Bind(string sql, object? parameters, SqliteTransaction? transaction)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements[sql] = statement = Create(sql);

        statement.Command.Transaction = transaction;
        if (parameters is not null)
            statement.Bind(parameters);
        return statement.Command;
    }

    /// <summary>Runs a statement inside the writer's transaction; the number of rows it changed.</summary>
    public int Execute(string sql, object? parameters, SqliteTransaction transaction)
    {
        var binder = parameters is null ? null : ParameterBinder.For(parameters);
        if (!writing.TryGetValue(sql, out var statement))
            writing[sql] = statement = Compile(sql);
        return statement is null || binder is { IsPlain: false }
            ? Bind(sql, parameters, transaction).ExecuteNonQuery()
            : statement.Execute(binder, parameters);
    }

    /// <summary>Runs a statement without values and rows, such as a savepoint: what a command and its reader put around it costs several times what it does.</summary>
    public void Run(string sql)
    {
        if (!bare.TryGetValue(sql, out var statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement), connection.Handle);
            bare[sql] = statement;
        }

        var result = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    public void Dispose()
    {
        Clear();
        foreach (var statement in bare.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private void Clear()
    {
        foreach (var statement in statements.Values)
            statement.Command.Dispose();
        statements.Clear();
        foreach (var statement in writing.Values)
            statement?.Dispose();
        writing.Clear();
    }

    private WritingStatement? Compile(string sql)
    {
        if (writing.Count >= Most)
            Clear();
        return WritingStatement.Prepare(connection, sql);
    }

    private Statement Create(string sql)
    {
        if (statements.Count >= Most)
            Clear();

        var command = connection.CreateCommand();
        command.CommandText = sql;
        return new Statement(command);
    }

    private sealed class Statement(SqliteCommand command)
    {
        private ParameterBinder? binder;

        public SqliteCommand Command => command;

        public void Bind(object parameters)
        {
            var wanted = ParameterBinder.For(parameters);
            if (wanted != binder)
            {
                wanted.Declare(command);
                binder = wanted;
            }

            wanted.Bind(command.Parameters, parameters);
        }
    }
}
