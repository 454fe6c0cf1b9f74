using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Benchmarks.Measuring;
using Outreach.Campaigns;
using Outreach.Delivery;
using Outreach.Host.Demo;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// Planning a campaign: read the list with consents, addresses and refusals, choose, and write a row per citizen, against
/// only writing the same rows in the same pages with one prepared statement.
/// </summary>
internal static class PlanPath
{
    private const int PageSize = 1000;
    private static readonly string[] Channels = ["zalo", "telegram", "sms"];

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        await using var stand = await Stand.StartAsync(services => services.AddSingleton<OutboxSignals>().AddSingleton<ContactStore>());
        var (all, tenth) = await SeedAsync(stand, scale.Of(100_000, 10_000));
        var memory = (Tenth: await PeakAsync(() => PlanAsync(stand, tenth)), All: await PeakAsync(() => PlanAsync(stand, all)));

        var rows = await PlannedRowsAsync(stand, all);
        var plain = new SqliteConnectionStringBuilder { DataSource = Path.Combine(stand.Folder, "plain.db"), Pooling = false };
        await using (var database = new SqliteDatabase(plain.DataSource))
            await database.MigrateAsync(CancellationToken.None);
        await using var connection = new SqliteConnection(plain.ToString());
        await connection.OpenAsync();

        var rates = await Comparison.AlternateAsync(scale.Rounds, () => Task.FromResult(Insert(connection, rows)), async () => rows.Count / await PlanAsync(stand, all));
        return
        [
            Row.Of("plan", $"rows/s for {rows.Count:#,0} contacts; higher is better", "raw prepared inserts", rates),
            new Row(
                "plan",
                $"peak live memory above idle, MB, {rows.Count / 10:#,0} and {rows.Count:#,0} contacts; must be flat",
                $"{Row.Number(memory.Tenth)} (a tenth of the list)",
                Row.Number(memory.All),
                $"**{Row.Number(memory.All / memory.Tenth)}**"),
        ];
    }

    private static async Task<(Guid All, Guid Tenth)> SeedAsync(Stand stand, int count)
    {
        foreach (var batch in SyntheticContacts.Make(count).Contacts.Chunk(5_000))
            await stand.Get<ContactStore>().AddAsync(batch, "all", CancellationToken.None);

        var tenth = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        return await stand.Database.WriteAsync(
            async session =>
            {
                var all = await session.FirstAsync<Guid>("SELECT id FROM contact_lists WHERE name = 'all'", null, CancellationToken.None);
                await session.ExecuteAsync(
                    "INSERT INTO contact_list_members (list_id, contact_id) SELECT @tenth, contact_id FROM contact_list_members WHERE list_id = @all LIMIT @limit",
                    new { tenth, all, limit = count / 10 },
                    CancellationToken.None);
                return (all, tenth);
            },
            CancellationToken.None);
    }

    /// <summary>Seconds for a new campaign to the list.</summary>
    private static async Task<double> PlanAsync(Stand stand, Guid list)
    {
        var now = TimeProvider.System.GetUtcNow();
        var campaign = new Campaign
        {
            Id = Guid.CreateVersion7(now),
            Name = "benchmark",
            MessageId = "benchmark",
            ListId = list,
            Channels = string.Join(',', Channels),
            State = CampaignState.Planning,
            CreatedBy = "benchmark",
            CreatedAt = now,
        };
        await stand.Database.WriteAsync(
            session =>
            {
                session.Context.Add(campaign);
                return session.Context.SaveChangesAsync();
            },
            CancellationToken.None);

        var watch = Stopwatch.StartNew();
        var senders = Channels.Select(channel => new NamedChannel(channel));
        await new CampaignPlanner(stand.Database, senders, stand.Get<OutboxSignals>(), TimeProvider.System).PlanAsync(campaign, Channels.ToDictionary(channel => channel, _ => BulkRows.Content), CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Megabytes alive at the worst moment, above what was alive before; each look collects first, so speed is not measured here.</summary>
    private static async Task<double> PeakAsync(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        var running = work();
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(10)));
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }

        await running;
        return (peak - before) / 1e6;
    }

    private static Task<IReadOnlyList<PlannedRow>> PlannedRowsAsync(Stand stand, Guid list) =>
        stand.Database.ReadAsync(
            session => session.QueryAsync<PlannedRow>(
                "SELECT * FROM outbox WHERE campaign_id = (SELECT id FROM campaigns WHERE list_id = @list) ORDER BY id", new { list }, CancellationToken.None),
            CancellationToken.None);

    /// <summary>Rows per second.</summary>
    private static double Insert(SqliteConnection connection, IReadOnlyList<PlannedRow> rows)
    {
        var now = TimeProvider.System.GetUtcNow();
        var campaign = Guid.CreateVersion7(now);
        using var insert = connection.CreateCommand();
        insert.CommandText = "PRAGMA cache_size = -65536";
        insert.ExecuteNonQuery();
        insert.CommandText =
            """
            INSERT INTO outbox (id, campaign_id, contact_id, lane, channel, account, address, content, state, reason, due_at, attempts, withdrawn, created_at)
            VALUES ($id, $campaign, $contact, 1, $channel, 'default', $address, $content, $state, $reason, $now, 0, FALSE, $now)
            """;
        var (id, contact, channel, address) = (Add("$id"), Add("$contact"), Add("$channel"), Add("$address"));
        var (content, state, reason) = (Add("$content"), Add("$state"), Add("$reason"));
        Add("$campaign").Value = campaign;
        Add("$now").Value = now.ToUnixTimeMilliseconds();
        var ids = rows.Select(_ => Guid.CreateVersion7(now)).Order().ToList();

        var watch = Stopwatch.StartNew();
        for (var first = 0; first < rows.Count; first += PageSize)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            for (var i = first; i < Math.Min(first + PageSize, rows.Count); i++)
            {
                var row = rows[i];
                (id.Value, contact.Value, channel.Value, address.Value) = (ids[i], row.ContactId, row.Channel, row.Address);
                (content.Value, state.Value, reason.Value) = ((object?)row.Content ?? DBNull.Value, row.State, (object?)row.Reason ?? DBNull.Value);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return rows.Count / watch.Elapsed.TotalSeconds;

        SqliteParameter Add(string name) => insert.Parameters.AddWithValue(name, DBNull.Value);
    }

    private sealed class PlannedRow
    {
        public Guid ContactId { get; init; }

        public string Channel { get; init; } = "";

        public string Address { get; init; } = "";

        public string? Content { get; init; }

        public int State { get; init; }

        public string? Reason { get; init; }
    }
}
