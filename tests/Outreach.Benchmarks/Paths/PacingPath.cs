using Outreach.Benchmarks.Measuring;
using Outreach.Delivery;
using Outreach.Delivery.Pacing;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// How much of a provider's rate is used without ever being refused: by 16 senders behind one <see cref="Pacer"/>, and by the
/// whole sender with its rows in the database.
/// </summary>
internal static class PacingPath
{
    private const int Senders = 16;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        var (rounds, seconds) = (scale.Of(3, 1), scale.Of(5, 2));
        var rows = new List<Row>();
        foreach (var rate in (int[])[30, 100, 1_000])
        {
            await using var provider = await LimitedProvider.StartAsync(rate);
            rows.Add(await MeasureAsync(provider, rate, rounds, "the pacer alone", () => DrivePacerAsync(provider, rate, seconds)));
            await using var stand = await Stand.StartAsync(
                Stand.AddSending, settings: TwilioAt.Settings(provider.Url), copyOf: (await Province.WithAsync(1_000 * seconds)).Folder);
            rows.Add(await MeasureAsync(provider, rate, rounds, "out of the outbox", () => DriveSenderAsync(stand, rate, seconds)));
        }

        return rows;
    }

    private static async Task<Row> MeasureAsync(LimitedProvider provider, int rate, int rounds, string how, Func<Task> drive)
    {
        var runs = new List<Arrivals>();
        for (var i = 0; i < rounds; i++)
        {
            await drive();
            runs.Add(provider.Measured());

            // The provider's bucket is full again for the next.
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        var (refused, busiest) = (runs.Sum(run => run.Refused), runs.Max(run => run.BusiestSecond));
        var series = new Series<double>([.. runs.Select(_ => (double)rate)], [.. runs.Select(run => run.PerSecond)]);
        return Row.Of("pacing", $"{how}, messages/s at {rate} allowed, {refused} answered 429, {busiest} in the busiest second; as near to 1 as can be", "allowed", series);
    }

    private static async Task DriveSenderAsync(Stand stand, int rate, int seconds)
    {
        await Broadcast.PlanAsync(stand, rate * seconds);
        await Sending.UntilAsync(stand, rate * seconds, rate);
    }

    private static async Task DrivePacerAsync(LimitedProvider provider, int rate, int seconds)
    {
        using var client = new HttpClient { BaseAddress = provider.Url };

        // Opens the connections and compiles the path; the provider does not count these.
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => client.GetAsync("/")));

        using var pacer = new Pacer(rate, TimeProvider.System);
        var left = rate * seconds;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync()));

        async Task SendAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await pacer.TakeAsync(Lane.Bulk, cost: 1, CancellationToken.None);
                using var response = await client.PostAsync("/messages", content: null);
                if (response.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
                    pacer.SlowDown();
            }
        }
    }
}
