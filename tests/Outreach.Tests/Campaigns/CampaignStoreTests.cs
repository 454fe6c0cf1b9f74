using Outreach.Campaigns;
using Outreach.People;

namespace Outreach.Tests.Campaigns;

[Trait("Database", "Both")]
public sealed class CampaignStoreTests : IAsyncLifetime
{
    private CampaignStand stand = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddContactsAsync(10);
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Its_author_cannot_approve_a_campaign()
    {
        var id = await stand.CreateCampaignAsync();

        (await stand.Store.ApproveAsync(id, "lan", default)).ShouldBeOfType<CampaignChange.Refused>();
        (await stand.StateAsync(id)).ShouldBe(CampaignState.Draft);
        (await stand.Store.ApproveAsync(id, "minh", default)).ShouldBeOfType<CampaignChange.Done>().Campaign.ApprovedBy.ShouldBe("minh");
    }

    [Fact]
    public async Task A_campaign_that_does_not_exist_is_said_to_be_missing()
    {
        var nobody = Guid.CreateVersion7(stand.Time.GetUtcNow());

        foreach (var step in Steps(nobody))
            (await step.Run()).ShouldBe(new CampaignChange.NotFound(nobody), step.Name);
    }

    public static TheoryData<string, string> Paths => new()
    {
        { "", "schedule" },
        { "", "launch" },
        { "approve", "approve" },
        { "approve", "launch" },
        { "approve schedule", "approve" },
        { "approve schedule", "schedule" },
        { "approve schedule", "planned" },
        { "approve schedule launch", "schedule" },
        { "approve schedule launch planned", "launch" },
        { "approve schedule launch planned finish", "stop" },
        { "stop", "approve" },
        { "approve stop", "schedule" },
        { "approve schedule stop", "launch" },
        { "approve schedule launch stop", "planned" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_step_is_refused_where_it_does_not_belong(string path, string refused)
    {
        var id = await stand.CreateCampaignAsync();
        var steps = Steps(id).ToDictionary(step => step.Name, step => step.Run);
        foreach (var step in path.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "finish")
                await stand.FinishAsync(id);
            else
                (await steps[step]()).ShouldBeOfType<CampaignChange.Done>(step);
        }

        var before = await stand.StateAsync(id);
        (await steps[refused]()).ShouldBeOfType<CampaignChange.Refused>().Reason.ShouldContain(before.ToString());
        (await stand.StateAsync(id)).ShouldBe(before);
    }

    [Fact]
    public async Task Of_two_who_approve_at_once_one_wins()
    {
        var id = await stand.CreateCampaignAsync();

        var changes = await Task.WhenAll(stand.Store.ApproveAsync(id, "minh", default), stand.Store.ApproveAsync(id, "hoa", default));

        changes.Count(change => change is CampaignChange.Done).ShouldBe(1);
    }

    [Theory]
    [InlineData("list", "one citizen more")]
    [InlineData("words", "one comma more")]
    public async Task What_changed_after_the_approval_is_not_launched_and_must_be_approved_again(string what, string label)
    {
        var id = await stand.CreateScheduledAsync();
        if (what == "list")
            await stand.Contacts.AddAsync([new NewContact("Thêm", [])], CampaignStand.List, default);
        else
            await stand.ExecuteAsync("UPDATE message_contents SET content = replace(content, 'Xin', 'Xin,') WHERE id IN (SELECT content_id FROM campaign_renditions WHERE channel = 'sms')");

        await stand.Job.LaunchAsync(id, default);

        var campaign = (await stand.Store.FindAsync(id, default))!;
        campaign.State.ShouldBe(CampaignState.Draft, label);
        (campaign.ApprovedBy, campaign.ApprovedHash).ShouldBe((null, null));
        campaign.Reason.ShouldNotBeNullOrEmpty();
        (await stand.Test.CountAsync("outbox")).ShouldBe(0);

        (await stand.Store.ApproveAsync(id, "minh", default)).ShouldBeOfType<CampaignChange.Done>();
        (await stand.Store.ScheduleAsync(id, stand.Time.GetUtcNow(), default)).ShouldBeOfType<CampaignChange.Done>();
        await stand.Job.LaunchAsync(id, default);
        (await stand.StateAsync(id)).ShouldBe(CampaignState.Sending);
    }

    [Fact]
    public async Task A_citizen_taken_off_another_list_changes_nothing()
    {
        await stand.Contacts.AddAsync([new NewContact("Khác", [])], "Danh sách khác", default);
        var id = await stand.CreateScheduledAsync();
        await stand.ExecuteAsync("DELETE FROM contact_list_members WHERE list_id = (SELECT id FROM contact_lists WHERE name = 'Danh sách khác')");

        await stand.Job.LaunchAsync(id, default);

        (await stand.StateAsync(id)).ShouldBe(CampaignState.Sending);
    }

    [Fact]
    public async Task Stopping_closes_its_queue_and_stopping_again_is_the_same()
    {
        var id = await stand.CreateScheduledAsync();
        await stand.Job.LaunchAsync(id, default);

        var first = (await stand.Store.StopAsync(id, "Sai nội dung.", default)).ShouldBeOfType<CampaignChange.Done>().Campaign;
        var second = (await stand.Store.StopAsync(id, "Lần hai.", default)).ShouldBeOfType<CampaignChange.Done>().Campaign;

        (first.State, first.Reason).ShouldBe((CampaignState.Stopped, "Sai nội dung."));
        (second.State, second.Reason).ShouldBe((CampaignState.Stopped, "Sai nội dung."));
        (await stand.Queues.OpenAsync(default)).ShouldBeEmpty("nothing of it can be claimed from that moment");
    }

    private (string Name, Func<Task<CampaignChange>> Run)[] Steps(Guid id) =>
    [
        ("approve", () => stand.Store.ApproveAsync(id, "minh", default)),
        ("schedule", () => stand.Store.ScheduleAsync(id, stand.Time.GetUtcNow(), default)),
        ("launch", () => stand.Store.LaunchAsync(id, stand.Time.GetUtcNow().AddDays(3), default)),
        ("planned", () => stand.Store.PlannedAsync(id, default)),
        ("stop", () => stand.Store.StopAsync(id, "Dừng.", default)),
    ];
}
