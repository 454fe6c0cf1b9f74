using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Outreach.Delivery.Pacing;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Sends from one provider account: both lanes share its rate, and each has slots of its own. A lane claims what leaves in
/// the next moments, its slots call the provider, and the settler writes down what became of it. It claims no more than it
/// is about to send, so a kill leaves few rows in doubt.
/// </summary>
internal sealed partial class AccountSender : IDisposable
{
    /// <summary>Retries become due without anyone waking us; this is how late they may be noticed.</summary>
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(1);

    /// <summary>Campaigns whose cost is remembered.</summary>
    private const int MostCosts = 1000;

    private static readonly TimeSpan BreakerPoll = TimeSpan.FromMilliseconds(100);

    private readonly IChannel channel;
    private readonly SenderTools tools;
    private readonly BulkSource bulk;
    private readonly Settler settler;
    private readonly ConcurrentDictionary<Guid, double> costs = new();
    private readonly Pacer pacer;
    private readonly CircuitBreaker breaker;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    public AccountSender(IChannel channel, SenderTools tools, TimeProvider time, ILogger logger)
    {
        (this.channel, this.tools, this.time, this.logger) = (channel, tools, time, logger);
        bulk = new BulkSource(channel.Name, tools.Queues, tools.Claims, tools.Rules, time);
        settler = new Settler(channel.Name, tools.Settlements, Written, time, logger);
        pacer = new Pacer(channel.Limits.MessagesPerSecond, time);
        breaker = new CircuitBreaker(time);
    }

