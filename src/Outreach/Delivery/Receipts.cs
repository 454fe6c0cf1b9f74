using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>How a receipt names its message: by the provider's id, or by our own where the provider echoes it.</summary>
/// <param name="Round">The round our own id was given in.</param>
internal sealed record ReceiptMatch(string Channel, string ProviderId, Guid? MessageId = null, int Round = 0);

/// <summary>
/// Takes in what providers say after the fact. An event is stored together with what it changes, once; a receipt that comes
/// before our own note of the sending is kept and applied then.
/// </summary>
public sealed class Receipts(Database database, TimeProvider time)
{
    /// <summary>Of a failure for which the provider gave none.</summary>
    internal const string NoReason = "not_delivered";

    /// <summary>When a row that the provider has taken goes on to the next channel for want of a receipt; null when it has none to go on to.</summary>
    internal const string AfterWait =
        """
        (SELECT @now + q.fallback_milliseconds FROM bulk_queues q
         WHERE q.id = outbox.campaign_id AND q.channels <> outbox.channel AND q.channels NOT LIKE '%,' || outbox.channel)
        """;

    /// <summary>A receipt says nothing of what was left out.</summary>
    internal const string SentIncomplete = $"outbox.state = 2 AND outbox.reason LIKE '{NextStep.Incomplete}:%'";

    /// <summary>Stores and applies; the number of events that were new.</summary>
    public async Task<int> RecordAsync(IReadOnlyCollection<Receipt> receipts, CancellationToken ct)
    {
        var (fresh, unmatched) = await database.WriteInBackgroundAsync(session => StoreAndApplyAsync(session, receipts, ct), ct);
        if (unmatched.Count > 0 && !database.HasOneWriter)
        {
            // Our note of the sending may have been written at the same moment; see OutboxSettlements.
            await database.WriteAsync(
                async session =>
                {
                    foreach (var receipt in unmatched)
                        await ApplyAsync(session, receipt, ct);
                },
                ct);
        }

        return fresh;
    }

    /// <summary>The same inside a unit of work that decides more than the receipt.</summary>
    public Task RecordAsync(DbSession session, Receipt receipt, CancellationToken ct) => StoreAndApplyAsync(session, [receipt], ct);

    private async Task<(int Fresh, List<Receipt> Unmatched)> StoreAndApplyAsync(DbSession session, IReadOnlyCollection<Receipt> receipts, CancellationToken ct)
    {
        var (fresh, unmatched) = (0, new List<Receipt>());
        foreach (var receipt in receipts)
        {
            if (await StoreAsync(session, receipt, ct) == 0)
                continue;
            fresh++;
            if (await ApplyAsync(session, receipt, ct) == 0)
                unmatched.Add(receipt);
        }

        return (fresh, unmatched);
    }

    private Task<int> ApplyAsync(DbSession session, Receipt receipt, CancellationToken ct)
    {
        var match = new ReceiptMatch(receipt.Channel, ForeignId.Of(receipt.ProviderId));
        if (receipt.MessageId is { } ours && RequestIds.Read(ours) is var (row, round))
            match = match with { MessageId = row, Round = round };
        return ApplyAsync(session, match, receipt.Status, Words(receipt.Reason), receipt.OccurredAt, time.GetUtcNow(), ct);
    }

    // What has arrived is not sent once more, whatever was thought of it by then: put back as not found, taken back as stopped.
    // States never move down: a "sent" that arrives after "delivered" changes nothing, and a late "delivered" wins over
    // "failed", as Twilio advises (reference: status ranks, part 2.2 of its wire format). What arrived needs no other
    // channel; what failed goes on to the next one at once, if its campaign has one. That an earlier round arrived is said of the
    // message; that it failed is known already. Returns how many rows it changed.
    internal static async Task<int> ApplyAsync(
        DbSession session, ReceiptMatch match, ReceiptStatus status, string? reason, DateTimeOffset? occurredAt, DateTimeOffset now, CancellationToken ct)
    {
        var (state, open, followUp) = status switch
        {
            ReceiptStatus.Delivered or ReceiptStatus.Seen => (MessageState.Delivered, "0, 1, 2, 4, 5, 6", "NULL"),
            ReceiptStatus.Failed => (MessageState.Failed, "1, 2, 5", "CASE WHEN campaign_id IS NULL THEN NULL ELSE due_at END"),
            _ => (MessageState.Sent, "1, 5", AfterWait),
        };
        var changed = await session.ExecuteAsync(
            $"""
             UPDATE outbox
             SET state = {(int)state}, reason = {(state is MessageState.Failed ? $"COALESCE(@reason, '{NoReason}')" : $"CASE WHEN {SentIncomplete} THEN outbox.reason ELSE @reason END")}, provider_id = COALESCE(provider_id, @ProviderId),
                 sent_at = COALESCE(sent_at, @occurredAt), follow_up_at = {followUp}, lease_until = NULL, claimed_by = NULL
             WHERE {Which(match)} AND state IN ({open}) {(match.MessageId is null || state is MessageState.Delivered ? "" : "AND round = @Round")}
             """,
            new { match.Channel, match.ProviderId, match.MessageId, match.Round, reason, occurredAt = occurredAt?.ToUnixTimeMilliseconds(), now },
            ct);
        if (changed == 0 && state is MessageState.Delivered)
            await ArrivedAfterAllAsync(session, match, ct);
        return changed;
    }

    /// <summary>The next channel was tried for want of a receipt, and here it is: what has not left there need not leave.</summary>
    private static async Task ArrivedAfterAllAsync(DbSession session, ReceiptMatch match, CancellationToken ct)
    {
        var late = await session.FirstAsync<Late>(
            $"UPDATE outbox SET state = 3, reason = NULL WHERE {Which(match)} AND state = 7 RETURNING campaign_id, contact_id, step",
            new { match.Channel, match.ProviderId, match.MessageId },
            ct);
        if (late is not null)
            await session.ExecuteAsync(
                """
                UPDATE outbox SET state = 6, reason = @Duplicate, follow_up_at = NULL
                WHERE campaign_id = @CampaignId AND contact_id = @ContactId AND step > @Step AND state = 0
                """,
                new { late.CampaignId, late.ContactId, late.Step, SuppressionReason.Duplicate },
                ct);
    }

    private static string Which(ReceiptMatch match) =>
        match.MessageId is null ? "channel = @Channel AND provider_id = @ProviderId" : "id = @MessageId AND channel = @Channel";

    /// <summary>Without what PostgreSQL's texts cannot have.</summary>
    private static string? Words(string? reason) => reason?.Replace("\0", "", StringComparison.Ordinal);

    private Task<int> StoreAsync(DbSession session, Receipt receipt, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO receipts (channel, account, event_id, provider_id, message_id, status, reason, occurred_at, received_at)
            VALUES (@Channel, @Account, @EventId, @ProviderId, @MessageId, @Status, @Reason, @OccurredAt, @now)
            ON CONFLICT (channel, account, event_id) DO NOTHING
            """,
            new
            {
                receipt.Channel,
                receipt.Account,
                EventId = ForeignId.Of(receipt.EventId),
                ProviderId = ForeignId.Of(receipt.ProviderId),
                MessageId = receipt.MessageId is { } ours ? RequestIds.Read(ours).Row : (Guid?)null,
                Status = (int)receipt.Status,
                Reason = Words(receipt.Reason),
                receipt.OccurredAt,
                now = time.GetUtcNow(),
            },
            ct);

    private sealed class Late
    {
        public Guid CampaignId { get; init; }

        public Guid ContactId { get; init; }

        public int Step { get; init; }
    }
}
