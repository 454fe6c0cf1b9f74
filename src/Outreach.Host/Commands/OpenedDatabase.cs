using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary>For verbs that work on a data folder without serving.</summary>
internal static class OpenedDatabase
{
    public static async Task<Database> OpenAsync(string dataDirectory, CancellationToken ct)
    {
        var database = Database.Open(StorageOptions.From(HostConfiguration.Read(new Dictionary<string, string?>
        {
            [$"{StorageOptions.Section}:{nameof(StorageOptions.DataDirectory)}"] = dataDirectory,
        })));
        await database.MigrateAsync(ct);
        return database;
    }

    public static FieldCipher Cipher(string dataDirectory) => FieldCipher.Open(new StorageOptions { DataDirectory = dataDirectory }.KeyFile);
}
