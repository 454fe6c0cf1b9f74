using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>A message of a campaign that did not arrive, or may not have.</summary>
/// <param name="Id">Also the place to read on from.</param>
public sealed record TroubledMessage(Guid Id, Guid ContactId, string Channel, MessageState State, string? Reason, int Attempts, DateTimeOffset DueAt);

/// <summary>Reads a campaign's dead letters and doubtful messages, a page at a time.</summary>
public sealed class CampaignMessages(Database database)
{
    /// <param name="state"><see cref="MessageState.Failed"/> or <see cref="MessageState.Unknown"/>.</param>
    /// <param name="after">The last one of the page before; empty for the first page.</param>
    public async Task<IReadOnlyList<TroubledMessage>> PageAsync(Guid campaignId, MessageState state, Guid after, int size, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                """
                SELECT id, contact_id, channel, state, reason, attempts, due_at FROM outbox
                WHERE campaign_id = @campaignId AND id > @after AND state IN (4, 5) AND state = @state ORDER BY id LIMIT @size
                """,
                new { campaignId, after, state = (int)state, size },
                ct),
            ct);
        return [.. rows.Select(row => new TroubledMessage(row.Id, row.ContactId, row.Channel, row.State, row.Reason, row.Attempts, row.DueAt))];
    }

    private sealed class Row
    {
        public Guid Id { get; init; }

        public Guid ContactId { get; init; }

        public string Channel { get; init; } = "";

        public MessageState State { get; init; }

        public string? Reason { get; init; }

        public int Attempts { get; init; }

        public DateTimeOffset DueAt { get; init; }
    }
}
