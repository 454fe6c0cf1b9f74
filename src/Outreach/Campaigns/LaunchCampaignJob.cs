using Microsoft.Extensions.Logging;
using Quartz;

namespace Outreach.Campaigns;

/// <summary>
/// Fired by the scheduler at a campaign's time: checks that what was approved is what is there, and plans it into the outbox.
/// It may be fired again after a kill; every step it takes is conditional, so again is as good as once.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class LaunchCampaignJob(CampaignStore campaigns, CampaignPlanner planner, ILogger<LaunchCampaignJob> logger) : IJob
{
    public const string CampaignId = "campaign";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        new(LaunchAsync(Guid.Parse(context.MergedJobDataMap.GetString(CampaignId)!), cancellationToken));

    public async Task LaunchAsync(Guid id, CancellationToken ct)
    {
        if (await campaigns.LaunchAsync(id, ct) is not CampaignChange.Done { Campaign: var campaign })
        {
            LogNotLaunched(id);
            return;
        }

        LogLaunched(id);
        if (await planner.PlanAsync(campaign, await campaigns.RenditionsAsync(id, ct), ct))
            await campaigns.PlannedAsync(id, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {CampaignId} launched")]
    private partial void LogLaunched(Guid campaignId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {CampaignId} was due but is not ready to launch")]
    private partial void LogNotLaunched(Guid campaignId);
}
