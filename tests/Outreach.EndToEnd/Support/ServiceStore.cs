using Npgsql;

namespace Outreach.EndToEnd.Support;

/// <summary>Where a run of the program keeps its tables: a file in its data folder, or a PostgreSQL database of its own, which goes with it.</summary>
public sealed class ServiceStore : IAsyncDisposable
{
    private readonly Func<Task> drop;

    private ServiceStore(string name, IReadOnlyDictionary<string, string> settings, ServiceDatabase tables, Func<Task> drop) =>
        (Name, Settings, Tables, this.drop) = (name, settings, tables, drop);

    /// <summary>Of a server on which databases can be made; null where there is none. <c>infra/test</c> starts one.</summary>
    internal static string? PostgresServer { get; } = Environment.GetEnvironmentVariable("OUTREACH_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    public string Name { get; }

    /// <summary>What the program must be told, as its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public ServiceDatabase Tables { get; }

    public static ServiceStore Sqlite(DataFolder data) =>
        new("SQLite", new Dictionary<string, string>(), ServiceDatabase.Sqlite(data), () => Task.CompletedTask);

    public static async Task<ServiceStore> PostgresAsync()
    {
        var name = $"outreach_e2e_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await RunAsync($"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(PostgresServer) { Database = name }.ToString();
        var settings = new Dictionary<string, string>
        {
            ["OUTREACH__Storage__Provider"] = "PostgreSql",
            ["OUTREACH__Storage__ConnectionString"] = connection,
        };
        var beside = new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString();
        return new("PostgreSQL", settings, ServiceDatabase.Postgres(beside), () => RunAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }

    public async ValueTask DisposeAsync() => await drop();

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is made above
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A test that needs a PostgreSQL server, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (ServiceStore.PostgresServer is null)
            Skip = "OUTREACH_TEST_POSTGRES names no server; infra/test and infra/kill start one";
    }
}
