using Microsoft.Data.Sqlite;
using Outreach.Storage;

namespace Outreach.Benchmarks.Measuring;

/// <summary>
/// Citizens in a data folder that benchmarks copy: all consenting, each with a number of their own. Written by plain SQL without
/// waiting for the disk, because seeding is not what is measured; made once per process for each size that is asked for.
/// </summary>
internal sealed class Province
{
    private const string Channel = "sms";

    private static readonly List<Province> Known = [];

    private readonly int count;

    private Province(string folder, int count) => (Folder, this.count) = (folder, count);

    public string Folder { get; }

    /// <summary>Made-up numbers of one block, as in the demo.</summary>
    public static string Address(int i) => $"+84900{i:D6}";

    /// <summary>One with at least that many citizens.</summary>
    public static async Task<Province> WithAsync(int count)
    {
        if (Known.Find(province => province.count >= count) is { } known)
            return known;

        var folder = Directory.CreateTempSubdirectory("outreach-benchmark-province-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var storage = new StorageOptions { DataDirectory = folder };
        using var cipher = FieldCipher.Open(storage.KeyFile);
        await using (var database = Database.Open(storage))
            await database.MigrateAsync(CancellationToken.None);
        Seed(storage.DatabaseFile, cipher, count);
        var province = new Province(folder, count);
        Known.Add(province);
        return province;
    }

    /// <summary>A contact list of the first citizens, made by need; its id.</summary>
    public static Task<Guid> ListAsync(Database database, int count)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        return database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "INSERT INTO contact_lists (id, name, created_at) VALUES (@id, @name, 0)", new { id, name = id.ToString() }, CancellationToken.None);
                await session.ExecuteAsync(
                    "INSERT INTO contact_list_members (list_id, contact_id) SELECT @id, id FROM contacts ORDER BY id LIMIT @count",
                    new { id, count },
                    CancellationToken.None);
                return id;
            },
            CancellationToken.None);
    }

    private static void Seed(string file, FieldCipher cipher, int count)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var pragma = new Statement(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144");
        pragma.Run();
        using var transaction = connection.BeginTransaction();
        using var contact = new Statement(
            connection, "INSERT INTO contacts (id, name, consented, created_at) VALUES ($1, $2, TRUE, 0)");
        using var address = new Statement(
            connection, "INSERT INTO contact_addresses (id, contact_id, channel, value, lookup, state) VALUES ($1, $2, $3, $4, $5, 0)");

        // One sealed name for all: nobody reads it here.
        var name = cipher.Protect("Nguyễn Thị Hoa");
        var ids = new IdGenerator(TimeProvider.System);
        for (var i = 0; i < count; i++)
        {
            var (id, number) = (ids.Next(), Address(i));
            contact.Run(id, name);
            address.Run(ids.Next(), id, Channel, cipher.Protect(number), cipher.Lookup(Channel, number));
        }

        transaction.Commit();
    }
}
