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
        var fresh = await database.WriteAsync(session => StoreAsync(session, message, ct), ct);
        if (fresh)
            signal.Wake();
        return fresh;
    }

    /// <summary>The same inside a unit of work that stores more than the message; the caller wakes the inbox afterwards.</summary>
    public async Task<bool> StoreAsync(DbSession session, IncomingMessage message, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var conversationId = await ConversationAsync(session, message, now, ct);
        return await InsertAsync(session, message, ids.Next(), conversationId, InboxState.Waiting, now, ct);
    }

    /// <summary>False when the event is there already.</summary>
    internal async Task<bool> InsertAsync(
        DbSession session, IncomingMessage message, Guid id, Guid conversationId, InboxState state, DateTimeOffset now, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO inbox (id, channel, account, event_id, conversation_id, kind, text, details, occurred_at, received_at, state, attempts)
            VALUES (@id, @Channel, @Account, @EventId, @conversationId, @Kind, @text, @details, @OccurredAt, @now, @state, 0)
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
                text = message.Text is null ? null : cipher.Protect(message.Text),
                details = message.Details is { } details ? cipher.Protect(IncomingDetailsJson.Write(details)) : null,
                message.OccurredAt,
                now,
                state,
            },
            ct) == 1;

    /// <summary>The citizen's conversation, begun where there is none.</summary>
    internal async Task<Guid> ConversationAsync(DbSession session, IncomingMessage message, DateTimeOffset now, CancellationToken ct)
    {
        var lookup = cipher.Lookup(message.Channel, message.Sender);
        await session.ExecuteAsync(
            """
            INSERT INTO conversations (id, channel, account, peer, peer_lookup, peer_name, created_at, updated_at, heard_at)
            VALUES (@id, @Channel, @Account, @peer, @lookup, @name, @now, @now, @now)
            ON CONFLICT (channel, account, peer_lookup) DO UPDATE
            SET peer = CASE WHEN conversations.peer = '' THEN excluded.peer ELSE conversations.peer END, heard_at = excluded.heard_at
            """,
            new
            {
                id = Guid.CreateVersion7(now),
                message.Channel,
                message.Account,
                peer = cipher.Protect(message.Sender),
                lookup,
                name = message.SenderName is null ? null : cipher.Protect(message.SenderName),
                now,
            },
            ct);
        return await session.FirstAsync<Guid>(
            "SELECT id FROM conversations WHERE channel = @Channel AND account = @Account AND peer_lookup = @lookup",
            new { message.Channel, message.Account, lookup },
            ct);
    }
}
