using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>The real dispatcher for one channel, started and stopped by hand.</summary>
internal sealed class Sending : IAsyncDisposable
{
    private readonly Dispatcher dispatcher;

    private Sending(Dispatcher dispatcher) => this.dispatcher = dispatcher;

    public static async Task<Sending> StartAsync(Stand stand, IChannel channel)
    {
        var sending = new Sending(ActivatorUtilities.CreateInstance<Dispatcher>(stand.Services, (object)new[] { channel }));
        await sending.dispatcher.StartAsync(CancellationToken.None);
        return sending;
    }

    /// <summary>Sends until so many were answered; returns when the last outcome is on disk: stopping waits for that.</summary>
    public static async Task UntilAsync(Stand stand, int messages, double? rate = null)
    {
        using var answered = new CountdownEvent(messages);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var channel = new ObservedChannel(
            stand.Get<IChannel>(),
            after: () =>
            {
                if (answered.Signal())
                    all.SetResult();
            },
            rate: rate);
        await using var sending = await StartAsync(stand, channel);
        await all.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await dispatcher.StopAsync(CancellationToken.None);
        dispatcher.Dispose();
    }
}
