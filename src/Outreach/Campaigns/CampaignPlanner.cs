using Outreach.Delivery;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// Writes a launched campaign into the outbox: one row per citizen, sent or suppressed with a reason, a page at a time. Each
/// page is one transaction together with the place reached, so a kill costs at most one page of work and no row.
/// </summary>
public sealed class CampaignPlanner(Database database, IEnumerable<IChannel> channels, OutboxSignals signals, TimeProvider time)
{
    /// <summary>Small enough to let replies and receipts through between pages (about 10 ms of writing), large enough to be cheap.</summary>
    private const int PageSize = 1000;

    /// <summary>Plans what is missing; false when the campaign was stopped meanwhile.</summary>
    public async Task<bool> PlanAsync(Campaign campaign, IReadOnlyDictionary<string, MessageContent> renditions, CancellationToken ct)
    {
        var senders = channels.ToDictionary(channel => channel.Name, channel => channel.Account);
        var ready = renditions.ToDictionary(pair => pair.Key, pair => new Rendition(pair.Key, senders[pair.Key], MessageContentJson.Write(pair.Value)));
        var cursor = campaign.PlanCursor ?? Guid.Empty;
        while (true)
        {
            var page = await ReadPageAsync(campaign.ListId, cursor, ct);
            if (page.Count == 0)
                return true;

            cursor = page[^1].ContactId;
            if (!await WritePageAsync(campaign, ready, page, ct))
                return false;
            foreach (var channel in ready.Keys)
                signals.Wake(channel, Lane.Bulk);
        }
    }

    private async Task<IReadOnlyList<Citizen>> ReadPageAsync(Guid listId, Guid after, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                """
                WITH page AS (
                    SELECT contact_id FROM contact_list_members
                    WHERE list_id = @listId AND contact_id > @after
                    ORDER BY contact_id LIMIT @size)
                SELECT page.contact_id, c.consented, a.channel, a.value, a.state, d.id IS NOT NULL AS blocked
                FROM page
                JOIN contacts c ON c.id = page.contact_id
                LEFT JOIN contact_addresses a ON a.contact_id = page.contact_id
                LEFT JOIN do_not_contact d ON d.channel = a.channel AND d.lookup = a.lookup
                ORDER BY page.contact_id
                """,
                new { listId, after, size = PageSize },
                ct),
            ct);
        return [.. rows.GroupBy(row => row.ContactId).Select(group => new Citizen(
            group.Key,
            group.First().Consented,
            [.. group.Where(row => row.Channel is not null).Select(row => new CandidateAddress(row.Channel!, row.Value!, row.State, row.Blocked))]))];
    }

    private Task<bool> WritePageAsync(Campaign campaign, Dictionary<string, Rendition> ready, IReadOnlyList<Citizen> page, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var moved = await session.ExecuteAsync(
                    "UPDATE campaigns SET plan_cursor = @cursor WHERE id = @id AND state = @planning",
                    new { cursor = page[^1].ContactId, id = campaign.Id, planning = CampaignState.Planning },
                    ct);
                if (moved == 0)
                    return false;

                var now = time.GetUtcNow();
                var ids = new AscendingIds(now);
                foreach (var citizen in page)
                {
                    var choice = RecipientChoice.Make(citizen.Consented, citizen.Addresses, campaign.ChannelList);

                    // Who is passed over is counted on the channel that would have been tried first.
                    var rendition = ready[choice.Address?.Channel ?? campaign.ChannelList[0]];
                    await AddAsync(session, ids.Next(), campaign.Id, citizen.ContactId, choice, rendition, now, ct);
                }

                return true;
            },
            ct);

    private static Task<int> AddAsync(
        DbSession session, Guid id, Guid campaign, Guid contact, RecipientChoice choice, Rendition rendition, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO outbox (id, campaign_id, contact_id, lane, channel, account, address, content, state, reason, due_at, attempts, withdrawn, created_at)
            VALUES (@id, @campaign, @contact, 1, @Channel, @Account, @address, @content, @state, @Reason, @now, 0, FALSE, @now)
            ON CONFLICT (campaign_id, contact_id) WHERE campaign_id IS NOT NULL DO NOTHING
            """,
            new
            {
                id,
                campaign,
                contact,
                rendition.Channel,
                rendition.Account,
                address = choice.Address?.ProtectedValue ?? "",
                content = choice.Address is null ? null : rendition.Content,
                state = choice.Address is null ? MessageState.Suppressed : MessageState.Due,
                choice.Reason,
                now,
            },
            ct);

    /// <summary>What leaves on a channel, and from which account.</summary>
    private sealed record Rendition(string Channel, string Account, string Content);

    private sealed record Citizen(Guid ContactId, bool Consented, IReadOnlyList<CandidateAddress> Addresses);

    private sealed class Row
    {
        public Guid ContactId { get; init; }

        public bool Consented { get; init; }

        public string? Channel { get; init; }

        public string? Value { get; init; }

        public AddressState State { get; init; }

        public bool Blocked { get; init; }
    }
}
