using Microsoft.EntityFrameworkCore;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>A ready message that has been sent, as anyone may read it.</summary>
/// <param name="PublishedAt">When its last campaign was launched.</param>
public sealed record Publication(ReadyMessage Message, MessageImage? Picture, DateTimeOffset PublishedAt);

/// <summary>What was published: the messages of launched campaigns, for the public page and its feeds. The picture is the one that was approved and sent.</summary>
public sealed class Publications(Database database, ContentLibrary content, CampaignStore campaigns)
{
    /// <summary>Newest first; a message sent twice is listed once.</summary>
    public async Task<IReadOnlyList<Publication>> LatestAsync(int count, CancellationToken ct)
    {
        var launched = await database.ReadAsync(
            session => session.Context.Set<Campaign>().AsNoTracking()
                .Where(campaign => campaign.LaunchedAt != null)
                .OrderByDescending(campaign => campaign.LaunchedAt)
                .Select(campaign => new { campaign.Id, campaign.MessageId, campaign.LaunchedAt })
                .Take(count * 10)
                .ToListAsync(ct),
            ct);

        var latest = new List<Publication>();
        foreach (var campaign in launched.DistinctBy(campaign => campaign.MessageId).Take(count))
        {
            if (content.Messages.FirstOrDefault(message => message.Id == campaign.MessageId) is not { } message)
                continue;
            var renditions = await campaigns.RenditionsAsync(campaign.Id, ct);
            var picture = renditions.Values.Select(rendition => rendition.Image).FirstOrDefault(image => image is not null);
            latest.Add(new Publication(message, picture, campaign.LaunchedAt!.Value));
        }

        return latest;
    }
}
