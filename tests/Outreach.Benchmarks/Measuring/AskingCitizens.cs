using System.Collections.Concurrent;
using System.Diagnostics;
using Outreach.Channels.Twilio;
using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>Citizens who ask by SMS through the signed webhook, each from a number of their own, so that the number tells which question is answered.</summary>
internal sealed class AskingCitizens(Stand stand) : IDisposable
{
    private const string Path = "/webhooks/twilio/default";

    private readonly HttpClient client = new() { BaseAddress = stand.Url };
    private readonly List<string> questions = [.. stand.Get<ContentLibrary>().Procedures.Select(procedure => procedure.Name)];
    private readonly ConcurrentDictionary<string, long> started = new();
    private ConcurrentBag<double> milliseconds = [];
    private TaskCompletionSource all = new();
    private int expected;
    private int last;

    /// <summary>Asks at a fixed pace whether or not answers come, as citizens do; the 99th percentile of the waits in milliseconds.</summary>
    public async Task<double> AskAsync(int count, int perSecond)
    {
        (expected, milliseconds) = (count, []);
        all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        var asking = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / perSecond) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            asking.Add(AskAsync(questions[i % questions.Count]));
        }

        await Task.WhenAll(asking);
        await all.Task;
        return Quantile.Of(milliseconds, 0.99);
    }

    /// <summary>The first part of the answer counts; a campaign's message ends no wait.</summary>
    public void Answered(OutgoingMessage message)
    {
        if (!started.TryRemove(message.Address, out var start))
            return;
        milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        if (Interlocked.Decrement(ref expected) == 0)
            all.SetResult();
    }

    public void Dispose() => client.Dispose();

    private async Task AskAsync(string question)
    {
        var sender = $"+8491{++last:D7}";
        Dictionary<string, string> form = new() { ["MessageSid"] = $"SM{last:D32}", ["From"] = sender, ["Body"] = question };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Compute(TwilioAt.Token, TwilioAt.PublicUrl + Path, form));
        started[sender] = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
