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

    /// <summary>Into a conversation that has begun; false when the event is there already.</summary>
    internal Task<bool> InsertAsync(DbSession session, IncomingMessage message, Guid id, InboxState state, DateTimeOffset now, CancellationToken ct) =>
        InsertAsync(session, Seal(message, now), id, state, ct);

    /// <summary>The citizen's conversation, begun where there is none.</summary>
    internal async Task<Guid> ConversationAsync(DbSession session, IncomingMessage message, DateTimeOffset now, CancellationToken ct)
    {
        var arrival = Seal(message, now);
        await HearAsync(session, arrival, ct);
        return await session.FirstAsync<Guid>(
            "SELECT id FROM conversations WHERE channel = @Channel AND account = @Account AND peer_lookup = @Lookup",
            new { message.Channel, message.Account, arrival.Lookup },
            ct);
    }

    private async Task<bool> StoreAsync(DbSession session, Arrival arrival, CancellationToken ct)
    {
        await HearAsync(session, arrival, ct);
        return await InsertAsync(session, arrival, ids.Next(), InboxState.Waiting, ct);
    }

    private static async Task<bool> InsertAsync(DbSession session, Arrival arrival, Guid id, InboxState state, CancellationToken ct)
    {
        var message = arrival.Message;
        return await session.ExecuteAsync(
            """
            INSERT INTO inbox (id, channel, account, event_id, conversation_id, kind, text, details, occurred_at, received_at, state, attempts)
            SELECT @id, channel, account, @EventId, conversations.id, @Kind, @Text, @Details, @OccurredAt, @At, @state, 0
            FROM conversations WHERE channel = @Channel AND account = @Account AND peer_lookup = @Lookup
            ON CONFLICT (channel, account, event_id) DO NOTHING
            """,
            new
            {
                id,
                EventId = ForeignId.Of(message.EventId),
                message.Kind,
                arrival.Text,
                arrival.Details,
                message.OccurredAt,
                arrival.At,
                state,
                message.Channel,
                message.Account,
                arrival.Lookup,
            },
            ct) == 1;
    }

    /// <summary>Notes that the citizen is there. Most have been before: then neither address nor name need be encrypted again.</summary>
    private async Task HearAsync(DbSession session, Arrival arrival, CancellationToken ct)
    {
        var message = arrival.Message;
        var known = await session.ExecuteAsync(
            "UPDATE conversations SET heard_at = @At WHERE channel = @Channel AND account = @Account AND peer_lookup = @Lookup AND peer <> ''",
            new { arrival.At, message.Channel, message.Account, arrival.Lookup },
            ct);
        if (known == 0)
            await BeginAsync(session, arrival, ct);
    }

    /// <summary>Or goes on with one whose address had been deleted.</summary>
    private Task<int> BeginAsync(DbSession session, Arrival arrival, CancellationToken ct)
    {
        var message = arrival.Message;
        return session.ExecuteAsync(
            """
            INSERT INTO conversations (id, channel, account, peer, peer_lookup, peer_name, created_at, updated_at, heard_at)
            VALUES (@id, @Channel, @Account, @peer, @Lookup, @name, @At, @At, @At)
            ON CONFLICT (channel, account, peer_lookup) DO UPDATE
            SET peer = CASE WHEN conversations.peer = '' THEN excluded.peer ELSE conversations.peer END, heard_at = excluded.heard_at
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
