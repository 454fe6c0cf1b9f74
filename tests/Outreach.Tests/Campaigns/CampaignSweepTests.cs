using Outreach.Campaigns;
using Outreach.Delivery;
using Quartz;

namespace Outreach.Tests.Campaigns;

[Trait("Database", "Both")]
public sealed class CampaignSweepTests : IAsyncLifetime
{
    private CampaignStand stand = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddReachableAsync(10, "zalo");
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_campaign_is_finished_when_nothing_of_it_waits_or_is_on_the_wire()
    {
        var id = await stand.LaunchAsync();
        await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p"), count: 4);
        await SweepAsync(id, CampaignState.Sending);

        await stand.Claims.ClaimBulkAsync("zalo", (await stand.Queues.FindAsync(id, default))!, 100, default);
        await SweepAsync(id, CampaignState.Sending);

        await stand.ExecuteAsync("UPDATE outbox SET state = 5 WHERE state = 1");
        await SweepAsync(id, CampaignState.Finished);
        (await stand.Store.FindAsync(id, default))!.FinishedAt.ShouldBe(stand.Time.GetUtcNow());
        (await stand.Queues.FindAsync(id, default))!.ClosedAt.ShouldBe(stand.Time.GetUtcNow());
    }

    [Fact]
    public async Task Rows_that_are_gone_are_planned_again_with_a_notice()
    {
        var id = await stand.LaunchAsync();
        await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p"));
        var victim = (await stand.RowsAsync())[3];
        await stand.ExecuteAsync("DELETE FROM outbox WHERE id = @Id", new { victim.Id });

        await SweepAsync(id, CampaignState.Planning);
        var notice = (await stand.Notices.LatestAsync(default)).ShouldHaveSingleItem();
        (notice.Kind, notice.Subject).ShouldBe((NoticeKind.CampaignReplanned, id.ToString()));

        await stand.Job.LaunchAsync(id, default);
        (await stand.RowsAsync()).Single(row => row.State == MessageState.Due).ContactId.ShouldBe(victim.ContactId);
        await stand.FinishAsync(id);
        (await stand.Test.CountAsync("outbox")).ShouldBe(10);
    }

    [Fact]
    public async Task What_a_stopped_campaign_left_waiting_is_taken_back()
    {
        var id = await stand.LaunchAsync();
        await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p"), count: 4);
        await stand.Store.StopAsync(id, "Sai nội dung.", default);

        await SweepAsync(id, CampaignState.Stopped);
        await SweepAsync(id, CampaignState.Stopped);

        (await stand.RowsAsync()).Count(row => row.State == MessageState.Sent).ShouldBe(4);
        (await stand.RowsAsync()).Count(row => row.State == MessageState.Suppressed && row.Reason == SuppressionReason.Stopped).ShouldBe(6);
    }

    [Fact]
    public async Task A_campaign_whose_trigger_was_lost_gets_it_back()
    {
        var id = await stand.CreateScheduledAsync();
        var key = new TriggerKey(id.ToString(), "campaigns");
        var scheduler = await stand.Schedulers.GetScheduler(default);
        (await scheduler.GetTrigger(key, default)).ShouldBeNull();

        await stand.Sweep.RunAsync(default);
        await stand.Sweep.RunAsync(default);

        (await scheduler.GetTrigger(key, default)).ShouldNotBeNull().StartTimeUtc.ShouldBe(stand.Time.GetUtcNow());
    }

