using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Campaigns;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.Campaigns;

/// <summary>Campaigns on a real database, without the scheduler: launching is called as its job calls it.</summary>
internal sealed class CampaignStand : IAsyncDisposable
{
    public const string List = "Dân phố";

    private readonly OutboxSignals signals;

    private CampaignStand(TestDatabase test)
    {
        Test = test;
        signals = new OutboxSignals(Time);
        Store = new CampaignStore(test.Database, Time);
        Planner = new CampaignPlanner(test.Database, [new FakeChannel("zalo"), new FakeChannel("telegram"), new FakeChannel("sms")], signals, Time);
        Reports = new CampaignReports(test.Database);
        Contacts = new ContactStore(test.Database, test.Cipher, Time);
        Job = new LaunchCampaignJob(Store, Planner, NullLogger<LaunchCampaignJob>.Instance);
    }

    public TestDatabase Test { get; }

    public ManualTime Time { get; } = new();

    public CampaignStore Store { get; }

    public CampaignPlanner Planner { get; }

    public CampaignReports Reports { get; }

    public ContactStore Contacts { get; }

    public LaunchCampaignJob Job { get; }

    public static async Task<CampaignStand> CreateAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>Of ten: six on Zalo, one on SMS only, one without consent, one who left Zalo, one on the do-not-contact list.</summary>
    public async Task AddContactsAsync(int count)
    {
        await Contacts.AddAsync([.. Enumerable.Range(0, count).Select(Contact)], List, default);
        await Contacts.BlockAsync("zalo", [.. Enumerable.Range(0, count).Where(n => n % 10 == 9).Select(n => $"z{n}")], "complaint", default);
        await ExecuteAsync("UPDATE contact_addresses SET state = 1 WHERE contact_id IN (SELECT id FROM contacts WHERE unit = 'left')");
    }

    public async Task<Guid> CreateCampaignAsync()
    {
        var renditions = new Dictionary<string, MessageContent> { ["zalo"] = new("Xin chào"), ["sms"] = new("Xin chao") };
        var change = await Store.CreateAsync(new NewCampaign("Tạm trú", "tam-tru", List, ["zalo", "sms"], "lan"), renditions, default);
        return change.ShouldBeOfType<CampaignChange.Done>().Campaign.Id;
    }

    public async Task<Guid> CreateScheduledAsync()
    {
        var id = await CreateCampaignAsync();
        (await Store.ApproveAsync(id, "minh", default)).ShouldBeOfType<CampaignChange.Done>();
        (await Store.ScheduleAsync(id, Time.GetUtcNow(), default)).ShouldBeOfType<CampaignChange.Done>();
        return id;
    }

    public async Task<CampaignState> StateAsync(Guid id) => (await Store.FindAsync(id, default))!.State;

    public Task ExecuteAsync(string sql, object? parameters = null) =>
        Test.Database.WriteAsync(session => session.ExecuteAsync(sql, parameters, default), default);

    public Task<T?> ValueAsync<T>(string sql, object? parameters = null) =>
        Test.Database.ReadAsync(session => session.FirstAsync<T>(sql, parameters, default), default);

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        signals.Dispose();
    }

    private static NewContact Contact(int n) => new(
        $"Người {n}",
        n % 10 == 6 ? [new("sms", $"+8490{n:D7}")] : [new("zalo", $"z{n}")],
        Unit: n % 10 == 8 ? "left" : null,
        Consent: new NewConsent(n % 10 != 7, "đồng ý", ConsentSource.List("ds.csv")));
}
