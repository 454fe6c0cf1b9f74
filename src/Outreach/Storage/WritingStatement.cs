using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Outreach.Storage;

/// <summary>
/// One compiled statement that writes. Its values go straight into SQLite: the command, parameters and reader that stand between
/// otherwise cost more than a small update itself. Only inside a transaction of the one writer: it does not wait for a lock.
/// </summary>
internal sealed class WritingStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt compiled;
    private ParameterBinder? binder;

    /// <summary>Where each of the binder's values belongs; 0 for one that the statement does not name.</summary>
    private int[] places = [];

    private WritingStatement(sqlite3 database, sqlite3_stmt compiled) => (this.database, this.compiled) = (database, compiled);

    /// <summary>Null where only a command will do: for what only reads, and for several statements in one text.</summary>
    /// <exception cref="SqliteException">It is no SQL.</exception>
    public static WritingStatement? Prepare(SqliteConnection connection, string sql)
    {
        var database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var compiled, out var rest), database);
        if (string.IsNullOrWhiteSpace(rest) && raw.sqlite3_stmt_readonly(compiled) == 0)
            return new WritingStatement(database, compiled);
        compiled.Dispose();
        return null;
    }

    /// <summary>Runs it with the values of <paramref name="parameters"/>'s properties bound by name; the number of rows it changed.</summary>
    /// <exception cref="SqliteException">What SQLite refused.</exception>
    public int Execute(ParameterBinder? wanted, object? parameters)
    {
        if (wanted != binder)
        {
            places = PlacesOf(wanted);
            binder = wanted;
        }

        binder?.Bind(compiled, places, parameters!);
        int result;
        do
            result = raw.sqlite3_step(compiled);
        while (result == raw.SQLITE_ROW);

        var changed = raw.sqlite3_changes(database);
        _ = raw.sqlite3_reset(compiled);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, database);
        return changed;
    }

    public void Dispose() => compiled.Dispose();

    private int[] PlacesOf(ParameterBinder? wanted)
    {
        int[] found = wanted is null ? [] : [.. wanted.Names.Select(name => raw.sqlite3_bind_parameter_index(compiled, name))];
        for (var place = 1; place <= raw.sqlite3_bind_parameter_count(compiled); place++)
        {
            if (!found.Contains(place))
                throw new InvalidOperationException($"No value is given for {raw.sqlite3_bind_parameter_name(compiled, place).utf8_to_string()}.");
        }

        return found;
    }
}
