using System.Security.Cryptography;
using Outreach.Storage;

namespace Outreach.Tests.Support;

/// <summary>
/// A real, migrated database of its own, and a folder; both go with it. SQLite, or PostgreSQL where the environment names a
/// server: a class that uses this carries <c>[Trait("Database", "Both")]</c>, and <c>infra/test</c> runs it on both.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>A migrated file: every SQLite database starts as a copy of it.</summary>
    private static readonly Lazy<Task<byte[]>> Template = new(MakeTemplateAsync);

    private readonly Func<Task> giveBack;

    private TestDatabase(Database database, string folder, Func<Task> giveBack)
    {
        this.giveBack = giveBack;
        Folder = folder;
        Database = database;
        Cipher = new FieldCipher(RandomNumberGenerator.GetBytes(32));
    }

    public string Folder { get; }

    public Database Database { get; }

    public FieldCipher Cipher { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
        if (PostgresServer.ConnectionString is not null)
        {
            var name = await PostgresServer.TakeAsync();
            return new TestDatabase(new PostgresDatabase(PostgresServer.To(name)), folder, () => PostgresServer.GiveBackAsync(name));
        }

        var file = Path.Combine(folder, "outreach.db");
        await File.WriteAllBytesAsync(file, await Template.Value);
        return new TestDatabase(new SqliteDatabase(file), folder, () => Task.CompletedTask);
    }

    public Task<long> CountAsync(string table) =>
        Database.ReadAsync(session => session.FirstAsync<long>($"SELECT count(*) FROM {table}", null, CancellationToken.None), CancellationToken.None);

    /// <summary>From here on the database fails when a table that holds this many rows is to get one more.</summary>
    /// <returns>What makes it stop failing.</returns>
    public Task<Func<Task>> FailWhenFullAsync(string table, int rows) => FailWhenAsync(table, "INSERT", $"(SELECT COUNT(*) FROM {table}) >= {rows}");

    /// <summary>From here on the database fails a change of a row for which the condition holds.</summary>
    /// <param name="change">INSERT or UPDATE.</param>
    /// <param name="condition">In SQL; the row as it would become is NEW.</param>
    /// <returns>What makes it stop failing.</returns>
    public async Task<Func<Task>> FailWhenAsync(string table, string change, string condition)
    {
        var postgres = Database is PostgresDatabase;
        await RunAsync(postgres
            ? $"""
               CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
               $$ BEGIN IF {condition} THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$;
               CREATE TRIGGER refuse BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()
               """
            : $"CREATE TRIGGER refuse BEFORE {change} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, 'refused'); END");
        return () => RunAsync(postgres ? $"DROP TRIGGER refuse ON {table}; DROP FUNCTION refuse()" : "DROP TRIGGER refuse");
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await giveBack();
        Cipher.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<byte[]> MakeTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
        var file = Path.Combine(folder, "outreach.db");
        await using (var database = new SqliteDatabase(file))
            await database.MigrateAsync(CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private Task<int> RunAsync(string sql) => Database.WriteAsync(session => session.ExecuteAsync(sql, null, CancellationToken.None), CancellationToken.None);
}
