using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>
/// The durable door for what citizens send: stored, and only then acknowledged to the provider. Handling comes later, from
/// the database, so a kill in between loses nothing.
/// </summary>
public sealed class IncomingMessages(Database database, FieldCipher cipher, TimeProvider time, InboxSignal signal)
{
    /// <summary>The inbox is read in this order where two came in one millisecond.</summary>
    private readonly IdGenerator ids = new(time);

    /// <summary>Stores one event; false when it was known already, which is how providers' repeats are met.</summary>
    public async Task<bool> AcceptAsync(IncomingMessage message, CancellationToken ct)
    {
        // Before the unit of work: whatever is done in it, everyone else who writes waits for.
        var arrival = Seal(message, time.GetUtcNow());
        var fresh = await database.WriteAsync(session => StoreAsync(session, arrival, ct), ct);
        if (fresh)
            signal.Wake();
        return fresh;
    }

    /// <summary>The same inside a unit of work that stores more than the message; the caller wakes the inbox afterwards.</summary>
    public Task<bool> StoreAsync(DbSession session, IncomingMessage message, CancellationToken ct) =>
        StoreAsync(session, Seal(message, time.GetUtcNow()), ct);

    /// <summary>False when the event is there already.</summary>
    internal Task<bool> InsertAsync(
        DbSession session, IncomingMessage message, Guid id, Guid conversationId, InboxState state, DateTimeOffset now, CancellationToken ct) =>
        InsertAsync(session, Seal(message, now), id, conversationId, state, ct);

    /// <summary>The citizen's conversation, begun where there is none.</summary>
    internal Task<Guid> ConversationAsync(DbSession session, IncomingMessage message, DateTimeOffset now, CancellationToken ct) =>
        ConversationAsync(session, Seal(message, now), ct);

    private async Task<bool> StoreAsync(DbSession session, Arrival arrival, CancellationToken ct) =>
        await InsertAsync(session, arrival, ids.Next(), await ConversationAsync(session, arrival, ct), InboxState.Waiting, ct);

    private static async Task<bool> InsertAsync(DbSession session, Arrival arrival, Guid id, Guid conversationId, InboxState state, CancellationToken ct)
    {
        var message = arrival.Message;
        return await session.ExecuteAsync(
            """
            INSERT INTO inbox (id, channel, account, event_id, conversation_id, kind, text, details, occurred_at, received_at, state, attempts)
            VALUES (@id, @Channel, @Account, @EventId, @conversationId, @Kind, @Text, @Details, @OccurredAt, @At, @state, 0)
            ON CONFLICT (channel, account, event_id) DO NOTHING
            """,
            new
            {
                id,
                message.Channel,
                message.Account,
                message.EventId,
                conversationId,
                message.Kind,
                arrival.Text,
                arrival.Details,
                message.OccurredAt,
                arrival.At,
                state,
            },
            ct) == 1;
    }

    private async Task<Guid> ConversationAsync(DbSession session, Arrival arrival, CancellationToken ct) =>
        await HeardAsync(session, arrival, ct) ?? await BeginAsync(session, arrival, ct);

    /// <summary>Notes that the citizen is there; null when the conversation is new, or its address was deleted.</summary>
    private static Task<Guid?> HeardAsync(DbSession session, Arrival arrival, CancellationToken ct) =>
        session.FirstAsync<Guid?>(
            """
            UPDATE conversations SET heard_at = @At
            WHERE channel = @Channel AND account = @Account AND peer_lookup = @Lookup AND peer <> '' RETURNING id
            """,
            new { arrival.At, arrival.Message.Channel, arrival.Message.Account, arrival.Lookup },
            ct);

    private Task<Guid> BeginAsync(DbSession session, Arrival arrival, CancellationToken ct)
    {
        var message = arrival.Message;
        return session.FirstAsync<Guid>(
            """
            INSERT INTO conversations (id, channel, account, peer, peer_lookup, peer_name, created_at, updated_at, heard_at)
            VALUES (@id, @Channel, @Account, @peer, @Lookup, @name, @At, @At, @At)
            ON CONFLICT (channel, account, peer_lookup) DO UPDATE
            SET peer = CASE WHEN conversations.peer = '' THEN excluded.peer ELSE conversations.peer END, heard_at = excluded.heard_at
            RETURNING id
            """,
            new
            {
                id = Guid.CreateVersion7(arrival.At),
                message.Channel,
                message.Account,
                peer = cipher.Protect(message.Sender),
                arrival.Lookup,
                name = message.SenderName is null ? null : cipher.Protect(message.SenderName),
                arrival.At,
            },
            ct);
    }

    private Arrival Seal(IncomingMessage message, DateTimeOffset now) => new(
        message,
        now,
        cipher.Lookup(message.Channel, message.Sender),
        message.Text is null ? null : cipher.Protect(message.Text),
        message.Details is { } details ? cipher.Protect(IncomingDetailsJson.Write(details)) : null);

    /// <summary>A message as it is stored: what a citizen wrote, encrypted.</summary>
    private sealed record Arrival(IncomingMessage Message, DateTimeOffset At, string Lookup, string? Text, string? Details);
}
