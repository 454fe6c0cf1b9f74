using System.Security.Cryptography;
using Outreach.Storage;

namespace Outreach.Tests.Support;

/// <summary>
/// A real, migrated database of its own, and a folder; both go with it. SQLite, or PostgreSQL where the environment names a
/// server: a class that uses this carries <c>[Trait("Database", "Both")]</c>, and <c>infra/test</c> runs it on both.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> drop;

    private TestDatabase(Database database, string folder, Func<Task> drop)
    {
        this.drop = drop;
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
            var name = await PostgresServer.CreateDatabaseAsync();
            return new TestDatabase(new PostgresDatabase(PostgresServer.To(name)), folder, () => PostgresServer.DropAsync(name));
        }

        var created = new TestDatabase(new SqliteDatabase(Path.Combine(folder, "outreach.db")), folder, () => Task.CompletedTask);
        await created.Database.MigrateAsync(CancellationToken.None);
        return created;
    }

    public Task<long> CountAsync(string table) =>
        Database.ReadAsync(session => session.FirstAsync<long>($"SELECT count(*) FROM {table}", null, CancellationToken.None), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await drop();
        Cipher.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
