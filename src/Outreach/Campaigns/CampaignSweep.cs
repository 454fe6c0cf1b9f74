using Microsoft.Extensions.Logging;
using Outreach.Cluster.Sweeps;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// Gives campaigns back a trigger that was lost, takes back what stopped ones left waiting, and closes those that are through,
/// after counting that no citizen was skipped.
/// </summary>
internal sealed partial class CampaignSweep(
    Database database, CampaignStore campaigns, CampaignScheduler scheduler, Outbox outbox, BulkQueues queues, Notices notices, TimeProvider time, ILogger<CampaignSweep> logger)
    : ISweep
{
    /// <summary>Rows taken back in one unit of work: replies get through in between.</summary>
    private const int Page = 1000;

    public string Name => "campaigns";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken ct)
    {
        await scheduler.RestoreAsync(ct);
        await WithdrawClosedAsync(ct);
        foreach (var campaign in await campaigns.InStateAsync(CampaignState.Sending, ct))
        {
            if (!await IsOpenAsync(campaign, ct))
                await CloseAsync(campaign, ct);
        }
    }

    /// <summary>What stopped ones left waiting, and what came back from the wire after its campaign was closed.</summary>
    private async Task WithdrawClosedAsync(CancellationToken ct)
    {
        var closed = await database.ReadAsync(
            session => session.QueryAsync<Guid>(
                """
                SELECT q.id FROM bulk_queues q JOIN campaigns c ON c.id = q.id
                WHERE c.state IN (5, 6) AND q.closed_at > @since
                """,
                new { since = time.GetUtcNow() - TimeSpan.FromDays(7) },
                ct),
            ct);
        foreach (var id in closed)
        {
            while (await outbox.WithdrawAsync(id, Page, ct) == Page)
            {
            }
        }
    }

    /// <summary>Whether anything of it may still leave: due, on the wire, or to go on to another channel. Reads only indexes of open rows.</summary>
    private Task<bool> IsOpenAsync(Campaign campaign, CancellationToken ct) =>
        database.ReadAsync(
            async session =>
            {
                foreach (var channel in campaign.ChannelList)
                {
                    if (await session.FirstAsync<bool>(
                        "SELECT EXISTS (SELECT 1 FROM outbox WHERE channel = @channel AND campaign_id = @Id AND state = 0)", new { channel, campaign.Id }, ct))
                        return true;
                }

                return await session.FirstAsync<bool>(
                    """
                    SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 1 AND lease_until IS NOT NULL AND campaign_id = @Id)
                        OR EXISTS (SELECT 1 FROM outbox WHERE follow_up_at IS NOT NULL AND campaign_id = @Id)
                    """,
                    new { campaign.Id },
                    ct);
            },
            ct);

    /// <summary>Finishes it, or plans again what is missing: rows are written together with their count, so only a damaged database differs.</summary>
    private async Task CloseAsync(Campaign campaign, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.FirstAsync<long>("SELECT COUNT(*) FROM outbox WHERE campaign_id = @Id AND step = 0", new { campaign.Id }, ct), ct);
        if (rows >= campaign.PlannedRows)
        {
            await database.WriteAsync(
                async session =>
                {
                    if (await session.ExecuteAsync("UPDATE campaigns SET state = 5, finished_at = @now WHERE id = @Id AND state = 4", new { campaign.Id, now = time.GetUtcNow() }, ct) == 1)
                        await queues.CloseAsync(session, campaign.Id, ct);
                },
                ct);
            return;
        }

        LogMissing(campaign.Id, campaign.PlannedRows - rows);
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE campaigns SET state = 3, plan_cursor = NULL, planned_rows = @rows WHERE id = @Id AND state = 4", new { campaign.Id, rows }, ct);
                await notices.AddAsync(session, NoticeKind.CampaignReplanned, campaign.Id.ToString(), $"{campaign.PlannedRows - rows} planned rows were missing and are planned again.", ct);
            },
            ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {CampaignId} lacks {Count} rows that were planned; they are planned again")]
    private partial void LogMissing(Guid campaignId, long count);
}
