using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Campaigns;
using Outreach.Cluster;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Content;
using Outreach.Tests.Support;
using Quartz;

namespace Outreach.Tests.Campaigns;

/// <summary>Campaigns on a real database. The scheduler keeps triggers and fires none: launching is called as its job calls it.</summary>
internal sealed class CampaignStand : IAsyncDisposable
{
    public const string List = "Dân phố";

    /// <summary>A campaign on Zalo, and then by SMS.</summary>
    public static readonly NewCampaign Request = new("Tạm trú", "tam-tru", List, ["zalo", "sms"], "lan", MessageClass.Guidance);

    private readonly ContentSample sample = new();
    private readonly OutboxSignals signals;
    private readonly ServiceProvider quartz;

    private CampaignStand(TestDatabase test)
    {
        Test = test;
        Ids = new IdGenerator(Time);
        signals = new OutboxSignals(Time);
        Queues = new BulkQueues(test.Database, Time);
        Contents = new MessageContents(test.Database);
        Store = new CampaignStore(test.Database, Queues, Ids, Time);
        Planner = new CampaignPlanner(test.Database, Store, new Citizens(test.Database), SampleRules.Consent, Channels, signals, Ids, Time);
        Reports = new CampaignReports(test.Database);
        Contacts = new ContactStore(test.Database, test.Cipher, Time);
        Deadline = new CampaignDeadline(ContentLibrary.Load(sample.Path), Options.Create(new DeliveryOptions()), Time);
        Job = new LaunchCampaignJob(Store, Planner, Deadline, Time, NullLogger<LaunchCampaignJob>.Instance);
        quartz = new ServiceCollection()
            .AddLogging()
            .AddQuartz(options => options.ConfigureScheduler(scheduler => scheduler.InstanceName = Ids.Next().ToString()))
            .BuildServiceProvider();
        var cluster = Options.Create(new ClusterOptions { Node = "node-1" });
        Outbox = new Outbox(test.Database, test.Cipher, signals, Ids, cluster, Time);
        Notices = TestNotices.On(test.Database, Ids, Outbox, Time);
        Claims = new OutboxClaims(test.Database, SampleRules.Consent, cluster, Time);
        Settlements = new OutboxSettlements(test.Database, new AddressMoves(test.Cipher), Time);
        Receipts = new Receipts(test.Database, Time);
        Sweep = new CampaignSweep(
            test.Database, Store, new CampaignScheduler(Store, Schedulers, Time), Outbox, Queues, Notices, Time, NullLogger<CampaignSweep>.Instance);
        NextChannel = new NextChannel(test.Database, Store, SampleRules.Consent, Channels, signals, Ids, Time);
        Retry = new CampaignRetry(test.Database, signals, Time);
    }

    public TestDatabase Test { get; }

    public ManualTime Time { get; } = new();

    public IdGenerator Ids { get; }

    public IReadOnlyList<FakeChannel> Channels { get; } = [new FakeChannel("zalo"), new FakeChannel("telegram"), new FakeChannel("sms")];

    public CampaignStore Store { get; }

    public CampaignPlanner Planner { get; }

    public CampaignReports Reports { get; }

    public CampaignDeadline Deadline { get; }

    public CampaignSweep Sweep { get; }

    public CampaignRetry Retry { get; }

    public NextChannel NextChannel { get; }

    public ContactStore Contacts { get; }

    public LaunchCampaignJob Job { get; }

    public BulkQueues Queues { get; }

    public MessageContents Contents { get; }

    public Notices Notices { get; }

    public Outbox Outbox { get; }

    public OutboxClaims Claims { get; }

    public OutboxSettlements Settlements { get; }

    public Receipts Receipts { get; }

    public ISchedulerFactory Schedulers => quartz.GetRequiredService<ISchedulerFactory>();

    public static async Task<CampaignStand> CreateAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>Of ten: six on Zalo, one on SMS only, one without consent, one who left Zalo, one on the do-not-contact list.</summary>
    public async Task AddContactsAsync(int count)
    {
        await Contacts.AddAsync([.. Enumerable.Range(0, count).Select(Contact)], List, default);
        await Contacts.BlockAsync("zalo", [.. Enumerable.Range(0, count).Where(n => n % 10 == 9).Select(n => $"z{n}")], "complaint", default);
        await ExecuteAsync("UPDATE contact_addresses SET state = 1 WHERE contact_id IN (SELECT id FROM contacts WHERE unit = 'left')");
    }

    /// <summary>So many who agreed, each with an address on every one of these channels.</summary>
    public Task AddReachableAsync(int count, params string[] channels) =>
        Contacts.AddAsync(
            [.. Enumerable.Range(0, count).Select(n => new NewContact(
                $"Người {n}",
                [.. channels.Select(channel => new NewAddress(channel, Address(channel, n)))],
                Consent: new NewConsent(Granted: true, "đồng ý", ConsentSource.List("ds.csv"))))],
            List,
            default);

