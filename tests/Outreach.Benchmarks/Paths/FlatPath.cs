using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Benchmarks.Measuring;
using Outreach.Campaigns;
using Outreach.Cluster.Sweeps;
using Outreach.Delivery;
using Quartz;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// What a message, a sweep and a report cost while the outbox fills up over the years: claiming, settling and sweeping must not
/// notice; a report counts its campaign's own rows.
/// </summary>
internal static class FlatPath
{
    private const int Group = 100;

    /// <summary>A campaign that went out long ago, as such campaigns end: most delivered, some only sent, some failed or unknown.</summary>
    private const string GoneOut =
        """
        UPDATE outbox
        SET attempts = 1, sent_at = created_at, provider_id = 'SM' || id,
            state = CASE substr(id, 36, 1) WHEN '0' THEN 4 WHEN '1' THEN 5 WHEN '2' THEN 6 WHEN '3' THEN 2 WHEN '4' THEN 2 ELSE 3 END
        """;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        int[] sizes = [scale.Of(10_000, 2_000), scale.Of(100_000, 10_000), scale.Of(1_000_000, 50_000)];
        var province = await Province.WithAsync(sizes[^1]);
        var places = new List<Place>();
        foreach (var size in sizes)
            places.Add(await Place.FillAsync(province, size));

        // In turn, so that what disturbs one size disturbs its neighbours alike; the first round warms up.
        var series = places.Select(_ => new List<Costs>()).ToList();
        for (var round = 0; round <= scale.Rounds; round++)
        {
            for (var i = 0; i < places.Count; i++)
            {
                var costs = await places[i].MeasureAsync(scale.Of(5_000, 1_000));
                if (round > 0)
                    series[i].Add(costs);
            }
        }

        foreach (var place in places)
            await place.DisposeAsync();
        return
        [
            .. Enumerable.Range(1, 2).Select(i => Compare($"claim and settle with {sizes[i]:#,0} rows in the outbox, µs per message; must be flat", costs => costs.Message, i)),
            .. Enumerable.Range(1, 2).Select(i => Compare($"one run of all sweeps with {sizes[i]:#,0} rows, ms; must be flat", costs => costs.Sweeps, i)),
            .. Enumerable.Range(1, 2).Select(i => Compare($"report of a campaign of {sizes[i]:#,0}, ms; grows with its rows", costs => costs.Report, i)),
        ];

        Row Compare(string what, Func<Costs, double> part, int i) =>
            Row.Of("flat", what, $"{sizes[0]:#,0} rows", new Series<double>([.. series[0].Select(part)], [.. series[i].Select(part)]));
    }

    private sealed record Costs(double Message, double Sweeps, double Report);

    private sealed class Place(Stand stand, Guid old) : IAsyncDisposable
    {
        public static async Task<Place> FillAsync(Province province, int size)
        {
            var stand = await Stand.StartAsync(
                services =>
                {
                    Stand.AddSending(services);
                    services.AddQuartz();
                },
                settings: TwilioAt.Settings(new Uri("http://127.0.0.1:9")),
                copyOf: province.Folder);
            var campaign = await Broadcast.PlanAsync(stand, size);
            await stand.Database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync(GoneOut, null, CancellationToken.None);
                    await session.ExecuteAsync("UPDATE campaigns SET state = 5", null, CancellationToken.None);
                    await stand.Get<BulkQueues>().CloseAsync(session, campaign.Id, CancellationToken.None);
                },
                CancellationToken.None);
            return new Place(stand, campaign.Id);
        }

        public async Task<Costs> MeasureAsync(int messages)
        {
            var campaign = await Broadcast.PlanAsync(stand, messages);
            var perMessage = await SendAsync(campaign, messages);
            var sweeps = await TimeAsync(async () =>
            {
                foreach (var sweep in stand.Get<IEnumerable<ISweep>>())
                    await sweep.RunAsync(CancellationToken.None);
            });
            var report = await TimeAsync(() => stand.Get<CampaignReports>().ForAsync(old, CancellationToken.None));
            return new Costs(perMessage, sweeps, report);
        }

        public ValueTask DisposeAsync() => stand.DisposeAsync();

        /// <summary>Microseconds per message, claimed and settled in groups as the sender does, without anything between.</summary>
        private async Task<double> SendAsync(Campaign campaign, int messages)
        {
            var (claims, settlements) = (stand.Get<OutboxClaims>(), stand.Get<OutboxSettlements>());
            var queue = await stand.Get<BulkQueues>().FindAsync(campaign.Id, CancellationToken.None);
            var sent = 0;
            var milliseconds = await TimeAsync(async () =>
            {
                while (await claims.ClaimBulkAsync(Broadcast.Channel, queue!, Group, CancellationToken.None) is { Messages: { Count: > 0 } claimed })
                {
                    sent += claimed.Count;
                    await settlements.WriteAsync(Broadcast.Channel, [.. claimed.Select(Accepted)], CancellationToken.None);
                }
            });
            return sent == messages ? milliseconds * 1000 / messages : throw new InvalidOperationException($"Only {sent} of {messages} could be claimed.");
        }

        private static Settlement Accepted(ClaimedMessage message)
        {
            var id = $"SM{message.Id:N}";
            return new Settlement(message, new SendOutcome.Accepted(id), new Verdict(MessageState.Sent, ProviderId: id));
        }

        private static async Task<double> TimeAsync(Func<Task> work)
        {
            var watch = Stopwatch.StartNew();
            await work();
            return watch.Elapsed.TotalMilliseconds;
        }
    }
}
