using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Outreach.Benchmarks.Measuring;
using Outreach.Delivery;
using Outreach.Delivery.Pacing;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// How much of a provider's rate is used without ever being refused: 16 senders behind one <see cref="Pacer"/> post to a
/// server that counts arrivals and answers 429 by a token bucket of the same rate and one second's burst.
/// </summary>
internal static class PacingPath
{
    private const int Senders = 16;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        var rows = new List<Row>();
        foreach (var rate in (int[])[30, 100, 1_000])
        {
            var runs = new List<Run>();
            for (var i = 0; i < scale.Rounds; i++)
                runs.Add(await DriveAsync(rate, scale.Of(5, 2)));

            var (refused, busiest) = (runs.Sum(run => run.Refused), runs.Max(run => run.BusiestSecond));
            var series = new Series<double>([.. runs.Select(_ => (double)rate)], [.. runs.Select(run => run.PerSecond)]);
            rows.Add(Row.Of("pacing", $"messages/s at {rate} allowed, {refused} answered 429, {busiest} in the busiest second; as near to 1 as can be", "allowed", series));
        }

        return rows;
    }

    private static async Task<Run> DriveAsync(int rate, int seconds)
    {
        await using var provider = await Provider.StartAsync(rate);
        using var client = new HttpClient { BaseAddress = provider.Url };

        // Opens the connections and compiles the path; the provider does not count these.
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => client.GetAsync("/")));

        using var pacer = new Pacer(rate, TimeProvider.System);
        var left = rate * seconds;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync()));
        return provider.Measured();

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

    /// <param name="PerSecond">Taken between the first and the last, so that neither end counts half.</param>
    private sealed record Run(double PerSecond, int Refused, int BusiestSecond);

    /// <summary>The limiter is .NET's own, so that our pacer is not measured with our own measure.</summary>
    private sealed class Provider(WebApplication server, TokenBucketRateLimiter limiter) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<long> taken = new();
        private int refused;

        public Uri Url => new(server.Urls.Single());

        public static async Task<Provider> StartAsync(int rate)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var provider = new Provider(builder.Build(), Limiter(rate));
            provider.Map();
            await provider.StartAsync();
            return provider;
        }

        public Run Measured()
        {
            long[] times = [.. taken.Order()];
            var span = Stopwatch.GetElapsedTime(times[0], times[^1]).TotalSeconds;
            return new Run((times.Length - 1) / span, refused, Busiest(times));
        }

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await limiter.DisposeAsync();
        }

        private static TokenBucketRateLimiter Limiter(int rate) => new(new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate,
            TokensPerPeriod = rate / 10,
            ReplenishmentPeriod = TimeSpan.FromSeconds(0.1),
            QueueLimit = 0,
            AutoReplenishment = true,
        });

        /// <summary>Most arrivals in any second, wherever it begins.</summary>
        private static int Busiest(long[] times)
        {
            var (most, first) = (0, 0);
            for (var last = 0; last < times.Length; last++)
            {
                while (Stopwatch.GetElapsedTime(times[first], times[last]) >= TimeSpan.FromSeconds(1))
                    first++;
                most = Math.Max(most, last - first + 1);
            }

            return most;
        }

        private Task StartAsync() => server.StartAsync();

        private void Map()
        {
            server.MapGet("/", () => Results.Ok());
            server.MapPost("/messages", () =>
            {
                if (!limiter.AttemptAcquire().IsAcquired)
                {
                    Interlocked.Increment(ref refused);
                    return Results.StatusCode(StatusCodes.Status429TooManyRequests);
                }

                taken.Enqueue(Stopwatch.GetTimestamp());
                return Results.Ok();
            });
        }
    }
}
