using Outreach.Campaigns;
using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>A launched campaign by SMS whose rows the real planner wrote: with contact, sealed address, lookup and shared content.</summary>
internal static class Broadcast
{
    public const string Channel = "sms";

    /// <summary>One SMS part, so that a rate in parts is a rate in messages.</summary>
    public static MessageContent Content { get; } = new("Đăng ký khai sinh tại nhà, không cần đến xã. Hỗ trợ: 18001096.");

    /// <summary>Opens a campaign to the first citizens and plans it.</summary>
    /// <param name="held">Leaves it paused.</param>
    public static async Task<Campaign> PlanAsync(Stand stand, int citizens, bool held = false)
    {
        var campaign = await OpenAsync(stand, await Province.ListAsync(stand.Database, citizens), held);
        await PlanAsync(stand, campaign);
        return campaign;
    }

    /// <summary>A campaign that is being planned, with its frozen content and its queue.</summary>
    public static Task<Campaign> OpenAsync(Stand stand, Guid list, bool held)
    {
        var now = TimeProvider.System.GetUtcNow();
        var content = new FrozenContent { Id = Guid.CreateVersion7(now), Content = MessageContentJson.Write(Content) };
        var campaign = new Campaign
        {
            Id = Guid.CreateVersion7(now),
            Name = "benchmark",
            MessageId = "benchmark",
            ListId = list,
            Channels = Channel,

            // Has no hours, so that the benchmark runs at night too; consent, refusals and addresses are looked at all the same.
            Class = MessageClass.SocialPolicy,
            State = CampaignState.Planning,
            CreatedBy = "benchmark",
            CreatedAt = now,
        };
        return stand.Database.WriteAsync(
            async session =>
            {
                session.Context.AddRange(campaign, content, new CampaignRendition { CampaignId = campaign.Id, Channel = Channel, ContentId = content.Id });
                await session.Context.SaveChangesAsync();
                await stand.Get<BulkQueues>().OpenAsync(
                    session, new BulkQueue { Id = campaign.Id, Class = campaign.Class, Channels = campaign.Channels }, CancellationToken.None);
                if (held)
                    await stand.Get<BulkQueues>().PauseAsync(session, campaign.Id, "held", CancellationToken.None);
                return campaign;
            },
            CancellationToken.None);
    }

    public static async Task PlanAsync(Stand stand, Campaign campaign)
    {
        await stand.Get<CampaignPlanner>().PlanAsync(campaign, TimeProvider.System.GetUtcNow().AddDays(1), CancellationToken.None);
        await stand.Get<CampaignStore>().PlannedAsync(campaign.Id, CancellationToken.None);
    }
}
