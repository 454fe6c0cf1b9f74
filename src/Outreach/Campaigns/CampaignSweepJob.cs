using Outreach.Delivery;
using Quartz;

namespace Outreach.Campaigns;

/// <summary>
/// Every few seconds: closes campaigns that are through, gives half-planned ones their trigger back, and marks as unknown
/// what was left on the wire.
/// </summary>
[DisallowConcurrentExecution]
public sealed class CampaignSweepJob(CampaignStore campaigns, CampaignScheduler scheduler, Outbox outbox) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await outbox.AbandonAsync(everything: false, cancellationToken);
        await scheduler.RestoreAsync(cancellationToken);
        await campaigns.FinishDoneAsync(cancellationToken);
    }
}
