using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outreach.Benchmarks.Measuring;
using Outreach.Channels.Twilio;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// How long a citizen waits for us: from the door, through storing, answering and the outbox, to the call of the channel;
/// alone, and while a campaign is leaving as fast as the machine can send.
/// </summary>
internal static class ReplyPath
{
    private const string Sms = "sms";
    private const int PerSecond = 50;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        await using var sink = await Sink.StartAsync();
        var waits = new Waits();
        await using var stand = await Stand.StartAsync(
            services =>
            {
                services.AddContent().AddPeople().AddDelivery().AddInbox().AddTwilio();
                services.RemoveAll<IChannel>().AddSingleton<IChannel>(
                    provider => new ObservedChannel(ActivatorUtilities.CreateInstance<TwilioChannel>(provider), before: waits.Ended));
            },
            settings: TwilioAt.Settings(sink.Url));
        var questions = stand.Get<ContentLibrary>().Procedures.Select(procedure => procedure.Name).ToList();
        var messages = scale.Of(250, 100);
        var bulk = scale.Of(20_000, 5_000);

        var p99 = await Comparison.AlternateAsync(
            scale.Rounds, () => AskAsync(stand, waits, questions, messages), () => AskBesideCampaignAsync(stand, waits, questions, messages, bulk));
        return [Row.Of("reply", $"p99 from door to channel call beside a campaign of {bulk:#,0}, ms; lower is better", "the same without a campaign", p99)];
    }

    private static async Task<double> AskBesideCampaignAsync(Stand stand, Waits waits, List<string> questions, int messages, int bulk)
    {
        await BulkRows.AddAsync(stand.Database, stand.Get<FieldCipher>(), bulk);
        stand.Get<Outbox>().Wake(Sms, Lane.Bulk);
        var p99 = await AskAsync(stand, waits, questions, messages);
        var left = await stand.Database.WriteAsync(
            session => session.ExecuteAsync("UPDATE outbox SET state = 6 WHERE lane = 1 AND state = 0", null, CancellationToken.None), CancellationToken.None);
        return left > 0 ? p99 : throw new InvalidOperationException("The campaign had left before the questions ended; make it larger.");
    }

    /// <summary>Asks at a fixed pace whether or not answers come, as citizens do; the 99th percentile in milliseconds.</summary>
    private static async Task<double> AskAsync(Stand stand, Waits waits, List<string> questions, int messages)
    {
        var inbox = stand.Get<IncomingMessages>();
        var round = waits.Begin(messages);
        var start = Stopwatch.GetTimestamp();
        var accepting = new List<Task>(messages);
        for (var i = 0; i < messages; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / PerSecond) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            var sender = waits.Started();
            accepting.Add(inbox.AcceptAsync(
                new(Sms, "default", sender, sender, IncomingKind.Message, TimeProvider.System.GetUtcNow(), questions[i % questions.Count]),
                CancellationToken.None));
        }

        await Task.WhenAll(accepting);
        return Quantile.Of(await round, 0.99);
    }

    /// <summary>Who is waiting since when. Every question comes from another number, so the number tells which one is answered.</summary>
    private sealed class Waits
    {
        private readonly ConcurrentDictionary<string, long> started = new();
        private ConcurrentBag<double> milliseconds = [];
        private TaskCompletionSource<IReadOnlyCollection<double>> all = new();
        private int expected;
        private int last;

        public Task<IReadOnlyCollection<double>> Begin(int count)
        {
            (expected, milliseconds) = (count, []);
            all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return all.Task;
        }

        public string Started()
        {
            var sender = $"+8491{++last:D7}";
            started[sender] = Stopwatch.GetTimestamp();
            return sender;
        }

        /// <summary>The first part of the answer counts; a campaign's message ends no wait.</summary>
        public void Ended(OutgoingMessage message)
        {
            if (!started.TryRemove(message.Address, out var start))
                return;
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (Interlocked.Decrement(ref expected) == 0)
                all.SetResult(milliseconds);
        }
    }
}
