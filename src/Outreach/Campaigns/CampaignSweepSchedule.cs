using Microsoft.Extensions.Hosting;
using Quartz;

namespace Outreach.Campaigns;

/// <summary>Puts the sweep into the scheduler at start; replacing it, so that a changed interval takes effect.</summary>
internal sealed class CampaignSweepSchedule(ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<CampaignSweepJob>().WithIdentity("campaigns", "sweeps").Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity("campaigns", "sweeps")
            .WithSimpleSchedule(schedule => schedule.WithInterval(CampaignSweepJob.Every).RepeatForever())
            .Build();
        await scheduler.ScheduleJobs(
            new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [job] = [trigger] },
            new ScheduleJobOptions { Replace = true },
            cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
