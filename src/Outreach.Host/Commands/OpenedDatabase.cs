using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary>For verbs that work on a data folder without serving.</summary>
internal static class OpenedDatabase
{
    public static async Task<Database> OpenAsync(string dataDirectory, CancellationToken ct)
    {
        var database = new Database(new StorageOptions { DataDirectory = dataDirectory }.DatabaseFile);
        await database.MigrateAsync(ct);
        return database;
    }

    public static FieldCipher Cipher(string dataDirectory) => FieldCipher.Open(new StorageOptions { DataDirectory = dataDirectory }.KeyFile);
}
