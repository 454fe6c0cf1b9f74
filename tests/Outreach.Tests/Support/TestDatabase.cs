using Outreach.Storage;

namespace Outreach.Tests.Support;

/// <summary>A migrated database in its own folder, with the cipher of a fixed key; the folder goes when the test does.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string folder)
    {
        Folder = folder;
        Database = new Database(Path.Combine(folder, "outreach.db"));
        Cipher = new FieldCipher(new byte[32]);
    }

    public string Folder { get; }

    public Database Database { get; }

    public FieldCipher Cipher { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var test = new TestDatabase(Directory.CreateTempSubdirectory("outreach-test-").FullName);
        await test.Database.MigrateAsync(CancellationToken.None);
        return test;
    }

    /// <summary>The single value of a query, such as a count.</summary>
    public Task<T?> ValueAsync<T>(string sql, object? parameters = null) =>
        Database.ReadAsync(session => session.FirstAsync<T>(sql, parameters, CancellationToken.None), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Cipher.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
