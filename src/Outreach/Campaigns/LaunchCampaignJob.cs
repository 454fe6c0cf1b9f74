using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Storage;
using Quartz;

namespace Outreach.Campaigns;

/// <summary>
/// Fired by the scheduler at a campaign's time: checks that what was approved is what is there and still holds, and plans it
/// into the outbox. It may be fired again after a kill; every step it takes is conditional, so again is as good as once.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class LaunchCampaignJob(
    CampaignStore campaigns, CampaignPlanner planner, CampaignDeadline deadline, TimeProvider time, ILogger<LaunchCampaignJob> logger) : IJob
{
    public const string CampaignId = "campaign";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        new(LaunchAsync(Guid.Parse(context.MergedJobDataMap.GetString(CampaignId)!), cancellationToken));

    public async Task LaunchAsync(Guid id, CancellationToken ct)
    {
        if (await campaigns.FindAsync(id, ct) is not { } found)
            return;
        if (found.State is CampaignState.Scheduled && deadline.For(found) <= time.GetUtcNow())
        {
            await campaigns.StopAsync(id, "What it says is no longer valid.", ct);
            LogExpired(id);
            return;
        }

        if (await campaigns.LaunchAsync(id, deadline.For(found), ct) is not CampaignChange.Done { Campaign: var campaign })
        {
            LogNotLaunched(id);
            return;
        }

        LogLaunched(id);
        if (await planner.PlanAsync(campaign, campaign.ExpiresAt ?? deadline.For(campaign), ct))
            await campaigns.PlannedAsync(id, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {CampaignId} launched")]
    private partial void LogLaunched(Guid campaignId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {CampaignId} was due but is not ready to launch")]
    private partial void LogNotLaunched(Guid campaignId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {CampaignId} is stopped: its content expired before its time came")]
    private partial void LogExpired(Guid campaignId);
}

/// <summary>Until when a campaign's messages may leave: the configured hours, but never beyond the validity of what they say.</summary>
public sealed class CampaignDeadline(ContentLibrary content, IOptions<DeliveryOptions> options, TimeProvider time)
{
    public DateTimeOffset For(Campaign campaign)
    {
        var hours = time.GetUtcNow() + TimeSpan.FromHours(options.Value.CampaignHours);
        if (content.Messages.FirstOrDefault(message => message.Id == campaign.MessageId) is not { ValidTo: { } last })
            return hours;
        var end = new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), LocalTime.Zone.BaseUtcOffset).ToUniversalTime();
        return end < hours ? end : hours;
    }
}
