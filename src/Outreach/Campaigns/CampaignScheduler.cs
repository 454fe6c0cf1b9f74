using Quartz;

namespace Outreach.Campaigns;

/// <summary>Gives campaigns their place in the scheduler.</summary>
public sealed class CampaignScheduler(CampaignStore campaigns, ISchedulerFactory schedulers, TimeProvider time)
{
    /// <summary>Schedules an approved campaign; a time that has passed means now.</summary>
    public async Task<CampaignChange> ScheduleAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        var change = await campaigns.ScheduleAsync(id, at, ct);
        if (change is CampaignChange.Done)
            await TriggerAsync(id, at, ct);
        return change;
    }

    /// <summary>
    /// Makes sure that every campaign that is scheduled or half planned has a trigger. The database and the scheduler's store
    /// are two files; a kill between the two writes is mended here.
    /// </summary>
    public async Task RestoreAsync(CancellationToken ct)
    {
        foreach (var state in (CampaignState[])[CampaignState.Scheduled, CampaignState.Planning])
        {
            foreach (var campaign in await campaigns.InStateAsync(state, ct))
                await TriggerAsync(campaign.Id, campaign.ScheduledAt!.Value, ct);
        }
    }

    private async Task TriggerAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var key = new TriggerKey(id.ToString(), "campaigns");
        if (await scheduler.GetTrigger(key, ct) is not null)
            return;

        var job = JobBuilder.Create<LaunchCampaignJob>()
            .WithIdentity(id.ToString(), "campaigns")
            .UsingJobData(LaunchCampaignJob.CampaignId, id.ToString())
            .RequestRecovery()
            .Build();

        // A time long past is a misfire to the scheduler, which looks for those only now and then.
        var now = time.GetUtcNow();
        var trigger = TriggerBuilder.Create().WithIdentity(key).StartAt(at > now ? at : now).Build();
        await scheduler.ScheduleJobs(
            new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [job] = [trigger] },
            new ScheduleJobOptions { Replace = true },
            ct);
    }
}