    /// <summary>Runs until cancelled; what is on the wire then finishes and is written down, what is not is given back.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var settling = settler.RunAsync();
        try
        {
            // When one lane fails the other must end too, or the account would go on with half its work.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var lanes = Enum.GetValues<Lane>().Select(lane => RunLaneAsync(lane, either.Token)).ToList();
            await Task.WhenAny(lanes);
            await either.CancelAsync();
            await Task.WhenAll(lanes);
        }
        finally
        {
            settler.Complete();
            await settling;
        }
    }

    public void Dispose() => pacer.Dispose();

    private async Task RunLaneAsync(Lane lane, CancellationToken ct)
    {
        var ready = System.Threading.Channels.Channel.CreateUnbounded<ClaimedMessage>(new() { SingleWriter = true });
        using var taken = new SemaphoreSlim(0);
        var prefetch = new Prefetch(time);
        var slots = Enumerable.Range(0, Slots(lane)).Select(_ => SendReadyAsync(ready.Reader, taken, prefetch, ct)).ToList();
        try
        {
            var inHand = 0;
            while (true)
                inHand = await ClaimSomeAsync(lane, ready, taken, prefetch, inHand, ct);
        }
        finally
        {
            ready.Writer.Complete();
            await Task.WhenAll(slots);
        }
    }

    /// <summary>Claims as much as leaves in the next moments, once half of the last claim is on the wire.</summary>
    /// <param name="inHand">Claimed before and not known to be on the wire; returned anew.</param>
    private async Task<int> ClaimSomeAsync(
        Lane lane, Channel<ClaimedMessage> ready, SemaphoreSlim taken, Prefetch prefetch, int inHand, CancellationToken ct)
    {
        var most = await UntilWorkingAsync(ct);
        var wanted = Math.Min(most, Math.Min(Ahead(lane, prefetch), pacer.Expected(prefetch.Horizon, lane)));
        if (wanted < 1)
        {
            await Task.Delay(prefetch.Horizon, time, ct);
            return inHand;
        }

        var began = time.GetTimestamp();
        var claim = lane == Lane.Bulk ? await bulk.ClaimAsync(wanted, ct) : await tools.Claims.ClaimRepliesAsync(channel.Name, wanted, ct);
        prefetch.Claimed(time.GetElapsedTime(began));
        foreach (var message in claim.Messages)
            await ready.Writer.WriteAsync(message, CancellationToken.None);

        // Whatever is still due is looked for again as soon as there is room; else when somebody says so, or after a while.
        inHand += claim.Messages.Count;
        while (claim.Messages.Count > 0 && inHand > claim.Messages.Count / 2)
        {
            await taken.WaitAsync(ct);
            inHand--;
        }

        if (claim.Exhausted && claim.Messages.Count == 0)
        {
            await tools.Signals.WaitAsync(channel.Name, lane, IdlePoll, ct);
            bulk.Refresh();
        }

        return inHand;
    }

    /// <summary>Replies come a few at a time and are wanted at once, so their slots are always filled, twice over.</summary>
    private int Ahead(Lane lane, Prefetch prefetch) => lane == Lane.Interactive ? Math.Max(2 * Slots(lane), prefetch.Next()) : prefetch.Next();

    /// <summary>Waits while the account is broken; how many may be claimed then. While half open one at a time probes whether it works again.</summary>
    private async Task<int> UntilWorkingAsync(CancellationToken ct)
    {
        BreakerState state;
        while ((state = breaker.State) is not BreakerState.Closed)
        {
            await Task.Delay(BreakerPoll, time, ct);
            if (state is BreakerState.HalfOpen)
                return 1;
        }

        return int.MaxValue;
    }

    /// <summary>One slot: one request at a time. Ends when the lane is closed and nothing claimed is left.</summary>
    private async Task SendReadyAsync(ChannelReader<ClaimedMessage> ready, SemaphoreSlim taken, Prefetch prefetch, CancellationToken ct)
    {
        using var patience = new Patience(ct);
        await foreach (var message in ready.ReadAllAsync(CancellationToken.None))
        {
            var (outgoing, unsent) = await PrepareAsync(message, patience, ct);
            taken.Release();
            await settler.AddAsync(outgoing is null ? unsent! : await SendAsync(message, outgoing));
            prefetch.Answered();
        }
    }

    /// <summary>Opens the envelope and waits for its turn; what cannot be read or has to be given back is settled unsent.</summary>
    private async Task<(OutgoingMessage? Outgoing, Settlement? Unsent)> PrepareAsync(ClaimedMessage message, Patience patience, CancellationToken ct)
    {
        try
        {
            var content = message.ContentId is { } id ? await tools.Contents.FindAsync(id, CancellationToken.None) : SealedContent.Read(message.Content ?? "", tools.Cipher);
            var outgoing = new OutgoingMessage(message.Id, message.Account, tools.Cipher.Reveal(message.Address), content.For(message, tools.Cipher)) { Round = message.Round };
            var may = !ct.IsCancellationRequested
                && await patience.WaitAsync(token => pacer.TakeAsync(message.Lane, CostOf(message, content), token))
                && breaker.MayTry(out _);
            return may ? (outgoing, null) : (null, Settlement.GivenBack(message, time.GetUtcNow()));
        }
        catch (Exception e) when (e is CryptographicException or System.Text.Json.JsonException or InvalidOperationException)
        {
            LogUnreadable(e, message.Id, channel.Name);
            return (null, Judge(message, SealedContent.Unreadable));
        }
    }

    // No cancellation on purpose: once the request is out, stopping the service must wait for the answer (the client has its
    // own time-out) and write it down; otherwise every stop would leave messages in doubt.
    private async Task<Settlement> SendAsync(ClaimedMessage message, OutgoingMessage outgoing)
    {
        SendOutcome outcome;
        try
        {
            outcome = await channel.SendAsync(outgoing, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A channel's mistake. The request may be out, so it is in doubt like any other without an answer.
            LogThrown(e, message.Id, channel.Name);
            outcome = new SendOutcome.Unconfirmed(e.GetType().Name);
        }

        breaker.Record(outcome);
        if (outcome is SendOutcome.Postponed { For: PostponedFor.Pace } fast)
            pacer.SlowDown(fast.RetryAfter);
        if (outcome is SendOutcome.Postponed { For: PostponedFor.Quota, RetryAfter: { } rest })
            pacer.Rest(rest);
        return Judge(message, outcome);
    }

    private Settlement Judge(ClaimedMessage message, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        var verdict = NextStep.After(outcome, message.Attempts, now, message.ExpiresAt, Jitter());
        if (verdict.State is MessageState.Failed or MessageState.Unknown || outcome is SendOutcome.Misconfigured)
            LogTrouble(message.Id, channel.Name, verdict.Reason);
        return new Settlement(message, outcome, verdict, FollowUp.After(verdict, message, channel, now));
    }

    private void Written(IReadOnlyList<Settlement> group)
    {
        if (group.Any(settlement => settlement.Message.Lane == Lane.Interactive))
            tools.Signals.Wake(channel.Name, Lane.Interactive);
        tools.Watch.Settled(group);
    }

    /// <summary>Frozen content is the same for all of a campaign, so its parts are counted once.</summary>
    private double CostOf(ClaimedMessage message, MessageContent content)
    {
        if (message.ContentId is not { } id)
            return channel.CostOf(content);
        if (costs.Count > MostCosts)
            costs.Clear();
        return costs.GetOrAdd(id, static (_, known) => known.channel.CostOf(known.content), (channel, content));
    }

    private static double Jitter() => RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d;

    /// <summary>A fifth of the slots belongs to replies, so that a broadcast can never take them all.</summary>
    private int Slots(Lane lane) => Math.Max(1, (int)Math.Round(channel.Limits.Concurrency * (lane == Lane.Interactive ? 0.2 : 0.8)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} did not leave on {Channel}: {Reason}")]
    private partial void LogTrouble(Guid messageId, string channel, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The address or content of message {MessageId} on {Channel} cannot be read")]
    private partial void LogUnreadable(Exception exception, Guid messageId, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel} threw while it sent message {MessageId}")]
    private partial void LogThrown(Exception exception, Guid messageId, string channel);
}
