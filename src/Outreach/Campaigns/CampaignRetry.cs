using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>Puts a campaign's dead letters back: the rows that failed, for an officer who has mended what was wrong.</summary>
public sealed class CampaignRetry(Database database, OutboxSignals signals, TimeProvider time)
{
    /// <summary>So many in one unit of work, so that replies get through in between.</summary>
    private const int Page = 1000;

    /// <summary>
    /// Makes every failed row due once more with fresh attempts, and lets the campaign leave again until
    /// <paramref name="expiresAt"/>. Those who opted out stay failed: their refusal holds. What is sent is not touched.
    /// What failed for certain gets another id at the provider; what may have arrived keeps its own, so that one that has it can say so.
    /// </summary>
    /// <param name="unknownToo">Also those of which nobody knows whether they arrived; some will get the message twice.</param>
    /// <returns>How many; null when the campaign is neither sending nor finished.</returns>
    public async Task<int?> RetryFailedAsync(Campaign campaign, DateTimeOffset expiresAt, bool unknownToo, CancellationToken ct)
    {
        var (put, cursor) = (0, Guid.Empty);
        while (true)
        {
            var page = await database.WriteInBackgroundAsync(session => PutBackAsync(session, campaign.Id, cursor, expiresAt, unknownToo, ct), ct);
            if (page is null)
                return null;
            if (page.Count == 0)
                break;
            (put, cursor) = (put + page.Count, page[^1]);
        }

        foreach (var channel in campaign.ChannelList)
            signals.Wake(channel, Lane.Bulk);
        return put;
    }

    /// <summary>One page, reopened in the same unit of work: a sweep in between would close the campaign over the rows put back.</summary>
    private async Task<IReadOnlyList<Guid>?> PutBackAsync(DbSession session, Guid campaign, Guid after, DateTimeOffset expires, bool unknownToo, CancellationToken ct)
    {
        if (await session.ExecuteAsync("UPDATE campaigns SET state = 4, finished_at = NULL, expires_at = @expires WHERE id = @campaign AND state IN (4, 5)", new { campaign, expires }, ct) == 0)
            return null;
        await BulkQueues.ReopenAsync(session, campaign, ct);
        var ids = await session.QueryAsync<Guid>(
            $"""
             SELECT o.id FROM outbox o
             WHERE o.campaign_id = @campaign AND o.id > @after AND o.state IN (4, 5) AND (o.state = 4 OR @unknownToo) AND COALESCE(o.reason, '') NOT LIKE 'opted_out%'
             ORDER BY o.id LIMIT @Page {session.SkipLocked("o")}
             """,
            new { campaign, after, unknownToo, Page },
            ct);
        var now = time.GetUtcNow();
        await session.ExecuteManyAsync(
            """
            UPDATE outbox SET state = 0, attempts = 0, round = CASE WHEN state = 4 THEN (round + 1) % @Rounds ELSE round END,
                due_at = @now, expires_at = @expires, provider_id = NULL, follow_up_at = NULL
            WHERE id = @id AND state IN (4, 5)
            """,
            ids.Select(id => (object)new { id, RequestIds.Rounds, now, expires }),
            ct);
        return ids;
    }
}
