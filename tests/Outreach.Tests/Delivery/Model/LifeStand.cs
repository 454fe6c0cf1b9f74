using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Campaigns;
using Outreach.Cluster;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Support;
using Quartz;

namespace Outreach.Tests.Delivery.Model;

/// <summary>The real parts on a real database, wired as the service wires them, with nothing running by itself.</summary>
internal sealed class LifeStand : IDisposable
{
    public const string List = "Dân phố";

    /// <summary>A few citizens make several pages, so that a kill can fall between two.</summary>
    private const int CitizensPerPage = 2;

    private static readonly string[] Tables =
    [
        "outbox", "receipts", "campaigns", "campaign_renditions", "message_contents", "bulk_queues", "cap_slots", "contact_list_members",
        "contact_lists", "contact_addresses", "consents", "contacts", "do_not_contact", "do_not_contact_sources", "notices",
    ];

    private readonly OutboxSignals signals;
    private readonly BulkQueues queues;
    private readonly OutboxClaims claims;

    private LifeStand(TestDatabase test, IScheduler scheduler, ISchedulerFactory schedulers, Func<DoubtfulMessage, LookupResult> look)
    {
        var (database, options) = (test.Database, Options.Create(new ClusterOptions { Node = "one" }));
        (Database, Cipher, Scheduler) = (database, test.Cipher, scheduler);
        signals = new OutboxSignals(Time);
        PlanClock = new DyingClock(Time);
        var ids = new IdGenerator(Time);
        Channels = [new ScriptedChannel("zalo", UnknownPolicy.Hold, reports: true), new AskedChannel("sms", look), new ScriptedChannel("telegram", UnknownPolicy.Resend, reports: false)];
        queues = new BulkQueues(database, Time);
        claims = new OutboxClaims(database, LifeRules.Given, options, Time);
        Contacts = new ContactStore(database, test.Cipher, Time);
        Campaigns = new CampaignStore(database, queues, ids, Time);
        Settlements = new OutboxSettlements(database, new AddressMoves(test.Cipher), Time);
        Receipts = new Receipts(database, Time);
        Reports = new CampaignReports(database);
        Retry = new CampaignRetry(database, signals, Time);
        Planner = new CampaignScheduler(Campaigns, schedulers, Time);

        // Without ready messages no campaign's words go out of date.
        var empty = Directory.CreateDirectory(Path.Combine(test.Folder, "content", "faq")).Parent!.FullName;
        var deadline = new CampaignDeadline(ContentLibrary.Load(empty), Options.Create(new DeliveryOptions()), Time);
        var planner = new CampaignPlanner(database, Campaigns, new Citizens(database), LifeRules.Given, Channels, signals, ids, PlanClock) { PageSize = CitizensPerPage };
        Launch = new LaunchCampaignJob(Campaigns, planner, deadline, Time, NullLogger<LaunchCampaignJob>.Instance);
        var outbox = new Outbox(database, test.Cipher, signals, ids, options, Time);
        ClaimSweep = new ClaimSweep(outbox, Channels, Time);
        Doubt = new DoubtSweep(database, Channels, new MessageContents(database), test.Cipher, signals, Time, NullLogger<DoubtSweep>.Instance);
        NextChannel = new NextChannel(database, Campaigns, LifeRules.Given, Channels, signals, ids, Time);
        CampaignSweep = new CampaignSweep(database, Campaigns, Planner, outbox, queues, TestNotices.On(database, ids, outbox, Time), Time, NullLogger<CampaignSweep>.Instance);
        Sources = NewSources();
    }

    public Database Database { get; }

    public FieldCipher Cipher { get; }

    public ManualTime Time { get; } = new();

    public DyingClock PlanClock { get; }

    public IReadOnlyList<ScriptedChannel> Channels { get; }

    public IScheduler Scheduler { get; }

    public ContactStore Contacts { get; }

    public CampaignStore Campaigns { get; }

    public CampaignScheduler Planner { get; }

    public LaunchCampaignJob Launch { get; }

    public CampaignRetry Retry { get; }

    public CampaignReports Reports { get; }

    public OutboxSettlements Settlements { get; }

    public Receipts Receipts { get; }

    public ClaimSweep ClaimSweep { get; }

    public DoubtSweep Doubt { get; }

    public NextChannel NextChannel { get; }

    public CampaignSweep CampaignSweep { get; }

    /// <summary>By channel; what the process remembers of open campaigns.</summary>
    public IReadOnlyDictionary<string, BulkSource> Sources { get; private set; }

    /// <summary>On an emptied database with the village in it.</summary>
    public static async Task<LifeStand> CreateAsync(TestDatabase test, ISchedulerFactory schedulers, IReadOnlyList<ModelCitizen> village, Func<DoubtfulMessage, LookupResult> look)
    {
        var scheduler = await schedulers.GetScheduler();
        await scheduler.Clear();
        var stand = new LifeStand(test, scheduler, schedulers, look);

        // At the very first tick nothing is remembered of open campaigns, and so nothing is ever out of date.
        stand.Time.Advance(TimeSpan.FromSeconds(1));
        await test.Database.WriteAsync(
            async session =>
            {
                foreach (var table in Tables)
                    await session.ExecuteAsync($"DELETE FROM {table}", null, default);
            },
            default);
        await stand.Contacts.AddAsync([.. village.Select(citizen => citizen.Entry())], List, default);
        foreach (var citizen in village)
            citizen.Id = (await stand.Contacts.FindByAddressAsync(citizen.Channels[0], citizen.Address(citizen.Channels[0]), default))!.Id;
        return stand;
    }

    /// <summary>Its scheduler is never started: the model fires what is due.</summary>
    public static ServiceProvider Services() =>
        new ServiceCollection().AddLogging().AddQuartz(quartz => quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "life")).BuildServiceProvider();

    /// <summary>The process is gone and comes back: it remembers nothing and abandons its own claims.</summary>
    public async Task RestartAsync()
    {
        Sources = NewSources();
        await ClaimSweep.AbandonAsync(ownToo: true, default);
    }

    public void Dispose() => signals.Dispose();

    private Dictionary<string, BulkSource> NewSources() =>
        Channels.ToDictionary(channel => channel.Name, channel => new BulkSource(channel.Name, queues, claims, LifeRules.Given, Time));
}
