using System.Diagnostics;
using System.Text;
using Outreach.Benchmarks.Measuring;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// Bulk sending of planned campaigns: claim, look at consent and refusals, reveal, call the provider, write the outcome down
/// durably, against a loop that only calls. Both post the same form to the same sink with as many requests in flight.
/// </summary>
internal static class DispatchPath
{
    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        await using var sink = await Sink.StartAsync();
        var messages = scale.Of(100_000, 10_000) / scale.Rounds;
        var province = await Province.WithAsync(messages);
        await using var stand = await Stand.StartAsync(Stand.AddSending, settings: TwilioAt.Settings(sink.Url), copyOf: province.Folder);
        using var client = new HttpClient { BaseAddress = sink.Url };

        var rates = await Comparison.AlternateAsync(scale.Rounds, () => LoopAsync(client, messages), () => DispatchAsync(stand, messages));
        return [Row.Of("dispatch", "SMS out of the durable outbox, messages/s; higher is better", "bare HttpClient loop", rates)];
    }

    private static async Task<double> LoopAsync(HttpClient client, int messages)
    {
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TwilioAt.Sid}:{TwilioAt.Token}"));
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = TwilioAt.BulkConcurrency };
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), options, async (i, ct) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/2010-04-01/Accounts/{TwilioAt.Sid}/Messages.json");
            request.Headers.Authorization = new("Basic", login);
            request.Content = new FormUrlEncodedContent(
            [
                new("To", Province.Address(i)),
                new("From", TwilioAt.From),
                new("Body", Broadcast.Content.Text),
                new("SmartEncoded", "false"),
                new("StatusCallback", "https://thongtin.example.gov.vn/webhooks/twilio/default/status?m=0198f0a4-0000-7000-8000-000000000000"),
            ]);
            using var response = await client.SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync(ct);
        });
        return messages / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> DispatchAsync(Stand stand, int messages)
    {
        await Broadcast.PlanAsync(stand, messages);
        var watch = Stopwatch.StartNew();
        await Sending.UntilAsync(stand, messages);
        watch.Stop();

        var left = await stand.Database.ReadAsync(
            session => session.FirstAsync<long>("SELECT count(*) FROM outbox WHERE state <> 2", null, CancellationToken.None), CancellationToken.None);
        return left == 0 ? messages / watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{left} messages are not written down as sent.");
    }
}
