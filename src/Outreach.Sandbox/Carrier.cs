using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox;

/// <summary>What the providers have in common: take a message for good, owe its receipts, and misbehave as told.</summary>
internal sealed class Carrier(Ledger ledger, CallbackQueue callbacks, FaultBoard faults, SandboxOptions options, IHostApplicationLifetime lifetime)
{
    /// <summary>Longer than any client waits; a connection is then cut, so that a forgotten one does not live for ever.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    /// <summary>Records a message and schedules its receipts. Done once the record would survive a kill.</summary>
    public async Task<ReceivedMessage> AcceptAsync(IProvider provider, Func<long, ReceivedMessage> make)
    {
        var message = (await ledger.RecordAsync(state => make(state.NextSeq())))!;
        Owe(provider.Receipts(message), provider.Channel);
        if (provider.Channel == Channels.Zalo && faults[Channels.Zalo].Roll(_ => options.ZaloSeenShare))
            await NotifyAsync(provider, seq => Seen(seq, message, options.Time.GetUtcNow()));
        return message;
    }

    /// <summary>Records what a citizen did and tells the service.</summary>
    public async Task<PhoneEvent> NotifyAsync(IProvider provider, Func<long, PhoneEvent> make)
    {
        var phoneEvent = (await ledger.RecordAsync(state => make(state.NextSeq())))!;
        Enqueue(provider.Notification(phoneEvent));
        return phoneEvent;
    }

    /// <summary>True when a recorded message gets no answer, or none that can be used; returns once nothing more is to be said.</summary>
    public async Task<bool> SpoilsAnswerAsync(string channel, HttpContext context)
    {
        if (faults[channel].Roll(s => s.TimeoutAfterAccept))
            await KeepSilentAsync(context);
        else if (!faults[channel].Roll(s => s.Garbage))
            return false;
        else if (faults[channel].Roll(_ => 0.5))
            await context.WriteBadGatewayAsync();
        else
            await BreakOffAsync(context);
        return true;
    }

    /// <summary>Until the client has given up.</summary>
    private async Task KeepSilentAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(LongestSilence, options.Time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private static async Task BreakOffAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = 500;
        await context.Response.WriteAsync("{\"");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Sends again what an earlier run still owed.</summary>
    public void Resume(IEnumerable<IProvider> providers)
    {
        var byChannel = providers.ToDictionary(provider => provider.Channel);
        foreach (var (entry, stage) in ledger.Unsettled)
        {
            if (entry is PhoneEvent phoneEvent)
                Enqueue(byChannel[phoneEvent.Channel].Notification(phoneEvent));
            else if (entry is ReceivedMessage message)
                Enqueue(byChannel[message.Channel].Receipts(message).Skip(stage - 1));
        }
    }

    public static PhoneEvent Seen(long seq, ReceivedMessage message, DateTimeOffset now) =>
        new(seq, message.Channel, message.To, PhoneEventKind.Seen, now, Text: message.ProviderId, Message: message.Seq);

    private void Owe(IReadOnlyList<Callback> receipts, string channel)
    {
        if (receipts.Count == 0)
            return;
        if (faults[channel].Roll(s => s.DropReceipts))
        {
            // Noted as settled, or a restart would send what was meant to be lost.
            _ = ledger.RecordAsync(receipts[^1].Settled);
            return;
        }

        if (faults[channel].Roll(s => s.LateReceipts))
            receipts = [receipts[0] with { Delay = receipts[0].Delay + options.LateReceiptDelay }, .. receipts.Skip(1)];
        if (faults[channel].Roll(s => s.DuplicateReceipts))
            receipts = [.. receipts.SelectMany(receipt => new[] { receipt, receipt with { Delay = TimeSpan.Zero } })];
        Enqueue(receipts);
    }

    private void Enqueue(Callback? notification)
    {
        if (notification is not null)
            callbacks.Enqueue(notification);
    }

    private void Enqueue(IEnumerable<Callback> receipts)
    {
        foreach (var receipt in receipts)
            callbacks.Enqueue(receipt);
    }
}
