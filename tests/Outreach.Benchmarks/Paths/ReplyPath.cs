using Outreach.Benchmarks.Measuring;
using Outreach.Channels.Twilio;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Knowledge;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// How long a citizen waits for us: from the webhook, through storing, answering and the outbox, to the call of the channel;
/// alone, and while a campaign is leaving at a real provider's pace, and as fast as the machine can send.
/// </summary>
internal static class ReplyPath
{
    /// <summary>Zalo's documented rate for one account.</summary>
    private const double ProviderRate = 66;

    public static async Task<IReadOnlyList<Row>> RunAsync(Scale scale)
    {
        await using var sink = await Sink.StartAsync();
        var size = scale.Of(1_000_000, 100_000);
        var province = await Province.WithAsync(size);
        await using var stand = await Stand.StartAsync(
            services =>
            {
                Stand.AddSending(services);
                services.AddKnowledge();
                services.AddInbox();
            },
            app => app.MapTwilioWebhook(),
            TwilioAt.Settings(sink.Url),
            province.Folder);
        var campaign = await Broadcast.PlanAsync(stand, size, held: true);
        using var citizens = new AskingCitizens(stand);
        return
        [
            await CompareAsync(stand, citizens, campaign.Id, scale, ProviderRate, perSecond: 10, $"beside a campaign of {size:#,0}, paced at {ProviderRate}/s"),
            await CompareAsync(stand, citizens, campaign.Id, scale, rate: null, perSecond: 50, $"beside a campaign of {size:#,0}, as fast as the machine can"),
        ];
    }

    private static async Task<Row> CompareAsync(Stand stand, AskingCitizens citizens, Guid campaign, Scale scale, double? rate, int perSecond, string what)
    {
        var questions = perSecond * scale.Of(10, 2);
        await using var sending = await Sending.StartAsync(stand, new ObservedChannel(stand.Get<IChannel>(), before: citizens.Answered, rate: rate));

        // Compiles the path; a full round of each would only cost time.
        await citizens.AskAsync(2 * perSecond, perSecond);
        var p99 = await Comparison.AlternateAsync(
            scale.Of(4, 1), () => citizens.AskAsync(questions, perSecond), () => BesideAsync(stand, campaign, () => citizens.AskAsync(questions, perSecond)), warm: false);
        return Row.Of("reply", $"p99 from webhook to channel call {what}, ms; lower is better", "the same without a campaign", p99);
    }

    /// <summary>The campaign leaves the whole time, and waits before and after.</summary>
    private static async Task<double> BesideAsync(Stand stand, Guid campaign, Func<Task<double>> work)
    {
        await stand.Database.WriteAsync(session => BulkQueues.ResumeAsync(session, campaign, CancellationToken.None), CancellationToken.None);
        stand.Get<Outbox>().Wake(Broadcast.Channel, Lane.Bulk);

        // Until it is in full swing.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var p99 = await work();
        await stand.Database.WriteAsync(
            session => stand.Get<BulkQueues>().PauseAsync(session, campaign, "held", CancellationToken.None), CancellationToken.None);
        var left = await stand.Database.ReadAsync(
            session => session.FirstAsync<long>("SELECT count(*) FROM outbox WHERE campaign_id = @campaign AND state = 0", new { campaign }, CancellationToken.None),
            CancellationToken.None);
        return left > 0 ? p99 : throw new InvalidOperationException("The campaign had left before the questions ended; make it larger.");
    }
}
