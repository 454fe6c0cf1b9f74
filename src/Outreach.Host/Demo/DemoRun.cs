using System.Diagnostics;
using Microsoft.Extensions.Options;
using Outreach.Campaigns;
using Outreach.Content;
using Outreach.People;
using Outreach.Plans;
using Outreach.Storage;

namespace Outreach.Host.Demo;

/// <summary>The main job from end to end: citizens in, a campaign out on three channels, questions answered on four.</summary>
internal sealed class DemoRun(RunningService service, DemoScreen screen)
{
    /// <summary>Receipts come after the message; this is how long they are waited for once everything has been sent.</summary>
    private static readonly TimeSpan ReceiptPatience = TimeSpan.FromSeconds(15);

    /// <summary>A provider that could not say what became of a reply is asked again after a minute.</summary>
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider time = Of<TimeProvider>(service);

    public async Task<DemoReport> RunAsync(int count, CancellationToken ct)
    {
        var started = Stopwatch.StartNew();
        using var sandbox = new SandboxClient(service.Sandbox!.Url);
        await sandbox.LiftRateLimitsAsync(ct);

        var population = SyntheticContacts.Make(count);
        var tasks = await SeedAsync(sandbox, population, ct);
        screen.Seeded(count, tasks);

        var campaigns = Of<CampaignStore>(service);
        var demo = new DemoCampaign(Of<CampaignComposer>(service), campaigns, Of<CampaignScheduler>(service), time);
        var campaign = await demo.ScheduleAsync(ct);
        screen.Scheduled(campaign);

        var asking = new DemoQuestions(sandbox, service.Url, time).AskAsync(CitizensOf(population), ct);
        await WatchAsync(campaign, ct);
        var assistant = await asking;
        await AllAnsweredAsync(ct);

        var audit = await new DemoAudit(Of<Database>(service), Of<FieldCipher>(service), campaigns, sandbox).RunAsync(campaign, ct);
        var report = await Of<CampaignReports>(service).ForAsync(campaign.Id, ct);
        using var process = Process.GetCurrentProcess();
        return new DemoReport(
            count,
            [Report(campaign, report)],
            audit.Lost,
            audit.Duplicated,
            assistant,
            Math.Round(started.Elapsed.TotalSeconds, 1),
            audit.Seconds > 0 ? Math.Round(audit.Received / audit.Seconds, 1) : 0,
            process.PeakWorkingSet64);
    }

    private async Task<int> SeedAsync(SandboxClient sandbox, SyntheticPopulation population, CancellationToken ct)
    {
        var seed = new DemoSeed(Of<ContactStore>(service), Of<PlanStore>(service), sandbox, Of<IOptions<ContentOptions>>(service).Value);

        // Contacts are added all or none. Twice would be too often: whoever has no address cannot be merged.
        if (await CountAsync("contacts", ct) == 0)
            await seed.AddContactsAsync(population, ct);

        // A campaign means that an earlier run got past this; before that, doing it again changes nothing.
        if (await CountAsync("campaigns", ct) == 0)
            await seed.PrepareAsync(population, ct);
        return await seed.ImportPlansAsync(ct);
    }

    private Task<long> CountAsync(string table, CancellationToken ct) => NumberAsync($"SELECT COUNT(*) FROM {table}", ct);

    private Task<long> NumberAsync(string sql, CancellationToken ct) => Of<Database>(service).ReadAsync(session => session.FirstAsync<long>(sql, null, ct), ct);

    /// <summary>Follows the campaign until it is finished and its receipts are in.</summary>
    private async Task WatchAsync(Campaign campaign, CancellationToken ct)
    {
        var reports = Of<CampaignReports>(service);
        using var progress = screen.Follow();
        CampaignState state;
        do
        {
            await Task.Delay(Glance, time, ct);
            state = (await Of<CampaignStore>(service).FindAsync(campaign.Id, ct))!.State;
            progress.Show(state, await reports.ForAsync(campaign.Id, ct));
        }
        while (state is not (CampaignState.Finished or CampaignState.Stopped or CampaignState.Draft));

        var deadline = time.GetUtcNow() + ReceiptPatience;
        while (time.GetUtcNow() < deadline && AwaitsReceipts(await reports.ForAsync(campaign.Id, ct)))
            await Task.Delay(Glance, time, ct);
        progress.Show(state, await reports.ForAsync(campaign.Id, ct));
    }

    /// <summary>Others than the demo's own citizens may have asked, or an earlier run was killed before it had answered them.</summary>
    private async Task AllAnsweredAsync(CancellationToken ct)
    {
        const string waiting = """
            SELECT (SELECT COUNT(*) FROM inbox WHERE state = 0)
                + (SELECT COUNT(*) FROM outbox WHERE campaign_id IS NULL AND (state IN (0, 1) OR (state = 5 AND follow_up_at IS NOT NULL)))
            """;
        var deadline = time.GetUtcNow() + ReplyPatience;
        while (time.GetUtcNow() < deadline && await NumberAsync(waiting, ct) > 0)
            await Task.Delay(Glance, time, ct);
    }

    // Telegram sends no receipts: "sent" is the last we hear of it.
    private static bool AwaitsReceipts(CampaignReport report) =>
        report.Channels.Any(channel => channel.Key != "telegram" && channel.Value.Delivered < channel.Value.Sent);

    /// <summary>Somebody on each channel to ask questions as.</summary>
    private static Dictionary<string, string> CitizensOf(SyntheticPopulation population) =>
        population.Contacts
            .SelectMany(contact => contact.Addresses)
            .GroupBy(address => address.Channel)
            .ToDictionary(group => group.Key, group => group.First().Value);

    private static DemoCampaignReport Report(Campaign campaign, CampaignReport report) => new(
        campaign.Name,
        report.Channels.ToDictionary(
            pair => pair.Key,
            pair => new DemoChannelReport(pair.Value.Planned, pair.Value.Suppressed, pair.Value.Sent, pair.Value.Delivered, pair.Value.Failed, pair.Value.Unknown)),
        report.Reasons);

    private static T Of<T>(RunningService service)
        where T : notnull => service.Services.GetRequiredService<T>();
}
