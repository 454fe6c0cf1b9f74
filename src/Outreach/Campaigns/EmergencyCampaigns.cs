using Outreach.Content;

namespace Outreach.Campaigns;

/// <summary>
/// The emergency lane: a message that lies ready and reviewed for the case leaves at once, before all other campaigns, at any
/// hour, to everyone who can be reached. It needs no second person, only a reason; who used it and why is in the audit log.
/// </summary>
public sealed class EmergencyCampaigns(ContentLibrary content, CampaignComposer composer, CampaignStore campaigns, CampaignScheduler scheduler, TimeProvider time)
{
    /// <param name="request">Its <see cref="NewCampaign.ClassReason"/> says why now.</param>
    public async Task<CampaignChange> SendAsync(NewCampaign request, CancellationToken ct)
    {
        if (content.Messages.FirstOrDefault(message => message.Id == request.MessageId) is { Class: not MessageClass.Emergency } other)
            return new CampaignChange.Refused($"“{other.Title}” is not an emergency message; only those kept ready for an emergency leave without approval.");
        if (string.IsNullOrWhiteSpace(request.ClassReason))
            return new CampaignChange.Refused("An emergency needs a reason.");

        var created = await composer.CreateAsync(request with { Class = MessageClass.Emergency }, ct);
        if (created is not CampaignChange.Done { Campaign: var campaign })
            return created;
        var approved = await campaigns.ApproveAsync(campaign.Id, $"emergency override by {request.CreatedBy}", ct);
        return approved is CampaignChange.Done ? await scheduler.ScheduleAsync(campaign.Id, time.GetUtcNow(), ct) : approved;
    }
}
