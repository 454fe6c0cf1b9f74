using Outreach.Delivery.Rules;

namespace Outreach.Delivery;

/// <summary>Where one channel's bulk rows come from: the open campaigns, each in its turn, inside their hours.</summary>
internal sealed class BulkSource(string channel, BulkQueues queues, OutboxClaims claims, SendingRules rules, TimeProvider time)
{
    /// <summary>How late a campaign that was opened on another node may be noticed. One that was paused is refused by the claim itself.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly Turns turns = new();
    private List<BulkQueue> open = [];
    private long readAt;

    /// <summary>Forgets what is known, because something was planned or opened.</summary>
    public void Refresh() => readAt = 0;

    /// <summary>Claims for the campaign whose turn it is; empty and exhausted when none has anything to send.</summary>
    public async Task<Claim> ClaimAsync(int count, CancellationToken ct)
    {
        var candidates = await CandidatesAsync(ct);
        while (turns.Next(candidates) is { } queue)
        {
            var claim = await claims.ClaimBulkAsync(channel, queue, count, ct);
            if (claim.Exhausted)
            {
                // Not asked again before the next look: retries and new pages are noticed then.
                open.Remove(queue);
                candidates.Remove(queue);
            }

            if (claim.Messages.Count > 0 || !claim.Exhausted)
                return claim with { Exhausted = false };
        }

        return new Claim([], Exhausted: true);
    }

    private async Task<List<BulkQueue>> CandidatesAsync(CancellationToken ct)
    {
        if (readAt == 0 || time.GetElapsedTime(readAt) >= Freshness)
        {
            readAt = time.GetTimestamp();
            open = [.. (await queues.OpenAsync(ct)).Where(queue => queue.Channels.Split(',').Contains(channel))];
        }

        var now = time.GetUtcNow();
        return open.FindAll(queue => rules.For(queue.Class, channel, now).NextAllowed(now) <= now);
    }
}
