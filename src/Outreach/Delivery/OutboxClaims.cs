using Microsoft.Extensions.Options;
using Outreach.Cluster;
using Outreach.Content;
using Outreach.Delivery.Rules;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Takes rows out of the outbox to send them. Refusals, consent, caps and validity are looked at in the same unit of work,
/// so whatever a citizen has said by then holds for the next message that leaves.
/// </summary>
public sealed class OutboxClaims(Database database, SendingRules rules, IOptions<ClusterOptions> cluster, TimeProvider time)
{
    /// <summary>Longer than any provider's time-out and the longest wait for a turn, so that a lease ends only with its process.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string Columns = "o.id, o.campaign_id, o.contact_id, o.account, o.address, o.lookup, o.content, o.content_id, o.attempts, o.round, o.expires_at";

    /// <summary>Replies. Of each conversation only the oldest open one: a citizen reads the parts of an answer in their order.</summary>
    public Task<Claim> ClaimRepliesAsync(string channel, int count, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var due = await session.QueryAsync<ClaimedMessage>(
                    $"""
                     SELECT {Columns} FROM outbox o
                     WHERE o.channel = @channel AND o.campaign_id IS NULL AND o.state = 0 AND o.due_at <= @now
                         AND NOT EXISTS (
                             SELECT 1 FROM outbox before
                             WHERE before.conversation_id = o.conversation_id AND before.conversation_id IS NOT NULL
                                 AND before.state IN (0, 1) AND before.id < o.id)
                     ORDER BY o.due_at, o.id LIMIT @count {session.SkipLocked("o")}
                     """,
                    new { channel, now, count },
                    ct);
                var decisions = due.Select(message => (message, Reason: message.ExpiresAt <= now ? SuppressionReason.Expired : null)).ToList();
                return await TakeAsync(session, decisions, due.Count < count, now, ct);
            },
            ct);

    /// <summary>Rows of one campaign on one channel; none while it is paused or closed. An address that was deleted counts as one that does not exist (2).</summary>
    public Task<Claim> ClaimBulkAsync(string channel, BulkQueue queue, int count, CancellationToken ct) =>
        database.WriteInBackgroundAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var applied = rules.For(queue.Class, channel, now);
                var due = await session.QueryAsync<ClaimedMessage>(
                    $"""
                     SELECT {Columns}, COALESCE(c.consented, FALSE) AS consented, COALESCE(a.state, 2) AS address_state, d.id IS NOT NULL AS blocked,
                         c.name AS contact_name, c.unit AS contact_unit,
                         o.step > 0 AND EXISTS (
                             SELECT 1 FROM outbox b WHERE b.campaign_id = o.campaign_id AND b.contact_id = o.contact_id AND b.step < o.step AND b.state = 3) AS arrived
                     FROM outbox o
                     LEFT JOIN contacts c ON c.id = o.contact_id
                     LEFT JOIN contact_addresses a ON a.channel = o.channel AND a.lookup = o.lookup
                     LEFT JOIN do_not_contact d ON d.channel = o.channel AND d.lookup = o.lookup
                     WHERE o.channel = @channel AND o.campaign_id = @queue AND o.state = 0 AND o.due_at <= @now
                         AND EXISTS (SELECT 1 FROM bulk_queues q WHERE q.id = @queue AND q.paused_at IS NULL AND q.closed_at IS NULL)
                     ORDER BY o.due_at, o.id LIMIT @count {session.SkipLocked("o")}
                     """,
                    new { channel, queue = queue.Id, now, count },
                    ct);
                var decisions = due.Select(message => (message, Reason: ReasonAgainst(message, queue.Class, applied, now))).ToList();
                foreach (var message in due)
                    message.Queue = queue;
                if (applied.Cap is { } cap)
                    decisions = await WithinCapAsync(session, channel, decisions, cap, now, ct);
                return await TakeAsync(session, decisions, due.Count < count, now, ct);
            },
            ct);

    private static string? ReasonAgainst(ClaimedMessage message, MessageClass kind, ChannelRules rules, DateTimeOffset now) =>
        message.ExpiresAt <= now
            ? SuppressionReason.Expired
            : message.Arrived ? SuppressionReason.Duplicate
            : Reachability.ReasonAgainst(kind, rules, message.Consented, message.Blocked, message.AddressState);

    /// <summary>Takes a slot for each; those whose number has had its share are moved to when it may have the next.</summary>
    private static async Task<List<(ClaimedMessage Message, string? Reason)>> WithinCapAsync(
        DbSession session, string channel, List<(ClaimedMessage Message, string? Reason)> decisions, SendingCap cap, DateTimeOffset now, CancellationToken ct)
    {
        var within = new List<(ClaimedMessage Message, string? Reason)>(decisions.Count);
        foreach (var (message, reason) in decisions)
        {
            if (reason is not null || message.Lookup is null)
            {
                within.Add((message, reason));
                continue;
            }

            if (await CapSlots.TakeAsync(session, channel, message.Lookup, message.Id, cap.Count, cap.Period, now, ct) is { } free)
            {
                await session.ExecuteAsync(
                    "UPDATE outbox SET due_at = @free, reason = @Cap WHERE id = @Id AND state = 0",
                    new { message.Id, free, SuppressionReason.Cap },
                    ct);
                continue;
            }

            message.Capped = true;
            within.Add((message, null));
        }

        return within;
    }

    private async Task<Claim> TakeAsync(
        DbSession session, List<(ClaimedMessage Message, string? Reason)> decisions, bool exhausted, DateTimeOffset now, CancellationToken ct)
    {
        var passedOver = decisions.Where(decision => decision.Reason is not null).Select(decision => (object)new { decision.Message.Id, decision.Reason }).ToList();
        if (passedOver.Count > 0)
            await session.ExecuteManyAsync("UPDATE outbox SET state = 6, reason = @Reason WHERE id = @Id AND state = 0", passedOver, ct);

        var taken = decisions.Where(decision => decision.Reason is null).Select(decision => decision.Message).ToList();
        var (until, node) = (now + Lease, cluster.Value.Node);
        await session.ExecuteManyAsync(
            "UPDATE outbox SET state = 1, attempts = attempts + 1, lease_until = @until, claimed_by = @node WHERE id = @Id AND state = 0",
            taken.Select(message => (object)new { message.Id, until, node }),
            ct);
        foreach (var message in taken)
        {
            message.Attempts++;
            message.LeaseUntil = until;
        }

        return new Claim(taken, exhausted);
    }
}
