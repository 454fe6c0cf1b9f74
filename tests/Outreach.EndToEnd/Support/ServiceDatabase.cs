using Microsoft.Data.Sqlite;

namespace Outreach.EndToEnd.Support;

/// <summary>The service's own tables, read beside it and never written.</summary>
public sealed class ServiceDatabase(DataFolder data)
{
    private readonly string connection = new SqliteConnectionStringBuilder
    {
        DataSource = data.File("outreach.db"),
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = false,
    }.ToString();

    public async Task<long> CountAsync(string table)
    {
        await using var open = new SqliteConnection(connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
#pragma warning disable CA2100 // the tables are named in this project's source
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
