using System.Globalization;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>
/// getUpdates: what no webhook has taken, oldest first, until a later call confirms it by a higher offset. One consumer at a
/// time, and none while a webhook is set (409, in the words of tdlib/telegram-bot-api).
/// </summary>
internal sealed class TelegramPolling(SandboxOptions options, Ledger ledger, CallbackQueue callbacks, TelegramWebhook webhook)
{
    /// <summary>Seconds the server holds an empty answer back at most.</summary>
    private const int LongestHold = 50;

    private readonly Lock gate = new();
    private readonly SortedDictionary<long, PhoneEvent> pending = [];
    private TaskCompletionSource news = NewSignal();
    private CancellationTokenSource? current;
    private HashSet<string>? allowed;

    /// <summary>The kinds of update asked for last, by a poll or with the webhook; null: all.</summary>
    public void Allow(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return;
        if (TelegramCall.Array("allowed_updates", json) is { Count: > 0 } names)
            allowed = [.. names.Select(name => name?.ToString() ?? "")];
        else
            allowed = null;
    }

    /// <summary>Holds an update ready. The webhook is to bring it only while it is here, and to say when it has.</summary>
    public Callback Offer(PhoneEvent phoneEvent)
    {
        lock (gate)
        {
            pending[phoneEvent.Seq] = phoneEvent;
            news.TrySetResult();
        }

        return webhook.Update(phoneEvent) with { IsObsolete = () => !IsPending(phoneEvent.Seq), OnSettled = () => Forget([phoneEvent.Seq]) };
    }

    /// <summary>A poll under way ends with 409.</summary>
    public void Interrupt()
    {
        lock (gate)
            current?.Cancel();
    }

    public async Task<JsonNode> GetAsync(TelegramCall call, CancellationToken aborted)
    {
        if (webhook.Address() is not null)
            throw new TelegramRefusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        Allow(call["allowed_updates"]);
        using var mine = Begin();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(mine.Token, aborted);
        try
        {
            Confirm(call.Number("offset", 0));
            var found = await WaitAsync((int)call.Number("limit", 100), TimeSpan.FromSeconds(Math.Clamp(call.Number("timeout", 0), 0, LongestHold)), either.Token);
            return new JsonArray([.. found.Select(update => (JsonNode)webhook.Body(update))]);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw new TelegramRefusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        }
        finally
        {
            End(mine);
        }
    }

    private CancellationTokenSource Begin()
    {
        var mine = new CancellationTokenSource();
        lock (gate)
        {
            current?.Cancel();
            current = mine;
        }

        return mine;
    }

    private void End(CancellationTokenSource mine)
    {
        lock (gate)
        {
            if (current == mine)
                current = null;
        }
    }

    /// <summary>Negative: all but so many of the newest.</summary>
    private void Confirm(long offset)
    {
        List<long> done;
        lock (gate)
        {
            done = offset < 0 ? [.. pending.Keys.SkipLast((int)Math.Min(-offset, int.MaxValue))] : [.. pending.Keys.TakeWhile(id => id < offset)];
        }

        if (done.Count == 0)
            return;
        Forget(done);
        foreach (var id in done)
            _ = ledger.RecordAsync(new Settled(id, 1));
        callbacks.Unpark();
    }

    private async Task<IReadOnlyList<PhoneEvent>> WaitAsync(int limit, TimeSpan hold, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(hold, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, ct);
        while (true)
        {
            Task signal;
            lock (gate)
            {
                var found = pending.Values.Where(IsAllowed).Take(Math.Clamp(limit, 1, 100)).ToList();
                if (found.Count > 0 || over.IsCancellationRequested || hold == TimeSpan.Zero)
                    return found;
                if (news.Task.IsCompleted)
                    news = NewSignal();
                signal = news.Task;
            }

            await signal.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }

    private bool IsAllowed(PhoneEvent update) => allowed is not { } names || names.Contains(TelegramMessages.KindOf(update));

    private bool IsPending(long seq)
    {
        lock (gate)
            return pending.TryGetValue(seq, out var update) && IsAllowed(update);
    }

    private void Forget(IEnumerable<long> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
                pending.Remove(id);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
