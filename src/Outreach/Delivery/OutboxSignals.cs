using System.Collections.Concurrent;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Wakes the sender of one channel's lane when rows became due.</summary>
public sealed class OutboxSignals(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<(string Channel, Lane Lane), Signal> signals = new();

    public void Wake(string channel, Lane lane) => Of(channel, lane).Wake();

    public Task WaitAsync(string channel, Lane lane, TimeSpan longest, CancellationToken ct) => Of(channel, lane).WaitAsync(longest, ct);

    public void Dispose()
    {
        foreach (var signal in signals.Values)
            signal.Dispose();
    }

    private Signal Of(string channel, Lane lane) => signals.GetOrAdd((channel, lane), _ => new Signal(time));

    private sealed class Signal(TimeProvider time) : WakeUp(time);
}
