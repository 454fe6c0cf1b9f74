using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// Writes a launched campaign into the outbox: one row per citizen, sent or suppressed with a reason, a page at a time. Each
/// page is one transaction together with the place reached, so a kill costs at most one page of work and no row.
/// </summary>
public sealed class CampaignPlanner(
    Database database, CampaignStore campaigns, Citizens citizens, SendingRules rules, IEnumerable<IChannel> channels, OutboxSignals signals, IdGenerator ids, TimeProvider time)
{
    /// <summary>Small enough to let replies and receipts through between pages (about 10 ms of writing), large enough to be cheap.</summary>
    internal int PageSize { get; init; } = 1000;

    /// <summary>Plans what is missing; false when the campaign was stopped meanwhile.</summary>
    /// <param name="expiresAt">When its messages are not sent any more.</param>
    public async Task<bool> PlanAsync(Campaign campaign, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var contents = await campaigns.ContentIdsAsync(campaign.Id, ct);
        var cursor = campaign.PlanCursor ?? Guid.Empty;
        while (true)
        {
            var page = await citizens.PageAsync(campaign.ListId, cursor, PageSize, ct);
            if (page.Count == 0)
                return true;

            cursor = page[^1].ContactId;
            if (!await WritePageAsync(campaign, contents, page, expiresAt, ct))
                return false;
            foreach (var channel in contents.Keys)
                signals.Wake(channel, Lane.Bulk);
        }
    }

    private Task<bool> WritePageAsync(
        Campaign campaign, IReadOnlyDictionary<string, Guid> contents, IReadOnlyList<Citizen> page, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var rows = Rows(campaign, contents, page, expiresAt);
        return database.WriteInBackgroundAsync(
            async session =>
            {
                var moved = await session.ExecuteAsync(
                    "UPDATE campaigns SET plan_cursor = @cursor WHERE id = @Id AND state = 3",
                    new { cursor = page[^1].ContactId, campaign.Id },
                    ct);
                if (moved == 0)
                    return false;

                var added = await session.ExecuteManyAsync(PlannedRow.Insert, rows, ct);
                await session.ExecuteAsync("UPDATE campaigns SET planned_rows = planned_rows + @added WHERE id = @Id", new { added, campaign.Id }, ct);
                return true;
            },
            ct);
    }

    private List<PlannedRow> Rows(Campaign campaign, IReadOnlyDictionary<string, Guid> contents, IReadOnlyList<Citizen> page, DateTimeOffset expiresAt)
    {
        var now = time.GetUtcNow();
        var senders = channels.ToDictionary(channel => channel.Name, channel => channel.Account);
        var applied = campaign.ChannelList.ToDictionary(channel => channel, channel => rules.For(campaign.Class, channel, now));
        var rows = new List<PlannedRow>(page.Count);
        foreach (var citizen in page)
        {
            var choice = RecipientChoice.Make(citizen.Consented, citizen.Addresses, campaign.ChannelList, campaign.Class, channel => applied[channel]);
            rows.Add(PlannedRow.For(ids.Next(), campaign, citizen.ContactId, step: 0, choice, senders[choice.Channel], contents[choice.Channel], now, expiresAt));
        }

        return rows;
    }
}
