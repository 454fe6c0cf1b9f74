using Outreach.People;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Writes down what became of claimed messages, many in one unit of work, each conditional on its claim.</summary>
internal sealed class OutboxSettlements(Database database, TimeProvider time)
{
    public Task WriteAsync(string channel, IReadOnlyList<Settlement> settlements, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                await SettleAsync(session, settlements, now, ct);
                await ApplyEarlyReceiptsAsync(session, channel, settlements, ct);
                foreach (var settlement in settlements)
                    await SideEffectsAsync(session, channel, settlement, now, ct);
            },
            ct);

    // A claim whose lease had ended in between is "interrupted"; whoever knows better may still say so. A receipt that named
    // our own id has settled the row already: it lacks nothing but the provider's id.
    private static Task<int> SettleAsync(DbSession session, IReadOnlyList<Settlement> settlements, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteManyAsync(
            """
            UPDATE outbox
            SET state = CASE WHEN state IN (1, 5) THEN @State ELSE state END,
                reason = CASE WHEN state IN (1, 5) THEN @Reason ELSE reason END,
                provider_id = COALESCE(@ProviderId, provider_id),
                due_at = COALESCE(@DueAt, due_at),
                attempts = attempts - @GivenBack,
                sent_at = CASE WHEN @State = 2 THEN @now ELSE sent_at END,
                follow_up_at = CASE WHEN state IN (1, 5) THEN @FollowUpAt ELSE follow_up_at END,
                lease_until = CASE WHEN @State = 5 THEN lease_until ELSE NULL END,
                claimed_by = NULL
            WHERE id = @Id AND (state = 1 OR (state = 5 AND reason = 'interrupted') OR (provider_id IS NULL AND @State = 2))
            """,
            settlements.Select(settlement => (object)new
            {
                settlement.Message.Id,
                State = (int)settlement.Verdict.State,
                settlement.Verdict.Reason,
                settlement.Verdict.ProviderId,
                DueAt = settlement.Verdict.DueAt?.ToUnixTimeMilliseconds(),
                GivenBack = settlement.Verdict.Counts ? 0 : 1,
                FollowUpAt = settlement.FollowUpAt?.ToUnixTimeMilliseconds(),
                now = now.ToUnixTimeMilliseconds(),
            }),
            ct);

    /// <summary>A receipt can overtake our own note of the sending; it was kept then, and is applied now.</summary>
    private static async Task ApplyEarlyReceiptsAsync(DbSession session, string channel, IReadOnlyList<Settlement> settlements, CancellationToken ct)
    {
        var ids = settlements.Where(settlement => settlement.Verdict.ProviderId is not null).Select(settlement => settlement.Verdict.ProviderId).ToList();
        if (ids.Count == 0)
            return;

        var early = await session.QueryAsync<EarlyReceipt>(
            "SELECT provider_id, status, reason FROM receipts WHERE channel = @channel AND provider_id IN @ids ORDER BY status",
            new { channel, ids },
            ct);
        foreach (var receipt in early)
            await Receipts.ApplyAsync(session, new ReceiptMatch(channel, receipt.ProviderId, null), receipt.Status, receipt.Reason, null, ct);
    }

    private static async Task SideEffectsAsync(DbSession session, string channel, Settlement settlement, DateTimeOffset now, CancellationToken ct)
    {
        var message = settlement.Message;
        if (message is { Capped: true, Lookup: { } lookup } && settlement.Verdict.State is MessageState.Due or MessageState.Failed)
            await CapSlots.GiveBackAsync(session, channel, message.Lookup!, message.Id, ct);
        if (settlement.Outcome is SendOutcome.OptedOut && message.Lookup is not null)
            await session.ExecuteAsync(
                "UPDATE contact_addresses SET state = @optedOut WHERE channel = @channel AND lookup = @Lookup",
                new { channel, message.Lookup, optedOut = (int)AddressState.OptedOut },
                ct);
    }

    private sealed class EarlyReceipt
    {
        public string ProviderId { get; init; } = "";

        public ReceiptStatus Status { get; init; }

        public string? Reason { get; init; }
    }
}
