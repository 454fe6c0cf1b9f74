using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Benchmarks.Measuring;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Benchmarks.Paths;

/// <summary>Webhook intake: check the signature, store the message durably, answer, against an endpoint of the same server that only answers.</summary>
internal static class InboundPath
{
    private const int InFlight = 32;
    private const int Citizens = 1000;
    private const string AppId = "360846524940903967";
    private const string Secret = "benchmark";

    private static int lastMessage;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        await using var stand = await Stand.StartAsync(
            services => services
                .AddSingleton<Receipts>().AddSingleton<InboxSignal>().AddSingleton<IncomingMessages>()
                .AddSingleton<ProviderMediaStore>().AddSingleton<ProviderTokenStore>().AddZalo(),
            app =>
            {
                app.MapZaloWebhook();
                app.MapPost("/empty", () => TypedResults.Ok());
            },
            new Dictionary<string, string?>
            {
                ["Channels:Zalo:AppId"] = AppId,
                ["Channels:Zalo:AppSecret"] = Secret,
                ["Channels:Zalo:OaSecret"] = Secret,
                ["Channels:Zalo:RefreshToken"] = Secret,
            });
        using var client = new HttpClient { BaseAddress = stand.Url };
        var requests = scale.Of(20_000, 2_000) / scale.Rounds;

        var loads = await Comparison.AlternateAsync(
            scale.Rounds, () => PostAsync(client, "/empty", requests), () => PostAsync(client, "/webhooks/zalo/default", requests));
        return
        [
            Row.Of("inbound", $"signed webhook stored and answered, requests/s with {InFlight} in flight; higher is better", "empty endpoint", loads.Select(load => load.PerSecond)),
            Row.Of("inbound", "p99 of the same requests, ms; lower is better", "empty endpoint", loads.Select(load => load.P99)),
        ];
    }

    private static async Task<(double PerSecond, double P99)> PostAsync(HttpClient client, string path, int requests)
    {
        var events = Enumerable.Range(0, requests).Select(_ => Signed(Interlocked.Increment(ref lastMessage))).ToList();
        var milliseconds = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = InFlight };
        await Parallel.ForEachAsync(events, options, async (signed, ct) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(signed.Body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", signed.Mac);
            var start = Stopwatch.GetTimestamp();
            using var response = await client.SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        });
        return (requests / watch.Elapsed.TotalSeconds, Quantile.Of(milliseconds, 0.99));
    }

    private static (byte[] Body, string Mac) Signed(int i)
    {
        const string Timestamp = "1735689600000";
        var body = Encoding.UTF8.GetBytes(
            $$"""{"app_id":"{{AppId}}","sender":{"id":"{{246_000_000 + (i % Citizens)}}"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Làm giấy khai sinh cho con ở đâu?","msg_id":"m{{i}}"},"timestamp":"{{Timestamp}}"}""");
        byte[] sealedBytes = [.. Encoding.UTF8.GetBytes(AppId), .. body, .. Encoding.UTF8.GetBytes(Timestamp + Secret)];
        return (body, "mac=" + Convert.ToHexStringLower(SHA256.HashData(sealedBytes)));
    }
}
