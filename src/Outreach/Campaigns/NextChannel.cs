using Outreach.Cluster.Sweeps;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// Goes on to a citizen's next channel: at once when the one before refused the message, and after the campaign's wait when
/// it took it and no receipt came. The row before becomes "handed on" in the same unit of work that writes the new one, so
/// at any moment at most one row of a citizen may leave.
/// </summary>
internal sealed class NextChannel(
    Database database, CampaignStore campaigns, SendingRules rules, IEnumerable<IChannel> channels, OutboxSignals signals, IdGenerator ids, TimeProvider time) : ISweep
{
    private const int Page = 500;

    public string Name => "no_receipt";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await HandOnAsync(ct) == Page)
        {
        }
    }

    /// <summary>One page; how many were looked at.</summary>
    private async Task<int> HandOnAsync(CancellationToken ct)
    {
        var waiting = await database.ReadAsync(
            session => session.QueryAsync<Waiting>(
                """
                SELECT id, campaign_id, contact_id, step, channel FROM outbox
                WHERE follow_up_at IS NOT NULL AND follow_up_at <= @now AND state IN (2, 4) ORDER BY follow_up_at LIMIT @Page
                """,
                new { now = time.GetUtcNow(), Page },
                ct),
            ct);
        foreach (var campaign in waiting.GroupBy(row => row.CampaignId))
            await HandOnAsync(campaign.Key, [.. campaign], ct);
        return waiting.Count;
    }

    private async Task HandOnAsync(Guid? campaignId, IReadOnlyList<Waiting> rows, CancellationToken ct)
    {
        // A reply has no other channel, and of a campaign that was stopped nothing more leaves.
        if (campaignId is not { } id || await campaigns.FindAsync(id, ct) is not { State: CampaignState.Planning or CampaignState.Sending } campaign)
        {
            await database.WriteAsync(session => session.ExecuteManyAsync(Forget, rows, ct), ct);
            return;
        }

        var contents = await campaigns.ContentIdsAsync(id, ct);
        await database.WriteInBackgroundAsync(
            async session =>
            {
                foreach (var row in rows)
                    await HandOnAsync(session, campaign, contents, row, ct);
            },
            ct);
        foreach (var channel in campaign.ChannelList)
            signals.Wake(channel, Lane.Bulk);
    }

    private const string Forget = "UPDATE outbox SET follow_up_at = NULL WHERE id = @Id AND state IN (2, 4)";

    private async Task HandOnAsync(DbSession session, Campaign campaign, IReadOnlyDictionary<string, Guid> contents, Waiting row, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var next = campaign.ChannelList.SkipWhile(channel => channel != row.Channel).Skip(1).ToList();
        var citizen = next.Count == 0 || campaign.ExpiresAt <= now ? null : await Citizens.FindAsync(session, row.ContactId, ct);
        var choice = citizen is null
            ? null
            : RecipientChoice.Make(citizen.Consented, citizen.Addresses, next, campaign.Class, channel => rules.For(campaign.Class, channel, now));
        if (choice?.Address is null)
        {
            // Nowhere to go on to: what happened on this channel is the end of it.
            await session.ExecuteAsync(Forget, new { row.Id }, ct);
            return;
        }

        var handedOn = await session.ExecuteAsync(
            "UPDATE outbox SET state = 7, reason = COALESCE(reason, 'no_receipt'), follow_up_at = NULL WHERE id = @Id AND state IN (2, 4) AND follow_up_at IS NOT NULL",
            new { row.Id },
            ct);
        if (handedOn == 0)
            return;
        var account = channels.First(channel => channel.Name == choice.Channel).Account;
        var planned = PlannedRow.For(
            ids.Next(), campaign, row.ContactId, row.Step + 1, choice, account, contents[choice.Channel], now, campaign.ExpiresAt ?? now);
        await session.ExecuteAsync(PlannedRow.Insert, planned, ct);
    }

    private sealed class Waiting
    {
        public Guid Id { get; init; }

        public Guid? CampaignId { get; init; }

        public Guid ContactId { get; init; }

        public int Step { get; init; }

        public string Channel { get; init; } = "";
    }
}
