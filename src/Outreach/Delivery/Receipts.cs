using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Takes in what providers say after the fact. An event is stored together with what it changes, once; a receipt that comes
/// before our own note of the sending is kept and applied then.
/// </summary>
public sealed class Receipts(Database database, TimeProvider time)
{
    /// <summary>Stores and applies; the number of events that were new.</summary>
    public Task<int> RecordAsync(IReadOnlyCollection<Receipt> receipts, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var fresh = 0;
                foreach (var receipt in receipts)
                {
                    if (await StoreAsync(session, receipt, ct) == 0)
                        continue;
                    fresh++;
                    await ApplyAsync(session, receipt, ct);
                }

                return fresh;
            },
            ct);

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
                receipt.EventId,
                receipt.ProviderId,
                receipt.MessageId,
                receipt.Status,
                receipt.Reason,
                receipt.OccurredAt,
                now = time.GetUtcNow(),
            },
            ct);

    // States never move down: a "sent" that arrives after "delivered" changes nothing, and a late "delivered" wins over
    // "failed", as Twilio advises (reference: status ranks, part 2.2 of its wire format).
    private static Task<int> ApplyAsync(DbSession session, Receipt receipt, CancellationToken ct)
    {
        var (state, open) = receipt.Status switch
        {
            ReceiptStatus.Delivered or ReceiptStatus.Seen => (MessageState.Delivered, "1, 2, 4, 5"),
            ReceiptStatus.Failed => (MessageState.Failed, "1, 2, 5"),
            _ => (MessageState.Sent, "1, 5"),
        };
        var match = receipt.MessageId is null ? "channel = @Channel AND provider_id = @ProviderId" : "id = @MessageId AND channel = @Channel";
        return session.ExecuteAsync(
            $"""
             UPDATE outbox
             SET state = @state, reason = @Reason, provider_id = COALESCE(provider_id, @ProviderId),
                 sent_at = COALESCE(sent_at, @OccurredAt), lease_until = NULL
             WHERE {match} AND state IN ({open})
             """,
            new { state, receipt.Channel, receipt.ProviderId, receipt.MessageId, receipt.Reason, receipt.OccurredAt },
            ct);
    }
}
