using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>
/// The durable door for what citizens send: stored, and only then acknowledged to the provider. Handling comes later, from
/// the database, so a kill in between loses nothing.
/// </summary>
public sealed class IncomingMessages
{
    private const string InsertWhere =
        """
        INSERT INTO inbox (id, channel, account, event_id, conversation_id, kind, text, details, occurred_at, received_at, state, attempts)
        VALUES (
            @Id, @Channel, @Account, @EventId,
            (SELECT c.id FROM conversations c WHERE c.channel = @Channel AND c.account = @Account AND c.peer_lookup = @Lookup
        """;

    private const string OrNothing =
        """
        ), @Kind, @Text, @Details, @OccurredAt, @At, @State, 0)
        ON CONFLICT (channel, account, event_id) DO NOTHING
        """;

    private const string Insert = InsertWhere + OrNothing;

    /// <summary>No message without a conversation, so this fails where there is none or none that can be answered.</summary>
    private const string InsertAddressed = InsertWhere + " AND c.peer <> ''" + OrNothing;

    private readonly FieldCipher cipher;
    private readonly TimeProvider time;
    private readonly ArrivalQueue queue;
    private readonly HeardLately lately = new();

    /// <summary>The inbox is read in this order where two came in one millisecond.</summary>
    private readonly IdGenerator ids;

    public IncomingMessages(Database database, FieldCipher cipher, TimeProvider time, InboxSignal signal)
    {
        (this.cipher, this.time, ids) = (cipher, time, new IdGenerator(time));
        queue = new ArrivalQueue(database, StoreAllAsync, (session, arrival) => StoreAsync(session, arrival, CancellationToken.None), written =>
        {
            lately.Add(written);
            signal.Wake();
        });
    }

    /// <summary>Stores one event; false when it was known already, which is how providers' repeats are met.</summary>
    public Task<bool> AcceptAsync(IncomingMessage message, CancellationToken ct) =>

        // Sealed before the unit of work: whatever is done in it, everyone else who writes waits for.
        queue.AddAsync(Seal(message, time.GetUtcNow()), ct);

    /// <summary>The same inside a unit of work that stores more than the message; the caller wakes the inbox afterwards.</summary>
    public Task<bool> StoreAsync(DbSession session, IncomingMessage message, CancellationToken ct) =>
        StoreAsync(session, Seal(message, time.GetUtcNow()), ct);

    /// <summary>Into a conversation that has begun; false when the event is there already.</summary>
    internal async Task<bool> InsertAsync(DbSession session, IncomingMessage message, Guid id, InboxState state, DateTimeOffset now, CancellationToken ct) =>
        (await InsertAsync(session, Insert, [Seal(message, now) with { Id = id, State = state }], ct))[0];

    /// <summary>The citizen's conversation, begun where there is none.</summary>
    internal async Task<Guid> ConversationAsync(DbSession session, IncomingMessage message, DateTimeOffset now, CancellationToken ct)
    {
        var arrival = Seal(message, now);
        await HearAsync(session, [arrival], ct);
        return await session.FirstAsync<Guid>(
            "SELECT id FROM conversations WHERE channel = @Channel AND account = @Account AND peer_lookup = @Lookup",
            new { arrival.Channel, arrival.Account, arrival.Lookup },
            ct);
    }

    /// <summary>Whether each was new, in their order. It fails when the address of one who was heard lately has been deleted since.</summary>
    private async Task<bool[]> StoreAllAsync(DbSession session, IReadOnlyList<Arrival> arrivals)
    {
        await HearAsync(session, lately.Others(arrivals), CancellationToken.None);
        return await InsertAsync(session, InsertAddressed, arrivals, CancellationToken.None);
    }

    private async Task<bool> StoreAsync(DbSession session, Arrival arrival, CancellationToken ct)
    {
        await HearAsync(session, [arrival], ct);
        return (await InsertAsync(session, Insert, [arrival], ct))[0];
    }

    private static async Task<bool[]> InsertAsync(DbSession session, string sql, IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var stored = await session.ExecuteEachAsync(sql, arrivals, ct);
        return [.. stored.Select(rows => rows == 1)];
    }

    /// <summary>Notes that the citizens are there. Most have been before: then neither address nor name need be encrypted again.</summary>
    private async Task HearAsync(DbSession session, IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var known = await session.ExecuteEachAsync(
            "UPDATE conversations SET heard_at = @At WHERE channel = @Channel AND account = @Account AND peer_lookup = @Lookup AND peer <> ''", arrivals, ct);
        if (known.Contains(0))
            await BeginAsync(session, arrivals.Where((_, i) => known[i] == 0), ct);
    }

    /// <summary>Or goes on with one whose address had been deleted.</summary>
    private Task<int> BeginAsync(DbSession session, IEnumerable<Arrival> strangers, CancellationToken ct) =>
        session.ExecuteManyAsync(
            """
            INSERT INTO conversations (id, channel, account, peer, peer_lookup, peer_name, created_at, updated_at, heard_at)
            VALUES (@id, @Channel, @Account, @peer, @Lookup, @name, @At, @At, @At)
            ON CONFLICT (channel, account, peer_lookup) DO UPDATE
            SET peer = CASE WHEN conversations.peer = '' THEN excluded.peer ELSE conversations.peer END, heard_at = excluded.heard_at
            """,
            strangers.Select(arrival => new
            {
                id = Guid.CreateVersion7(arrival.At),
                arrival.Channel,
                arrival.Account,
                peer = cipher.Protect(arrival.Sender),
                arrival.Lookup,
                name = arrival.SenderName is null ? null : cipher.Protect(arrival.SenderName),
                arrival.At,
            }),
            ct);

    private Arrival Seal(IncomingMessage message, DateTimeOffset now) => new(
        ids.Next(),
        message.Channel,
        message.Account,
        ForeignId.Of(message.EventId),
        cipher.Lookup(message.Channel, message.Sender),
        message.Sender,
        message.SenderName,
        message.Kind,
        message.Text is null ? null : cipher.Protect(message.Text),
        message.Details is { } details ? cipher.Protect(IncomingDetailsJson.Write(details)) : null,
        message.OccurredAt,
        now,
        InboxState.Waiting);
}
