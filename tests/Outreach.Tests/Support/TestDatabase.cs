using System.Security.Cryptography;
using Outreach.Storage;

namespace Outreach.Tests.Support;

/// <summary>A real, migrated SQLite database in a folder of its own, which goes with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string folder)
    {
        Folder = folder;
        Database = new Database(Path.Combine(folder, "outreach.db"));
        Cipher = new FieldCipher(RandomNumberGenerator.GetBytes(32));
    }

    public string Folder { get; }

    public Database Database { get; }

    public FieldCipher Cipher { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var created = new TestDatabase(Directory.CreateTempSubdirectory("outreach-test-").FullName);
        await created.Database.MigrateAsync(CancellationToken.None);
        return created;
    }

    public Task<long> CountAsync(string table) =>
        Database.ReadAsync(session => session.FirstAsync<long>($"SELECT count(*) FROM {table}", null, CancellationToken.None), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Cipher.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
