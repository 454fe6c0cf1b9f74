using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Outreach.EndToEnd.Support;

/// <summary>The service's own tables, read beside it and never written.</summary>
public sealed class ServiceDatabase
{
    private readonly Func<DbConnection> connect;

    private ServiceDatabase(Func<DbConnection> connect) => this.connect = connect;

    public static ServiceDatabase Sqlite(DataFolder data)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = data.File("outreach.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        return new(() => new SqliteConnection(connection));
    }

    public static ServiceDatabase Postgres(string connection) => new(() => new NpgsqlConnection(connection));

    public async Task<long> CountAsync(string table) =>
        (await QueryAsync($"SELECT COUNT(*) FROM {table}", row => row.GetInt64(0))).Single();

    /// <param name="sql">From this project's source, understood by both databases.</param>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var open = connect();
        await open.OpenAsync();
        await using var command = open.CreateCommand();
#pragma warning disable CA2100 // no part of it comes from outside
        command.CommandText = sql;
#pragma warning restore CA2100
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
