using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Outreach.Benchmarks.Measuring;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// Webhook intake: check the signature, store the message durably, answer, against an endpoint of the same server that only
/// answers; by the same client, with the same bytes on the same connections. On SQLite, and on PostgreSQL where the environment
/// names a server as for the tests.
/// </summary>
/// <remarks>
/// The reference does not read the body; one that reads it differs from it by less than two runs of the same differ. A citizen
/// comes back many times within a minute, as in a burst: that somebody is there is then not written down again.
/// </remarks>
internal static class InboundPath
{
    /// <summary>As many as Telegram opens to one webhook (setWebhook, <c>max_connections</c>).</summary>
    private const int InFlight = 100;

    private const int Citizens = 1000;
    private const string AppId = "360846524940903967";
    private const string Secret = "benchmark";
    private const string Timestamp = "1735689600000";

    private static int lastMessage;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        var rows = new List<Row>(await CompareAsync(scale, "SQLite", []));
        if (Environment.GetEnvironmentVariable("OUTREACH_TEST_POSTGRES") is { Length: > 0 } server)
            rows.AddRange(await CompareAsync(scale, "PostgreSQL", await NewDatabaseAsync(server)));
        return rows;
    }

    private static async Task<IReadOnlyList<Row>> CompareAsync(Scale scale, string database, Dictionary<string, string?> storage)
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
            new Dictionary<string, string?>(storage)
            {
                ["Channels:Zalo:AppId"] = AppId,
                ["Channels:Zalo:AppSecret"] = Secret,
                ["Channels:Zalo:OaSecret"] = Secret,
                ["Channels:Zalo:RefreshToken"] = Secret,
            });
        using var client = new LoadClient(stand.Url, InFlight);
        var requests = scale.Of(100_000, 10_000) / scale.Rounds;

        // The compiler improves both for some seconds, beside the requests and at their expense.
        await Comparison.AlternateAsync(scale.Of(4, 1), Empty, Webhook, warm: false);
        var loads = await Comparison.AlternateAsync(scale.Rounds, Empty, Webhook, warm: false);
        const string Reference = "empty endpoint";
        return
        [
            Row.Of("inbound", $"signed webhook stored in {database} and answered, requests/s with {InFlight} in flight; higher is better", Reference, loads.Select(load => load.PerSecond)),
            Row.Of("inbound", "p50 of the same requests, ms; lower is better", Reference, loads.Select(load => load.P50)),
            Row.Of("inbound", "p99 of the same requests, ms; lower is better", Reference, loads.Select(load => load.P99)),
            Row.Of("inbound", "processor time of one, client included, µs; lower is better", Reference, loads.Select(load => load.Cpu)),
        ];

        Task<Load> Empty() => PostAsync("/empty");

        Task<Load> Webhook() => PostAsync("/webhooks/zalo/default");

        Task<Load> PostAsync(string path) => Task.FromResult(client.Run([.. Enumerable.Range(0, requests).Select(_ => Signed(stand.Url, path))]));
    }

    private static byte[] Signed(Uri url, string path)
    {
        var i = Interlocked.Increment(ref lastMessage);
        var body = Encoding.UTF8.GetBytes(
            $$"""{"app_id":"{{AppId}}","sender":{"id":"{{246_000_000 + (i % Citizens)}}"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Làm giấy khai sinh cho con ở đâu?","msg_id":"m{{i}}"},"timestamp":"{{Timestamp}}"}""");
        byte[] sealedBytes = [.. Encoding.UTF8.GetBytes(AppId), .. body, .. Encoding.UTF8.GetBytes(Timestamp + Secret)];
        return LoadClient.Post(url, path, body, ("X-ZEvent-Signature", "mac=" + Convert.ToHexStringLower(SHA256.HashData(sealedBytes))));
    }

    private static async Task<Dictionary<string, string?>> NewDatabaseAsync(string server)
    {
        var name = $"outreach_benchmark_{Environment.ProcessId}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS {name}";
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return new()
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString(),
        };
    }
}
