using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outreach.Benchmarks.Measuring;

/// <summary>
/// A provider that counts arrivals and answers 429 by a token bucket of its rate and one second's burst. The limiter is .NET's
/// own, so that our pacer is not measured with our own measure.
/// </summary>
internal sealed class LimitedProvider(WebApplication server, TokenBucketRateLimiter limiter) : IAsyncDisposable
{
    private readonly ConcurrentQueue<long> taken = new();
    private int refused;

    public Uri Url => new(server.Urls.Single());

    public static async Task<LimitedProvider> StartAsync(int rate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new LimitedProvider(builder.Build(), Limiter(rate));
        provider.Map();
        await provider.StartAsync();
        return provider;
    }

    /// <summary>What came since the last time; begins anew.</summary>
    public Arrivals Measured()
    {
        long[] times = [.. taken.Order()];
        taken.Clear();
        var span = Stopwatch.GetElapsedTime(times[0], times[^1]).TotalSeconds;
        return new Arrivals((times.Length - 1) / span, Interlocked.Exchange(ref refused, 0), Busiest(times));
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

        // Answers as Twilio does, so that its channel can be pointed here.
        server.MapPost("/{**path}", (HttpResponse response) =>
        {
            if (!limiter.AttemptAcquire().IsAcquired)
            {
                Interlocked.Increment(ref refused);
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            }

            taken.Enqueue(Stopwatch.GetTimestamp());
            return Results.Json(new { sid = $"SM{taken.Count:x32}", status = "queued" }, statusCode: StatusCodes.Status201Created);
        });
    }
}

/// <param name="PerSecond">Taken between the first and the last, so that neither end counts half.</param>
internal sealed record Arrivals(double PerSecond, int Refused, int BusiestSecond);