    [Fact]
    public async Task What_expired_before_its_time_came_is_stopped_and_plans_nothing()
    {
        var id = await stand.CreateScheduledAsync();
        stand.Time.SetWallClock(new DateTimeOffset(2026, 12, 31, 17, 0, 0, TimeSpan.Zero));

        await stand.Job.LaunchAsync(id, default);

        (await stand.StateAsync(id)).ShouldBe(CampaignState.Stopped);
        (await stand.Test.CountAsync("outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Messages_do_not_outlive_what_they_say()
    {
        // Valid to 31 December in Viet Nam, whose day ends at 17:00 UTC.
        stand.Time.SetWallClock(new DateTimeOffset(2026, 12, 31, 2, 0, 0, TimeSpan.Zero));
        var id = await stand.LaunchAsync();

        (await stand.RowsAsync()).ShouldAllBe(row => row.ExpiresAt == new DateTimeOffset(2026, 12, 31, 17, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Failed_messages_are_put_back_but_not_of_those_who_opted_out()
    {
        var id = await stand.LaunchAsync();
        await stand.SendAsync(id, "zalo", new SendOutcome.Rejected("-201", "sai"), count: 3);
        await stand.SendAsync(id, "zalo", new SendOutcome.OptedOut("-213"), count: 2);
        await stand.SendAsync(id, "zalo", new SendOutcome.Unconfirmed("im lặng"), count: 1);
        await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p"));
        await stand.ExecuteAsync("UPDATE outbox SET follow_up_at = NULL");
        await SweepAsync(id, CampaignState.Finished);

        (await RetryAsync(id)).ShouldBe(3);
        await SweepAsync(id, CampaignState.Sending);
        (await stand.RowsAsync()).Where(row => row.State == MessageState.Due).ShouldAllBe(row => row.Attempts == 0);

        (await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p"))).Count.ShouldBe(3);
        await SweepAsync(id, CampaignState.Finished);
        (await RetryAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task The_report_counts_what_was_sent_without_a_part_by_what_is_missing()
    {
        var id = await stand.LaunchAsync();
        await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p1") { Missing = "picture: 100 (trace A)" }, count: 1);
        var delivered = (await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p2") { Missing = "picture: 100 (trace B)" }, count: 1)).Single();
        await stand.SendAsync(id, "zalo", new SendOutcome.Accepted("p3"), count: 1);
        await stand.ReceiveAsync("zalo", ReceiptStatus.Delivered, delivered);

        var report = await stand.Reports.ForAsync(id, default);

        var zalo = report.Channels["zalo"];
        (zalo.Sent, zalo.Delivered, zalo.Incomplete).ShouldBe((3, 1, 2));
        report.Reasons["incomplete: picture"].ShouldBe(2);
        report.Reasons.Keys.ShouldNotContain(reason => reason.Contains("trace"));
    }

    [Fact]
    public async Task What_failed_for_certain_begins_a_new_round_and_what_may_have_arrived_does_not()
    {
        var id = await stand.LaunchAsync();
        var failed = (await stand.SendAsync(id, "zalo", new SendOutcome.Rejected("-201", "sai"), count: 1)).Single();
        var unknown = (await stand.SendAsync(id, "zalo", new SendOutcome.Unconfirmed("im lặng"), count: 1)).Single();
        await stand.ExecuteAsync("UPDATE outbox SET follow_up_at = NULL");

        await stand.Retry.RetryFailedAsync((await stand.Store.FindAsync(id, default))!, stand.Time.GetUtcNow().AddDays(3), unknownToo: true, default);

        (await StandingAsync(failed)).ShouldBe((MessageState.Due, 1));
        (await StandingAsync(unknown)).ShouldBe((MessageState.Due, 0));

        await stand.ExecuteAsync("UPDATE outbox SET state = 4, round = 15 WHERE id = @failed", new { failed });
        await RetryAsync(id);
        (await StandingAsync(failed)).ShouldBe((MessageState.Due, 0), "by then no provider remembers the first");

        async Task<(MessageState, int)> StandingAsync(Guid row) => (await stand.RowsAsync()).Where(each => each.Id == row).Select(each => (each.State, each.Round)).Single();
    }

    [Theory]
    [InlineData("")]
    [InlineData("stop")]
    public async Task A_campaign_that_does_not_send_has_nothing_to_retry(string step)
    {
        var id = await stand.CreateScheduledAsync();
        if (step == "stop")
            await stand.Store.StopAsync(id, "Dừng.", default);

        (await RetryAsync(id)).ShouldBeNull();
    }

    private async Task<int?> RetryAsync(Guid id) => await stand.Retry.RetryFailedAsync((await stand.Store.FindAsync(id, default))!, stand.Time.GetUtcNow().AddDays(3), unknownToo: false, default);

    private async Task SweepAsync(Guid id, CampaignState expected)
    {
        await stand.Sweep.RunAsync(default);
        (await stand.StateAsync(id)).ShouldBe(expected);
    }
}
