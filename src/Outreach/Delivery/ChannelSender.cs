using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Sends one lane of one channel: claims as many rows as it has free slots and the rate allows, calls the provider, writes
/// down the outcome. It claims no more than it is about to send, so a kill leaves few rows in doubt.
/// </summary>
internal sealed partial class ChannelSender(
    IChannel channel,
    Lane lane,
    Outbox outbox,
    OutboxSignals signals,
    FieldCipher cipher,
    TimeProvider time,
    ILogger<Dispatcher> logger)
{
    /// <summary>Retries become due without anyone waking us; this is how late they may be noticed.</summary>
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(1);

    private readonly int slots = Slots(channel.Limits, lane);

    /// <summary>Runs until cancelled; what is on the wire then finishes and is written down first.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var free = new SemaphoreSlim(slots, slots);
        using var rate = Rate(channel.Limits, lane);
        try
        {
            while (true)
                await SendDueAsync(free, rate, ct);
        }
        finally
        {
            for (var i = 0; i < slots; i++)
                await free.WaitAsync(CancellationToken.None);
        }
    }

    private async Task SendDueAsync(SemaphoreSlim free, TokenBucketRateLimiter rate, CancellationToken ct)
    {
        await WaitForAClaimsWorthAsync(free, ct);
        var claimed = await ClaimAsync(rate, free.CurrentCount, ct);
        if (claimed.Count == 0)
            await signals.WaitAsync(channel.Name, lane, IdlePoll, ct);

        foreach (var message in claimed)
        {
            // There is a slot for each: this loop is the only one that takes them.
            await free.WaitAsync(CancellationToken.None);
            _ = SendAndReleaseAsync(message, free);
        }
    }

    /// <summary>A claim is a commit: one for a quarter of the slots costs little, one for each slot that comes free costs a commit per message.</summary>
    private async Task WaitForAClaimsWorthAsync(SemaphoreSlim free, CancellationToken ct)
    {
        var worth = Math.Max(1, slots / 4);
        var taken = 0;
        try
        {
            for (; taken < worth; taken++)
                await free.WaitAsync(ct);
        }
        finally
        {
            if (taken > 0)
                free.Release(taken);
        }
    }

    private async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(TokenBucketRateLimiter rate, int wanted, CancellationToken ct)
    {
        using (var first = await rate.AcquireAsync(1, ct))
        {
            var allowed = 1;
            while (allowed < wanted && rate.AttemptAcquire().IsAcquired)
                allowed++;
            return await outbox.ClaimAsync(channel.Name, lane, allowed, ct);
        }
    }

    /// <summary>Never throws: nobody awaits it, and a slot that is not given back would be lost for good.</summary>
    private async Task SendAndReleaseAsync(ClaimedMessage message, SemaphoreSlim free)
    {
        try
        {
            await SendAsync(message);
        }
        catch (Exception e)
        {
            // The row stays claimed; when its lease ends it becomes "unknown", never a second message.
            LogUnsettled(e, message.Id, channel.Name);
        }
        finally
        {
            free.Release();
        }
    }

    // No cancellation on purpose: once the request is out, stopping the service must wait for the answer (the client has its
    // own time-out) and write it down; otherwise every stop would leave messages in doubt.
    private async Task SendAsync(ClaimedMessage message)
    {
        var outgoing = new OutgoingMessage(message.Id, message.Account, cipher.Reveal(message.Address), MessageContentJson.Read(message.Content));
        var outcome = await channel.SendAsync(outgoing, CancellationToken.None);
        var verdict = NextStep.After(outcome, message.Attempts, time.GetUtcNow(), Jitter());
        if (verdict.State is MessageState.Failed or MessageState.Unknown || outcome is SendOutcome.Misconfigured)
            LogTrouble(message.Id, channel.Name, verdict.Reason);

        await outbox.SettleAsync(message, outcome, verdict, CancellationToken.None);
    }

    private static double Jitter() => RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d;

    /// <summary>A fifth of slots and rate belongs to replies, so that a broadcast can never take them all.</summary>
    private static double Share(Lane lane) => lane == Lane.Interactive ? 0.2 : 0.8;

    private static int Slots(ChannelLimits limits, Lane lane) => Math.Max(1, (int)Math.Round(limits.Concurrency * Share(lane)));

    private static TokenBucketRateLimiter Rate(ChannelLimits limits, Lane lane)
    {
        // Ten refills a second keep bursts at a tenth of the provider's rate.
        var perSecond = limits.MessagesPerSecond * Share(lane);
        var period = TimeSpan.FromSeconds(Math.Max(0.1, 1 / perSecond));
        var perPeriod = Math.Max(1, (int)(perSecond * period.TotalSeconds));
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perPeriod,
            TokensPerPeriod = perPeriod,
            ReplenishmentPeriod = period,
            QueueLimit = 1,
            AutoReplenishment = true,
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} did not leave on {Channel}: {Reason}")]
    private partial void LogTrouble(Guid messageId, string channel, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of message {MessageId} on {Channel} could not be written down")]
    private partial void LogUnsettled(Exception exception, Guid messageId, string channel);
}