    /// <summary>As <see cref="AddReachableAsync"/> gives it.</summary>
    public static string Address(string channel, int n) => channel == "sms" ? string.Create(CultureInfo.InvariantCulture, $"+8490{n:D7}") : $"{channel}{n}";

    public Task<Guid> CreateCampaignAsync() => CreateCampaignAsync(Request);

    public async Task<Guid> CreateCampaignAsync(NewCampaign request)
    {
        var renditions = request.Channels.ToDictionary(channel => channel, channel => new MessageContent(channel == "sms" ? "Xin chao" : "Xin chào"));
        var change = await Store.CreateAsync(request, renditions, default);
        return change.ShouldBeOfType<CampaignChange.Done>().Campaign.Id;
    }

    public Task<Guid> CreateScheduledAsync() => CreateScheduledAsync(Request);

    public async Task<Guid> CreateScheduledAsync(NewCampaign request)
    {
        var id = await CreateCampaignAsync(request);
        (await Store.ApproveAsync(id, "minh", default)).ShouldBeOfType<CampaignChange.Done>();
        (await Store.ScheduleAsync(id, Time.GetUtcNow(), default)).ShouldBeOfType<CampaignChange.Done>();
        return id;
    }

    /// <summary>A campaign whose rows are all planned and may leave.</summary>
    public async Task<Guid> LaunchAsync(NewCampaign? request = null)
    {
        var id = await CreateScheduledAsync(request ?? Request);
        await Job.LaunchAsync(id, default);
        (await StateAsync(id)).ShouldBe(CampaignState.Sending);
        return id;
    }

    /// <summary>Claims up to so many rows of a campaign on a channel and settles them with what the provider said.</summary>
    public async Task<IReadOnlyList<Guid>> SendAsync(Guid campaign, string channel, SendOutcome outcome, int count = 1000)
    {
        var queue = (await Queues.FindAsync(campaign, default))!;
        var claim = await Claims.ClaimBulkAsync(channel, queue, count, default);
        var now = Time.GetUtcNow();
        await Settlements.WriteAsync(
            channel,
            [.. claim.Messages.Select(message =>
            {
                var said = outcome is SendOutcome.Accepted accepted ? accepted with { ProviderId = $"p-{message.Id}" } : outcome;
                var verdict = NextStep.After(said, message.Attempts, now, message.ExpiresAt, jitter: 1);
                return new Settlement(message, said, verdict, FollowUp.After(verdict, message, Channels.First(one => one.Name == channel), now));
            })],
            default);
        return [.. claim.Messages.Select(message => message.Id)];
    }

    /// <summary>A receipt for a message that <see cref="SendAsync"/> had accepted.</summary>
    public Task<int> ReceiveAsync(string channel, ReceiptStatus status, Guid message) =>
        Receipts.RecordAsync([new Receipt(channel, "default", $"{status}:{message}", $"p-{message}", status, Time.GetUtcNow())], default);

    /// <summary>Says of whatever waits that it was sent, and lets the sweep see it.</summary>
    public async Task FinishAsync(Guid id)
    {
        await ExecuteAsync("UPDATE outbox SET state = 2, follow_up_at = NULL WHERE campaign_id = @id AND state IN (0, 1)", new { id });
        await Sweep.RunAsync(default);
        (await StateAsync(id)).ShouldBe(CampaignState.Finished);
    }

    public async Task<CampaignState> StateAsync(Guid id) => (await Store.FindAsync(id, default))!.State;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Test.Database.WriteAsync(session => session.ExecuteAsync(sql, parameters, default), default);

    public Task<T?> ValueAsync<T>(string sql, object? parameters = null) =>
        Test.Database.ReadAsync(session => session.FirstAsync<T>(sql, parameters, default), default);

    public Task<IReadOnlyList<OutboxMessage>> RowsAsync() =>
        Test.Database.ReadAsync(session => session.QueryAsync<OutboxMessage>("SELECT * FROM outbox ORDER BY id", null, default), default);

    public async ValueTask DisposeAsync()
    {
        await quartz.DisposeAsync();
        await Test.DisposeAsync();
        signals.Dispose();
        sample.Dispose();
    }

    private static NewContact Contact(int n) => new(
        $"Người {n}",
        n % 10 == 6 ? [new("sms", $"+8490{n:D7}")] : [new("zalo", $"z{n}")],
        Unit: n % 10 == 8 ? "left" : null,
        Consent: new NewConsent(n % 10 != 7, "đồng ý", ConsentSource.List("ds.csv")));
}
