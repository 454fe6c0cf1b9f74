using Outreach.Campaigns;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Campaigns;

/// <summary>Three citizens with an address on Zalo and a number, in a campaign that tries Zalo, Telegram and SMS.</summary>
[Trait("Database", "Both")]
public sealed class NextChannelTests : IAsyncLifetime
{
    private const int Citizens = 3;

    private static readonly TimeSpan Wait = TimeSpan.FromHours(2);
    private static readonly SendOutcome Accepted = new SendOutcome.Accepted("p");
    private static readonly SendOutcome Refused = new SendOutcome.Rejected("-201", "sai");

    private CampaignStand stand = null!;
    private Guid campaign;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddReachableAsync(Citizens, "zalo", "sms");
        campaign = await stand.LaunchAsync(CampaignStand.Request with { Channels = ["zalo", "telegram", "sms"], FallbackAfter = Wait });
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_refusal_leads_on_at_once_past_a_channel_without_address()
    {
        await stand.SendAsync(campaign, "zalo", Refused);

        await stand.NextChannel.RunAsync(default);

        var rows = await stand.RowsAsync();
        rows.Count(row => (row.Channel, row.Step, row.State) == ("zalo", 0, MessageState.HandedOn)).ShouldBe(Citizens);
        var next = rows.Where(row => row.Step == 1).ToList();
        next.Count.ShouldBe(Citizens);
        next.ShouldAllBe(row => row.Channel == "sms" && row.State == MessageState.Due);
        (await stand.SendAsync(campaign, "sms", Accepted)).Count.ShouldBe(Citizens);
        await CountsEachOnceAsync();
    }

    [Fact]
    public async Task Without_a_receipt_the_wait_leads_on_and_not_a_moment_before()
    {
        await stand.SendAsync(campaign, "zalo", Accepted);

        stand.Time.Advance(Wait - TimeSpan.FromMilliseconds(1));
        await stand.NextChannel.RunAsync(default);
        (await stand.Test.CountAsync("outbox")).ShouldBe(Citizens);

        stand.Time.Advance(TimeSpan.FromMilliseconds(1));
        await stand.NextChannel.RunAsync(default);
        (await stand.RowsAsync()).Count(row => row.State == MessageState.HandedOn && row.Reason == "no_receipt").ShouldBe(Citizens);
        await CountsEachOnceAsync();
    }

    [Fact]
    public async Task What_was_delivered_goes_nowhere_else()
    {
        var ids = await stand.SendAsync(campaign, "zalo", Accepted);
        await stand.ReceiveAsync("zalo", ReceiptStatus.Delivered, ids[0]);
        stand.Time.Advance(Wait);

        await stand.NextChannel.RunAsync(default);

        (await stand.RowsAsync()).Where(row => row.Step == 1).Select(row => row.ContactId).Count().ShouldBe(Citizens - 1);
        (await stand.RowsAsync()).Single(row => row.Id == ids[0]).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task A_receipt_of_failure_leads_on_at_once()
    {
        var ids = await stand.SendAsync(campaign, "zalo", Accepted);
        await stand.ReceiveAsync("zalo", ReceiptStatus.Failed, ids[0]);

        await stand.NextChannel.RunAsync(default);

        (await stand.RowsAsync()).Count(row => row.Step == 1).ShouldBe(1);
    }

    [Fact]
    public async Task A_late_receipt_takes_back_what_has_not_left_and_leaves_what_has()
    {
        var ids = await stand.SendAsync(campaign, "zalo", Accepted);
        stand.Time.Advance(Wait);
        await stand.NextChannel.RunAsync(default);
        (await stand.SendAsync(campaign, "sms", Accepted, count: 1)).Count.ShouldBe(1);

        foreach (var id in ids)
            await stand.ReceiveAsync("zalo", ReceiptStatus.Delivered, id);

        var rows = await stand.RowsAsync();
        rows.Where(row => row.Step == 0).ShouldAllBe(row => row.State == MessageState.Delivered);
        rows.Count(row => row.Step == 1 && row.State == MessageState.Suppressed && row.Reason == SuppressionReason.Duplicate).ShouldBe(Citizens - 1);
        rows.Count(row => row.Step == 1 && row.State == MessageState.Sent).ShouldBe(1);
        (await stand.SendAsync(campaign, "sms", Accepted)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_channel_is_the_end_and_its_refusal_stays()
    {
        await stand.SendAsync(campaign, "zalo", Refused);
        await stand.NextChannel.RunAsync(default);
        await stand.SendAsync(campaign, "sms", Refused);

        await stand.NextChannel.RunAsync(default);
        await stand.NextChannel.RunAsync(default);

        (await stand.RowsAsync()).Count.ShouldBe(2 * Citizens);
        (await stand.Reports.ForAsync(campaign, default)).Channels["sms"].Failed.ShouldBe(Citizens);
        await CountsEachOnceAsync();
    }

    [Theory]
    [InlineData("UPDATE contact_addresses SET state = 1 WHERE channel = 'sms'", "left the next channel")]
    [InlineData("UPDATE contacts SET consented = FALSE", "withdrew consent")]
    [InlineData("DELETE FROM contact_addresses WHERE channel = 'sms'", "has no address there any more")]
    public async Task Whoever_may_not_be_written_to_there_stays_where_they_are(string change, string label)
    {
        await stand.SendAsync(campaign, "zalo", Refused);
        await stand.ExecuteAsync(change);

        await stand.NextChannel.RunAsync(default);

        var rows = await stand.RowsAsync();
        rows.Count.ShouldBe(Citizens, label);
        rows.ShouldAllBe(row => row.State == MessageState.Failed && row.FollowUpAt == null, label);
    }

    [Fact]
    public async Task At_most_one_row_of_a_citizen_may_leave_however_often_the_sweep_runs()
    {
        await stand.SendAsync(campaign, "zalo", Refused);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stand.NextChannel.RunAsync(default)));

        (await stand.RowsAsync()).Where(row => row.State is MessageState.Due or MessageState.Sending).GroupBy(row => row.ContactId).ShouldAllBe(rows => rows.Count() == 1);
        (await stand.Test.CountAsync("outbox")).ShouldBe(2 * Citizens);
    }

    [Fact]
    public async Task Nothing_of_a_stopped_campaign_goes_on()
    {
        await stand.SendAsync(campaign, "zalo", Refused);
        await stand.Store.StopAsync(campaign, "Dừng.", default);

        await stand.NextChannel.RunAsync(default);

        (await stand.RowsAsync()).ShouldAllBe(row => row.Step == 0 && row.State == MessageState.Failed && row.FollowUpAt == null);
    }

    [Fact]
    public async Task A_campaign_with_citizens_on_their_way_to_the_next_channel_is_not_finished()
    {
        await stand.SendAsync(campaign, "zalo", Accepted);
        await stand.Sweep.RunAsync(default);
        (await stand.StateAsync(campaign)).ShouldBe(CampaignState.Sending);

        stand.Time.Advance(Wait);
        await stand.NextChannel.RunAsync(default);
        await stand.Sweep.RunAsync(default);
        (await stand.StateAsync(campaign)).ShouldBe(CampaignState.Sending);

        await stand.SendAsync(campaign, "sms", Accepted);
        await stand.Sweep.RunAsync(default);
        (await stand.StateAsync(campaign)).ShouldBe(CampaignState.Finished);
    }

    private async Task CountsEachOnceAsync()
    {
        var report = await stand.Reports.ForAsync(campaign, default);
        report.Channels.Values.Sum(counts => counts.Planned).ShouldBe(Citizens);
        report.Channels["zalo"].HandedOn.ShouldBe(Citizens);
    }
}
