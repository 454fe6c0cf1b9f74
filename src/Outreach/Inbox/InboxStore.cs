using Outreach.Delivery;
using Outreach.Inbox.Handoffs;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>The inbox table from the handling side.</summary>
internal sealed class InboxStore(Database database, FieldCipher cipher, Outbox outbox, HandoffStore handoffs, TimeProvider time)
{
    /// <summary>After this many failures a message is set aside for a person instead of blocking its conversation.</summary>
    private const int MaxAttempts = 3;

    /// <summary>What waits, oldest first; of those that came in one millisecond, the one stored first.</summary>
    public async Task<IReadOnlyList<WaitingMessage>> ReadWaitingAsync(int limit, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                """
                SELECT i.id, i.conversation_id, i.channel, i.account, i.event_id, c.peer, c.peer_lookup, i.kind, i.text, i.details, c.state, i.attempts,
                    EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = c.id AND h.state = 1 AND h.updated_at > @since) AS with_person
                FROM inbox i JOIN conversations c ON c.id = i.conversation_id
                WHERE i.state = 0 ORDER BY i.received_at, i.id LIMIT @limit
                """,
                new { limit, since = SilentSince },
                ct),
            ct);
        return [.. rows.Select(Open)];
    }

    /// <summary>
    /// Writes down what a message led to: the conversation's new state and the replies, together with the fact that it is
    /// handled. False when it was handled already; then nothing is written.
    /// </summary>
    public async Task<bool> CompleteAsync(WaitingMessage message, Handling handling, CancellationToken ct)
    {
        var replies = 0;
        var fresh = await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync("UPDATE inbox SET state = 1 WHERE id = @Id AND state = 0", new { message.Id }, ct) == 0)
                    return false;

                await RememberAsync(session, message.ConversationId, handling.State, ct);
                if (handling.AlsoWrite is { } also && !await also(session, ct))
                    return true;
                await HandOverAsync(session, message.ConversationId, handling, ct);
                replies = handling.Replies.Count;
                foreach (var reply in handling.Replies)
                    await outbox.AddReplyAsync(session, message.ConversationId, message.Channel, message.Account, message.Peer, reply, ct);
                return true;
            },
            ct);
        if (fresh && replies > 0)
            outbox.Wake(message.Channel, Lane.Interactive);
        return fresh;
    }

    public Task FailAsync(WaitingMessage message, string reason, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE inbox SET attempts = attempts + 1, reason = @reason, state = CASE WHEN attempts + 1 >= @MaxAttempts THEN 2 ELSE state END WHERE id = @Id AND state = 0",
                new { message.Id, reason, MaxAttempts },
                ct),
            ct);

    /// <summary>A reply that asks for a person opens a handoff.</summary>
    public async Task HandOverAsync(DbSession session, Guid conversationId, Handling handling, CancellationToken ct)
    {
        if (handling.Replies.FirstOrDefault(reply => reply.Handoff is not null) is { Handoff.Reason: var reason })
            await handoffs.InitiateAsync(session, conversationId, reason, ct);
    }

    /// <summary>What the assistant is to remember of the conversation.</summary>
    public Task<int> RememberAsync(DbSession session, Guid conversationId, string? state, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE conversations SET state = @State, updated_at = @now WHERE id = @conversationId",
            new { State = state is null ? null : cipher.Protect(state), now = time.GetUtcNow(), conversationId },
            ct);

    /// <summary>The message as one that waits, for those who handle it before it is stored.</summary>
    public async Task<WaitingMessage> OpenAsync(DbSession session, IncomingMessage message, Guid id, Guid conversationId, CancellationToken ct)
    {
        var conversation = await session.FirstAsync<Row>(
            """
            SELECT c.peer_lookup, c.state,
                EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = c.id AND h.state = 1 AND h.updated_at > @since) AS with_person
            FROM conversations c WHERE c.id = @conversationId
            """,
            new { conversationId, since = SilentSince },
            ct);
        return new WaitingMessage(
            id,
            conversationId,
            message.Channel,
            message.Account,
            message.EventId,
            message.Sender,
            conversation!.PeerLookup,
            message.Kind,
            message.Text,
            conversation.State is null ? null : Reveal(conversation.State),
            Attempts: 0)
        {
            Details = message.Details,
            WithPerson = conversation.WithPerson,
        };
    }

    private DateTimeOffset SilentSince => time.GetUtcNow() - HandoffStore.LongestSilence;

    private WaitingMessage Open(Row row) => new(
        row.Id,
        row.ConversationId,
        row.Channel,
        row.Account,
        row.EventId,
        row.Peer.Length == 0 ? "" : cipher.Reveal(row.Peer),
        row.PeerLookup,
        row.Kind,
        row.Text is null ? null : cipher.Reveal(row.Text),
        row.State is null ? null : Reveal(row.State),
        row.Attempts)
    {
        Details = row.Details is null ? null : IncomingDetailsJson.Read(cipher.Reveal(row.Details)),
        WithPerson = row.WithPerson,
    };

    /// <summary>Memories from before they were encrypted are JSON as it is; what is encrypted is Base64, which has no braces.</summary>
    private string Reveal(string state) => state.StartsWith('{') ? state : cipher.Reveal(state);

    private sealed class Row
    {
        public Guid Id { get; init; }

        public Guid ConversationId { get; init; }

        public string Channel { get; init; } = "";

        public string Account { get; init; } = "";

        public string EventId { get; init; } = "";

        public string Peer { get; init; } = "";

        public string PeerLookup { get; init; } = "";

        public IncomingKind Kind { get; init; }

        public string? Text { get; init; }

        public string? Details { get; init; }

        public string? State { get; init; }

        public int Attempts { get; init; }

        public bool WithPerson { get; init; }
    }
}
