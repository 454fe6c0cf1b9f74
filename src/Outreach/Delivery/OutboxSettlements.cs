using Outreach.People;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Writes down what became of claimed messages, many in one unit of work, each conditional on its claim.</summary>
internal sealed class OutboxSettlements(Database database, AddressMoves moves, TimeProvider time)
{
    public async Task WriteAsync(string channel, IReadOnlyList<Settlement> settlements, CancellationToken ct)
    {
        async Task Work(DbSession session)
        {
            await SettleAsync(session, settlements, time.GetUtcNow(), ct);
            await ApplyEarlyReceiptsAsync(session, channel, settlements, ct);
            foreach (var settlement in settlements)
                await SideEffectsAsync(session, channel, settlement, ct);
        }

        // The next part of an answer waits for the one before to be settled.
        if (settlements.Any(settlement => settlement.Message.Lane == Lane.Interactive))
            await database.WriteAsync(Work, ct);
        else
            await database.WriteInBackgroundAsync(Work, ct);

        // A receipt that was being stored at the same moment saw no provider's id yet, and we did not see it. Each side looks
        // once more after its own commit, so one of the two sees the other (Receipts does the same).
        if (!database.HasOneWriter)
            await database.WriteAsync(session => ApplyEarlyReceiptsAsync(session, channel, settlements, ct), ct);
    }

    // A claim whose lease had ended in between is "interrupted"; whoever knows better may still say so, and that the provider
    // took it also when it waits to be sent again. A receipt that named our own id has settled the row already: it lacks nothing
    // but the provider's id.
    private static Task<int> SettleAsync(DbSession session, IReadOnlyList<Settlement> settlements, DateTimeOffset now, CancellationToken ct) =>
        session.ExecuteManyAsync(
            """
            UPDATE outbox
            SET state = CASE WHEN state IN (1, 5) OR (state = 0 AND @State = 2) THEN @State ELSE state END,
                reason = CASE WHEN state IN (1, 5) OR (state = 0 AND @State = 2) THEN @Reason ELSE reason END,
                provider_id = COALESCE(@ProviderId, provider_id),
                due_at = COALESCE(@DueAt, due_at),
                attempts = attempts - @GivenBack,
                sent_at = CASE WHEN @State = 2 THEN @now ELSE sent_at END,
                follow_up_at = CASE WHEN state IN (1, 5) OR (state = 0 AND @State = 2) THEN @FollowUpAt ELSE follow_up_at END,
                lease_until = CASE WHEN @State = 5 THEN lease_until ELSE NULL END,
                claimed_by = NULL
            WHERE id = @Id AND ((state = 1 AND lease_until = @Lease) OR (state = 5 AND reason = 'interrupted') OR (state IN (0, 3, 4) AND provider_id IS NULL AND @State = 2))
            """,
            settlements.Select(settlement => (object)new
            {
                settlement.Message.Id,
                State = (int)settlement.Verdict.State,
                settlement.Verdict.Reason,
                settlement.Verdict.ProviderId,
                DueAt = settlement.Verdict.DueAt?.ToUnixTimeMilliseconds(),
                Lease = settlement.Message.LeaseUntil.ToUnixTimeMilliseconds(),
                GivenBack = settlement.Verdict.Counts ? 0 : 1,
                FollowUpAt = settlement.FollowUpAt?.ToUnixTimeMilliseconds(),
                now = now.ToUnixTimeMilliseconds(),
            }),
            ct);

    /// <summary>A receipt can overtake our own note of the sending; it was kept then, and is applied now. The highest counts (<see cref="ReceiptStatus"/>).</summary>
    private static Task<int> ApplyEarlyReceiptsAsync(DbSession session, string channel, IReadOnlyList<Settlement> settlements, CancellationToken ct)
    {
        const string Early = "FROM receipts r WHERE r.channel = @channel AND r.provider_id = @ProviderId AND r.status >= 2";
        return session.ExecuteManyAsync(
            $"""
             UPDATE outbox
             SET state = (SELECT CASE WHEN MAX(r.status) >= 3 THEN 3 ELSE 4 END {Early}),
                 reason = (SELECT CASE WHEN MAX(r.status) < 3 THEN COALESCE(MAX(r.reason), '{Receipts.NoReason}') WHEN {Receipts.SentIncomplete} THEN outbox.reason END {Early}),
                 follow_up_at = (SELECT CASE WHEN MAX(r.status) < 3 AND outbox.campaign_id IS NOT NULL THEN outbox.due_at END {Early})
             WHERE id = @Id AND state = 2 AND EXISTS (SELECT 1 {Early})
             """,
            settlements.Where(settlement => settlement.Verdict.ProviderId is not null)
                .Select(settlement => (object)new { settlement.Message.Id, channel, settlement.Verdict.ProviderId }),
            ct);
    }

    private async Task SideEffectsAsync(DbSession session, string channel, Settlement settlement, CancellationToken ct)
    {
        var message = settlement.Message;
        if (message is { Capped: true, Lookup: { } lookup } && settlement.Verdict.State is MessageState.Due or MessageState.Failed)
            await CapSlots.GiveBackAsync(session, channel, message.Lookup!, message.Id, ct);

        // A receipt that named our own id was quicker than our note: it settled the row, and knew nothing of what was left out.
        if (settlement.Verdict is { State: MessageState.Sent, Reason: { } incomplete })
            await session.ExecuteAsync("UPDATE outbox SET reason = @incomplete WHERE id = @Id AND state IN (2, 3) AND reason IS NULL", new { message.Id, incomplete }, ct);
        if (settlement.Outcome is SendOutcome.OptedOut && message.Lookup is not null)
            await session.ExecuteAsync(
                "UPDATE contact_addresses SET state = @optedOut WHERE channel = @channel AND lookup = @Lookup",
                new { channel, message.Lookup, optedOut = (int)AddressState.OptedOut },
                ct);
        if (settlement.Outcome is SendOutcome.Moved moved)
            await moves.FollowAsync(session, channel, message, moved.Address, ct);
    }
}
