using Outreach.People;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>A row claimed for sending.</summary>
public sealed class ClaimedMessage
{
    public Guid Id { get; init; }

    public Guid? ContactId { get; init; }

    public string Account { get; init; } = "";

    /// <summary>Encrypted.</summary>
    public string Address { get; init; } = "";

    public string Content { get; init; } = "";

    /// <summary>1 for the first attempt.</summary>
    public int Attempts { get; init; }

    internal DateTimeOffset DueAt { get; init; }

    /// <summary>Grows with every row written.</summary>
    internal long Position { get; init; }
}

/// <summary>The outbox table: rows are claimed before the provider is called and settled after, each step conditional on the one before.</summary>
public sealed class Outbox(Database database, FieldCipher cipher, OutboxSignals signals, TimeProvider time)
{
    /// <summary>Longer than any provider's time-out, so that a lease ends only with its process.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Takes up to <paramref name="count"/> due rows of a lane. From here on each may be on the wire.</summary>
    /// <returns>Oldest first; of those due at one moment, the one written first.</returns>
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(string channel, Lane lane, int count, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var claimed = await database.WriteAsync(
            session => session.QueryAsync<ClaimedMessage>(
                """
                UPDATE outbox SET state = 1, attempts = attempts + 1, lease_until = @until
                WHERE id IN (
                    SELECT id FROM outbox
                    WHERE channel = @channel AND lane = @lane AND state = 0 AND due_at <= @now
                    ORDER BY due_at, rowid LIMIT @count)
                RETURNING id, contact_id, account, address, content, attempts, due_at, rowid AS position
                """,
                new { channel, lane, count, now, until = now + Lease },
                ct),
            ct);

        // RETURNING promises no order.
        return [.. claimed.OrderBy(message => message.DueAt).ThenBy(message => message.Position)];
    }

    /// <summary>Writes down what became of an attempt, and applies a receipt that was faster than this note.</summary>
    public Task SettleAsync(ClaimedMessage message, SendOutcome outcome, Verdict verdict, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                await SettleAsync(session, message.Id, verdict, counts: outcome is not SendOutcome.Misconfigured, ct);
                if (verdict.ProviderId is not null)
                    await ApplyEarlyReceiptAsync(session, message.Id, ct);
                if (outcome is SendOutcome.OptedOut && message.ContactId is { } contactId)
                    await CloseAddressAsync(session, message.Id, contactId, ct);
            },
            ct);

    /// <summary>Adds a reply to the unit of work that causes it; the caller wakes the sender with <see cref="Wake"/> afterwards.</summary>
    public Task AddReplyAsync(DbSession session, Guid conversationId, OutgoingMessage reply, string channel, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO outbox (id, conversation_id, lane, channel, account, address, content, state, due_at, attempts, withdrawn, created_at)
            VALUES (@Id, @conversationId, 0, @channel, @Account, @address, @content, 0, @now, 0, FALSE, @now)
            """,
            new
            {
                reply.Id,
                conversationId,
                channel,
                reply.Account,
                address = cipher.Protect(reply.Address),
                content = MessageContentJson.Write(reply.Content),
                now = time.GetUtcNow(),
            },
            ct);

    /// <summary>Takes back what has not left of a campaign, in the unit of work that stops it: nothing more of it will be tried.</summary>
    public static async Task<int> WithdrawAsync(DbSession session, Guid campaignId, CancellationToken ct)
    {
        await session.ExecuteAsync("UPDATE outbox SET withdrawn = TRUE WHERE campaign_id = @campaignId AND state = 1", new { campaignId }, ct);
        return await session.ExecuteAsync(
            "UPDATE outbox SET state = 6, reason = 'stopped' WHERE campaign_id = @campaignId AND state = 0",
            new { campaignId },
            ct);
    }

    public void Wake(string channel, Lane lane) => signals.Wake(channel, lane);

    /// <summary>
    /// Marks as unknown what a dead process was sending: its request may have been accepted, so it is neither lost nor repeated.
    /// </summary>
    /// <param name="everything">True at start, when no other process can hold a claim; else only leases that ran out.</param>
    public Task<int> AbandonAsync(bool everything, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE outbox SET state = 5, reason = 'interrupted', lease_until = NULL WHERE state = 1 AND (@everything OR lease_until < @now)",
                new { everything, now = time.GetUtcNow() },
                ct),
            ct);

    /// <param name="counts">False gives the attempt back: what waits for a setting to be mended has as many left as before.</param>
    private async Task SettleAsync(DbSession session, Guid id, Verdict verdict, bool counts, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var settled = await session.ExecuteAsync(
            """
            UPDATE outbox
            SET state = CASE WHEN @State = 0 AND withdrawn THEN 6 ELSE @State END,
                reason = CASE WHEN @State = 0 AND withdrawn THEN 'stopped' ELSE @Reason END,
                provider_id = COALESCE(@ProviderId, provider_id),
                due_at = COALESCE(@DueAt, due_at),
                attempts = CASE WHEN @counts THEN attempts ELSE attempts - 1 END,
                sent_at = CASE WHEN @State = 2 THEN @now ELSE sent_at END,
                lease_until = NULL
            WHERE id = @id AND state = 1
            """,
            new { id, verdict.State, verdict.Reason, verdict.ProviderId, verdict.DueAt, counts, now },
            ct);

        // A receipt that named our own id has settled the row already; it still lacks nothing but the provider's id.
        if (settled == 0 && verdict.ProviderId is not null)
            await session.ExecuteAsync("UPDATE outbox SET provider_id = @ProviderId WHERE id = @id AND provider_id IS NULL", new { id, verdict.ProviderId }, ct);
    }

    private static async Task ApplyEarlyReceiptAsync(DbSession session, Guid id, CancellationToken ct)
    {
        const string Matching = "FROM receipts r WHERE r.channel = outbox.channel AND r.provider_id = outbox.provider_id";
        await session.ExecuteAsync($"UPDATE outbox SET state = 3 WHERE id = @id AND state = 2 AND EXISTS (SELECT 1 {Matching} AND r.status >= 3)", new { id }, ct);
        await session.ExecuteAsync(
            $"UPDATE outbox SET state = 4, reason = (SELECT r.reason {Matching} AND r.status = 2) WHERE id = @id AND state = 2 AND EXISTS (SELECT 1 {Matching} AND r.status = 2)",
            new { id },
            ct);
    }

    private static Task<int> CloseAddressAsync(DbSession session, Guid messageId, Guid contactId, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE contact_addresses SET state = @optedOut WHERE contact_id = @contactId AND channel = (SELECT channel FROM outbox WHERE id = @messageId)",
            new { contactId, messageId, optedOut = AddressState.OptedOut },
            ct);
}
