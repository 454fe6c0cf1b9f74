using Microsoft.Extensions.Options;
using Outreach.Cluster;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// The outbox table: what is to leave is written here first, claimed before the provider is called (<see cref="OutboxClaims"/>)
/// and settled after, each step conditional on the one before.
/// </summary>
public sealed class Outbox(Database database, FieldCipher cipher, OutboxSignals signals, IdGenerator ids, IOptions<ClusterOptions> cluster, TimeProvider time)
{
    /// <summary>An answer that could not be given within a day answers a question nobody remembers.</summary>
    private static readonly TimeSpan ReplyLife = TimeSpan.FromDays(1);

    /// <summary>
    /// Adds a reply to the unit of work that causes it; the caller wakes the sender with <see cref="Wake"/> afterwards. The
    /// parts of one answer leave in the order they were added.
    /// </summary>
    public Task AddReplyAsync(DbSession session, Guid conversationId, string channel, string account, string address, MessageContent content, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return session.ExecuteAsync(
            """
            INSERT INTO outbox (id, conversation_id, step, lane, channel, account, address, content, state, due_at, expires_at, attempts, created_at)
            VALUES (@id, @conversationId, 0, 0, @channel, @account, @address, @content, 0, @now, @expires, 0, @now)
            """,
            new
            {
                id = ids.Next(),
                conversationId,
                channel,
                account,
                address = cipher.Protect(address),
                content = SealedContent.Write(content, cipher),
                now,
                expires = now + ReplyLife,
            },
            ct);
    }

    /// <summary>
    /// Adds a single message that belongs to no campaign and answers nobody: a notice, a word from another system. Leaves as
    /// replies do, before any broadcast; wake the sender afterwards.
    /// </summary>
    public async Task<Guid> AddAsync(DbSession session, SingleMessage message, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = ids.Next();
        await session.ExecuteAsync(
            """
            INSERT INTO outbox (id, step, lane, channel, account, address, lookup, content, state, due_at, expires_at, attempts, created_at)
            VALUES (@id, 0, 0, @Channel, @Account, @address, @lookup, @content, 0, @due, @expires, 0, @now)
            """,
            new
            {
                id,
                message.Channel,
                message.Account,
                address = cipher.Protect(message.Address),
                lookup = cipher.Lookup(message.Channel, message.Address),
                content = SealedContent.Write(message.Content, cipher),
                due = message.DueAt ?? now,
                expires = (message.DueAt ?? now) + (message.Life ?? ReplyLife),
                now,
            },
            ct);
        return id;
    }

    /// <summary>
    /// Writes down a reply that its reader gets in the answer to the very request that asked for it: it is sent, and never leaves
    /// by a channel. <paramref name="providerId"/> is what it can be found by.
    /// </summary>
    public Task AddGivenReplyAsync(
        DbSession session, Guid conversationId, string channel, string account, string address, MessageContent content, string providerId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return session.ExecuteAsync(
            """
            INSERT INTO outbox (id, conversation_id, step, lane, channel, account, address, content, state, due_at, attempts, provider_id, created_at, sent_at)
            VALUES (@id, @conversationId, 0, 0, @channel, @account, @address, @content, 2, @now, 1, @providerId, @now, @now)
            """,
            new { id = ids.Next(), conversationId, channel, account, address = cipher.Protect(address), content = SealedContent.Write(content, cipher), providerId, now },
            ct);
    }

    /// <summary>What <see cref="AddGivenReplyAsync"/> wrote under that id, in its order.</summary>
    public async Task<IReadOnlyList<MessageContent>> GivenRepliesAsync(DbSession session, string channel, string providerId, CancellationToken ct)
    {
        var contents = await session.QueryAsync<string>(
            "SELECT content FROM outbox WHERE channel = @channel AND provider_id = @providerId ORDER BY id", new { channel, providerId }, ct);
        return [.. contents.Select(content => SealedContent.Read(content, cipher))];
    }

    public void Wake(string channel, Lane lane) => signals.Wake(channel, lane);

    /// <summary>Takes back a page of what a closed campaign still has waiting; how many. Nothing of it could be claimed any more.</summary>
    public Task<int> WithdrawAsync(Guid campaignId, int page, CancellationToken ct) =>
        database.WriteInBackgroundAsync(
            async session =>
            {
                var taken = 0;
                if (await BulkQueues.FindAsync(session, campaignId, ct) is not { ClosedAt: not null } queue)
                    return taken;

                // By channel, as the index of waiting rows has it: looking is then free when nothing waits.
                foreach (var channel in queue.Channels.Split(','))
                {
                    taken += await session.ExecuteAsync(
                        """
                        UPDATE outbox SET state = 6, reason = 'stopped', follow_up_at = NULL
                        WHERE id IN (SELECT id FROM outbox WHERE channel = @channel AND campaign_id = @campaignId AND state = 0 LIMIT @left)
                        """,
                        new { channel, campaignId, left = page - taken },
                        ct);
                }

                return taken;
            },
            ct);

    /// <summary>
    /// Marks as unknown what a dead process was sending: its request may have been accepted, so it is neither lost nor repeated.
    /// </summary>
    /// <param name="ownToo">At start: this node holds no claim yet, so what bears its name is left from its last life.</param>
    /// <param name="followUp">When to look at those of a channel again.</param>
    public Task<int> AbandonAsync(bool ownToo, IReadOnlyDictionary<string, DateTimeOffset?> followUp, CancellationToken ct)
    {
        var node = cluster.Value.Node;
        return database.WriteAsync(
            async session =>
            {
                var abandoned = 0;
                foreach (var (channel, at) in followUp)
                {
                    abandoned += await session.ExecuteAsync(
                        """
                        UPDATE outbox SET state = 5, reason = 'interrupted', claimed_by = NULL, follow_up_at = @at
                        WHERE state = 1 AND channel = @channel AND (lease_until < @now OR (@ownToo AND claimed_by = @node))
                        """,
                        new { channel, at = at?.ToUnixTimeMilliseconds(), ownToo, node, now = time.GetUtcNow() },
                        ct);
                }

                return abandoned;
            },
            ct);
    }
}
