using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Outreach.Benchmarks.Measuring;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// Planning a campaign: read the list with consents, addresses and refusals, choose, and write a row per citizen, against
/// only writing the same rows in the same pages with one prepared statement.
/// </summary>
internal static class PlanPath
{
    /// <summary>Hidden verb: plans one campaign in a process of its own and prints the most memory it ever held, in kB.</summary>
    public const string Verb = "plan-once";

    private const int PageSize = 1000;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        var count = scale.Of(1_000_000, 50_000);
        var province = await Province.WithAsync(count);
        var memory = (Tenth: await PeakAsync(province, count / 10), All: await PeakAsync(province, count));

        await using var stand = await Stand.StartAsync(Stand.AddSending, settings: TwilioAt.Settings(new Uri("http://127.0.0.1:9")), copyOf: province.Folder);
        await using var plain = await Stand.StartAsync(Stand.AddSending, settings: TwilioAt.Settings(new Uri("http://127.0.0.1:9")));
        var (tenth, all) = (await Province.ListAsync(stand.Database, count / 10), await Province.ListAsync(stand.Database, count));
        var reference = await ReferenceRows.ReadAsync(stand.Database, all);

        // A tenth is enough to warm up.
        await PlanAsync(stand, tenth, count / 10);
        reference.Insert(plain, count / 10);
        var rates = await Comparison.AlternateAsync(
            scale.Of(2, 3), () => Task.FromResult(reference.Insert(plain, count)), () => PlanAsync(stand, all, count), warm: false);
        return
        [
            Row.Of("plan", $"rows/s for {count:#,0} contacts; higher is better", "raw prepared inserts", rates),
            new Row(
                "plan",
                $"peak memory of the process, MB, {count / 10:#,0} and {count:#,0} contacts; must be flat",
                $"{Row.Number(memory.Tenth)} (a tenth of the list)",
                Row.Number(memory.All),
                $"**{Row.Number(memory.All / memory.Tenth)}**"),
        ];
    }

    /// <summary>The other process.</summary>
    public static async Task PlanOnceAsync(string folder, int citizens)
    {
        await using (var stand = await Stand.StartAsync(Stand.AddSending, settings: TwilioAt.Settings(new Uri("http://127.0.0.1:9")), copyOf: folder))
            await Broadcast.PlanAsync(stand, citizens);
        var peak = (await File.ReadAllLinesAsync("/proc/self/status")).Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        System.Console.WriteLine(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
    }

    private static async Task<double> PeakAsync(Province province, int citizens)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Verb, province.Folder, $"{citizens}"]) { RedirectStandardOutput = true })!;
        var kilobytes = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1000;
    }

    /// <summary>Rows per second, into an outbox that is empty before.</summary>
    private static async Task<double> PlanAsync(Stand stand, Guid list, int rows)
    {
        await stand.Database.WriteAsync(session => session.ExecuteAsync("DELETE FROM outbox", null, CancellationToken.None), CancellationToken.None);
        var campaign = await Broadcast.OpenAsync(stand, list, held: false);
        var watch = Stopwatch.StartNew();
        await Broadcast.PlanAsync(stand, campaign);
        return rows / watch.Elapsed.TotalSeconds;
    }

    /// <summary>What the planner writes, held in memory: the contacts, and a page of addresses that stands for all, since none is indexed.</summary>
    private sealed class ReferenceRows(Guid[] contacts, IReadOnlyList<Sealed> addresses)
    {
        public static Task<ReferenceRows> ReadAsync(Database database, Guid list) =>
            database.ReadAsync(
                async session => new ReferenceRows(
                    [.. await session.QueryAsync<Guid>("SELECT contact_id FROM contact_list_members WHERE list_id = @list ORDER BY contact_id", new { list }, CancellationToken.None)],
                    await session.QueryAsync<Sealed>("SELECT value, lookup FROM contact_addresses LIMIT @PageSize", new { PageSize }, CancellationToken.None)),
                CancellationToken.None);

        public double Insert(Stand stand, int count)
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = stand.Database.Place, Pooling = false }.ToString());
            connection.Open();
            using var prepare = new Statement(connection, "PRAGMA cache_size = -65536; DELETE FROM outbox");
            prepare.Run();
            using var insert = new Statement(
                connection,
                """
                INSERT INTO outbox (id, campaign_id, contact_id, step, lane, channel, account, address, lookup, content_id, state, reason, due_at, expires_at, attempts, created_at)
                VALUES ($1, $2, $3, 0, 1, 'sms', 'default', $4, $5, $6, 0, NULL, $7, $8, 0, $7)
                """);
            var ids = new IdGenerator(TimeProvider.System);
            var (campaign, content) = (ids.Next(), ids.Next());
            var now = TimeProvider.System.GetUtcNow();
            var (due, expires) = (now.ToUnixTimeMilliseconds(), now.AddDays(1).ToUnixTimeMilliseconds());

            var watch = Stopwatch.StartNew();
            for (var first = 0; first < count; first += PageSize)
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                insert.Transaction = transaction;
                for (var i = first; i < Math.Min(first + PageSize, count); i++)
                {
                    var address = addresses[i % addresses.Count];
                    insert.Run(ids.Next(), campaign, contacts[i], address.Value, address.Lookup, content, due, expires);
                }

                transaction.Commit();
            }

            return count / watch.Elapsed.TotalSeconds;
        }
    }

    private sealed record Sealed
    {
        public string Value { get; init; } = "";

        public string Lookup { get; init; } = "";
    }
}
