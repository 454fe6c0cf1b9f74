using Outreach.Storage;

namespace Outreach.Inbox.Handoffs;

/// <summary>A handoff as officers see it.</summary>
/// <param name="Reason">What the citizen was told.</param>
public sealed record HandoffStanding(
    Guid Id, Guid ConversationId, string Channel, string Reason, HandoffState State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Who has a conversation: the assistant, or a person. One handoff at most is open in a conversation.</summary>
public sealed class HandoffStore(Database database, FieldCipher cipher, IdGenerator ids, TimeProvider time)
{
    /// <summary>How long a person may keep the assistant silent without a word of theirs: if the status is lost, citizens are answered again.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(24);

    /// <summary>In SQL, of <c>handoffs h</c>: a person has the conversation, or is to have it. What said nothing since <c>@Handoffs</c> holds nothing any more.</summary>
    public const string Holds = "h.state IN (0, 1) AND h.updated_at >= @Handoffs";

    private const int MostListed = 200;

    /// <summary>A person is wanted; asked for again while a handoff is open, it stays that one.</summary>
    public Task InitiateAsync(DbSession session, Guid conversationId, string reason, CancellationToken ct) => session.ExecuteAsync(
        """
        INSERT INTO handoffs (id, conversation_id, reason, state, created_at, updated_at)
        SELECT @id, c.id, @reason, 0, @now, @now FROM conversations c
        WHERE c.id = @conversationId AND NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = c.id AND h.state IN (0, 1))
        """,
        new { id = ids.Next(), conversationId, reason = cipher.Protect(reason), now = time.GetUtcNow() },
        ct);

    /// <summary>
    /// What the other side says of the open handoff of a conversation; false when there is none. What has ended stays so: a status
    /// that comes late or twice changes nothing.
    /// </summary>
    /// <param name="address">The citizen, as the channel names them.</param>
    public async Task<bool> MoveAsync(DbSession session, string channel, string account, string address, HandoffState to, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            UPDATE handoffs SET state = @to, updated_at = @now
            WHERE state IN (0, 1) AND conversation_id =
                (SELECT id FROM conversations WHERE channel = @channel AND account = @account AND peer_lookup = @lookup)
            """,
            new { to, now = time.GetUtcNow(), channel, account, lookup = cipher.Lookup(channel, address) },
            ct) > 0;

    /// <summary>The same by an officer, for channels whose other side is nobody's program. Null: no such handoff; false: it has ended.</summary>
    public Task<bool?> MoveAsync(Guid id, HandoffState to, CancellationToken ct) => database.WriteAsync<bool?>(
        async session =>
        {
            if (await session.ExecuteAsync("UPDATE handoffs SET state = @to, updated_at = @now WHERE id = @id AND state IN (0, 1)", new { id, to, now = time.GetUtcNow() }, ct) > 0)
                return true;
            return await session.FirstAsync<bool>("SELECT EXISTS (SELECT 1 FROM handoffs WHERE id = @id)", new { id }, ct) ? false : null;
        },
        ct);

    /// <summary>Newest first, 200 at most.</summary>
    public async Task<IReadOnlyList<HandoffStanding>> ListAsync(bool openOnly, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                $"""
                SELECT h.id, h.conversation_id, c.channel, h.reason, h.state, h.created_at, h.updated_at
                FROM handoffs h JOIN conversations c ON c.id = h.conversation_id {(openOnly ? "WHERE h.state IN (0, 1)" : "")}
                ORDER BY h.id DESC LIMIT @MostListed
                """,
                new { MostListed },
                ct),
            ct);
        return [.. rows.Select(row => new HandoffStanding(row.Id, row.ConversationId, row.Channel, cipher.Reveal(row.Reason), row.State, row.CreatedAt, row.UpdatedAt))];
    }

    /// <summary>Keyed hashes of the citizens whose conversation on a channel a person has, or is to have.</summary>
    /// <param name="since">One whose last status is older holds nothing any more.</param>
    public static async Task<IReadOnlySet<string>> HeldAsync(DbSession session, string channel, DateTimeOffset since, CancellationToken ct) =>
        (await session.QueryAsync<string>(
            $"SELECT DISTINCT c.peer_lookup FROM handoffs h JOIN conversations c ON c.id = h.conversation_id WHERE {Holds} AND c.channel = @channel",
            new { channel, Handoffs = since },
            ct)).ToHashSet(StringComparer.Ordinal);

    private sealed class Row
    {
        public Guid Id { get; init; }

        public Guid ConversationId { get; init; }

        public string Channel { get; init; } = "";

        public string Reason { get; init; } = "";

        public HandoffState State { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset UpdatedAt { get; init; }
    }
}
