using Outreach.Campaigns;

namespace Outreach.Tests.Campaigns;

/// <summary>Pause, resume and stop in every state, each twice: the second changes nothing.</summary>
[Trait("Database", "Both")]
public sealed class CampaignPauseTests : IAsyncLifetime
{
    private CampaignStand stand = null!;

    public async Task InitializeAsync()
    {
        stand = await CampaignStand.CreateAsync();
        await stand.AddReachableAsync(2, "zalo");
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    /// <param name="Step">pause, resume or stop.</param>
    /// <param name="Paused">Whether the queue is paused afterwards; null: there is none.</param>
    public sealed record Case(CampaignState State, bool PausedBefore, string Step, bool Done, CampaignState After, bool? Paused)
    {
        public override string ToString() => $"{Step} a campaign that is {(PausedBefore ? "paused while " : "")}{State}";
    }

    public static TheoryData<Case> Cases =>
    [
        new(CampaignState.Draft, false, "pause", false, CampaignState.Draft, null),
        new(CampaignState.Draft, false, "resume", false, CampaignState.Draft, null),
        new(CampaignState.Draft, false, "stop", true, CampaignState.Stopped, null),
        new(CampaignState.Approved, false, "pause", false, CampaignState.Approved, null),
        new(CampaignState.Approved, false, "stop", true, CampaignState.Stopped, null),
        new(CampaignState.Scheduled, false, "pause", false, CampaignState.Scheduled, null),
        new(CampaignState.Scheduled, false, "resume", false, CampaignState.Scheduled, null),
        new(CampaignState.Scheduled, false, "stop", true, CampaignState.Stopped, null),
        new(CampaignState.Planning, false, "pause", true, CampaignState.Planning, true),
        new(CampaignState.Planning, false, "resume", true, CampaignState.Planning, false),
        new(CampaignState.Planning, true, "pause", true, CampaignState.Planning, true),
        new(CampaignState.Planning, true, "resume", true, CampaignState.Planning, false),
        new(CampaignState.Planning, true, "stop", true, CampaignState.Stopped, true),
        new(CampaignState.Sending, false, "pause", true, CampaignState.Sending, true),
        new(CampaignState.Sending, false, "resume", true, CampaignState.Sending, false),
        new(CampaignState.Sending, true, "pause", true, CampaignState.Sending, true),
        new(CampaignState.Sending, true, "resume", true, CampaignState.Sending, false),
        new(CampaignState.Sending, false, "stop", true, CampaignState.Stopped, false),
        new(CampaignState.Sending, true, "stop", true, CampaignState.Stopped, true),
        new(CampaignState.Finished, false, "pause", false, CampaignState.Finished, false),
        new(CampaignState.Finished, false, "resume", false, CampaignState.Finished, false),
        new(CampaignState.Finished, false, "stop", false, CampaignState.Finished, false),
        new(CampaignState.Stopped, false, "pause", false, CampaignState.Stopped, null),
        new(CampaignState.Stopped, false, "resume", false, CampaignState.Stopped, null),
        new(CampaignState.Stopped, false, "stop", true, CampaignState.Stopped, null),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_step_is_taken_once_or_refused(Case row)
    {
        var id = await BringToAsync(row.State);
        if (row.PausedBefore)
            (await stand.Store.PauseAsync(id, "Trước đó.", default)).ShouldBeOfType<CampaignChange.Done>();

        for (var time = 1; time <= 2; time++)
        {
            var change = await (row.Step switch
            {
                "pause" => stand.Store.PauseAsync(id, "Lý do.", default),
                "resume" => stand.Store.ResumeAsync(id, default),
                _ => stand.Store.StopAsync(id, "Lý do.", default),
            });

            (change is CampaignChange.Done).ShouldBe(row.Done, $"time {time}");
            (await stand.StateAsync(id)).ShouldBe(row.After);
            var queue = await stand.Queues.FindAsync(id, default);
            (queue is null ? (bool?)null : queue.PausedAt is not null).ShouldBe(row.Paused);
            (queue?.ClosedAt is not null).ShouldBe(queue is not null && row.After is CampaignState.Stopped or CampaignState.Finished && queue is not null);
        }

        if (row.PausedBefore && row.Step == "pause")
            (await stand.Queues.FindAsync(id, default))!.PauseReason.ShouldBe("Trước đó.", "the first reason stands");
    }

    private async Task<Guid> BringToAsync(CampaignState state)
    {
        var id = await stand.CreateCampaignAsync();
        if (state is CampaignState.Draft)
            return id;
        if (state is CampaignState.Stopped)
        {
            await stand.Store.StopAsync(id, "Thôi.", default);
            return id;
        }

        await stand.Store.ApproveAsync(id, "minh", default);
        if (state is CampaignState.Approved)
            return id;
        await stand.Store.ScheduleAsync(id, stand.Time.GetUtcNow(), default);
        if (state is CampaignState.Scheduled)
            return id;
        if (state is CampaignState.Planning)
        {
            await stand.Store.LaunchAsync(id, stand.Time.GetUtcNow().AddDays(3), default);
            return id;
        }

        await stand.Job.LaunchAsync(id, default);
        if (state is CampaignState.Finished)
            await stand.FinishAsync(id);
        return id;
    }
}
