using Outreach.Campaigns;
using Outreach.Delivery;

namespace Outreach.Tests.Campaigns;

[Trait("Database", "Both")]
public sealed class CampaignPlannerTests : IAsyncLifetime
{
    private const int Contacts = 2500;

    private CampaignStand stand = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddContactsAsync(Contacts);
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Every_citizen_has_exactly_one_row_sent_or_with_its_reason()
    {
        var id = await stand.CreateScheduledAsync();

        await stand.Job.LaunchAsync(id, default);

        (await stand.StateAsync(id)).ShouldBe(CampaignState.Sending);
        await PlannedOnceAsync();
        var report = await stand.Reports.ForAsync(id, default);
        report.Channels["zalo"].ShouldBe(new ChannelCounts(Planned: 2250, Suppressed: 750, Waiting: 1500, Sent: 0, Delivered: 0, Failed: 0, Unknown: 0, HandedOn: 0));
        report.Channels["sms"].ShouldBe(new ChannelCounts(Planned: 250, Suppressed: 0, Waiting: 250, Sent: 0, Delivered: 0, Failed: 0, Unknown: 0, HandedOn: 0));
        report.Reasons.ShouldBe(
            new Dictionary<string, int> { [SuppressionReason.NoConsent] = 250, [SuppressionReason.OptedOut] = 250, [SuppressionReason.DoNotContact] = 250 },
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_row_to_send_carries_its_channels_words_and_its_owners_address()
    {
        await stand.Job.LaunchAsync(await stand.CreateScheduledAsync(), default);

        var rows = await stand.Test.Database.ReadAsync(
            session => session.QueryAsync<OutboxMessage>("SELECT * FROM outbox WHERE state = 0", null, default), default);

        foreach (var row in rows)
        {
            (await stand.Contents.FindAsync(row.ContentId!.Value, default)).Text.ShouldBe(row.Channel == "zalo" ? "Xin chào" : "Xin chao");
            var owner = await stand.ValueAsync<Guid>(
                "SELECT contact_id FROM contact_addresses WHERE channel = @Channel AND lookup = @lookup",
                new { row.Channel, lookup = stand.Test.Cipher.Lookup(row.Channel, stand.Test.Cipher.Reveal(row.Address)) });
            owner.ShouldBe(row.ContactId!.Value);
            row.Lookup.ShouldBe(stand.Test.Cipher.Lookup(row.Channel, stand.Test.Cipher.Reveal(row.Address)));
            row.ExpiresAt.ShouldBe(stand.Time.GetUtcNow().AddHours(72));
        }
    }

    [Fact]
    public async Task After_a_kill_planning_goes_on_from_the_place_reached_and_makes_no_second_row()
    {
        var id = await stand.CreateScheduledAsync();
        await LaunchAndDieAfterOnePageAsync(id);
        (await stand.Test.CountAsync("outbox")).ShouldBe(1000);
        var planned = await stand.ValueAsync<Guid>("SELECT contact_id FROM outbox ORDER BY contact_id DESC LIMIT 1");
        var campaign = (await stand.Store.FindAsync(id, default))!;
        (campaign.PlanCursor, campaign.PlannedRows).ShouldBe((planned, 1000));

        await stand.Job.LaunchAsync(id, default);

        await PlannedOnceAsync();
        (await stand.StateAsync(id)).ShouldBe(CampaignState.Sending);
    }

    [Fact]
    public async Task A_page_that_is_planned_again_makes_no_second_row()
    {
        var id = await stand.CreateScheduledAsync();
        await LaunchAndDieAfterOnePageAsync(id);
        await stand.ExecuteAsync("UPDATE campaigns SET plan_cursor = NULL");

        await stand.Job.LaunchAsync(id, default);

        await PlannedOnceAsync();
    }

    [Fact]
    public async Task A_campaign_stopped_while_it_is_planned_gets_no_more_rows()
    {
        var id = await stand.CreateScheduledAsync();
        await LaunchAndDieAfterOnePageAsync(id);
        var campaign = (await stand.Store.FindAsync(id, default))!;
        await stand.Store.StopAsync(id, "Dừng.", default);

        (await stand.Planner.PlanAsync(campaign, campaign.ExpiresAt!.Value, default)).ShouldBeFalse();

        (await stand.Test.CountAsync("outbox")).ShouldBe(1000);
        (await stand.Queues.OpenAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_numbers_of_a_report_add_up()
    {
        var id = await stand.CreateScheduledAsync();
        await stand.Job.LaunchAsync(id, default);
        var rows = await stand.Test.Database.ReadAsync(
            session => session.QueryAsync<Guid>("SELECT id FROM outbox WHERE state = 0 ORDER BY id", null, default), default);
        await stand.Test.Database.WriteAsync(
            session => session.ExecuteManyAsync("UPDATE outbox SET state = @state WHERE id = @id", rows.Select((id, n) => (object)new { id, state = n % 6 }), default), default);
        await stand.ExecuteAsync("UPDATE outbox SET reason = 'lỗi' WHERE state IN (0, 4, 5)");

        var report = await stand.Reports.ForAsync(id, default);

        foreach (var (channel, counts) in report.Channels)
        {
            (counts.Suppressed + counts.Waiting + counts.Sent + counts.Failed + counts.Unknown).ShouldBe(counts.Planned, channel);
            counts.Delivered.ShouldBeLessThanOrEqualTo(counts.Sent, channel);
        }

        report.Channels.Values.Sum(counts => counts.Planned).ShouldBe(Contacts);
        report.Reasons["lỗi"].ShouldBe(report.Channels.Values.Sum(counts => counts.Failed + counts.Unknown));
        (await stand.Reports.ForAsync(Guid.Empty, default)).Channels.ShouldBeEmpty();
    }

    /// <summary>A thousand contacts are a page; the third transaction of a launch would be the second page.</summary>
    private async Task LaunchAndDieAfterOnePageAsync(Guid id)
    {
        var heal = await stand.Test.FailWhenFullAsync("outbox", 1000);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => stand.Job.LaunchAsync(id, default));
        await heal();
    }

    private async Task PlannedOnceAsync()
    {
        (await stand.Test.CountAsync("outbox")).ShouldBe(Contacts);
        (await stand.ValueAsync<int>("SELECT count(DISTINCT contact_id) FROM outbox")).ShouldBe(Contacts);
    }
}
