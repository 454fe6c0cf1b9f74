using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Tests.Delivery;

/// <summary>The real dispatcher on a stand's database and clock. Time passes only while a test waits for something here, or moves it.</summary>
internal sealed class RunningDispatcher : IAsyncDisposable
{
    /// <summary>Small beside every pause of the dispatcher, so that one step skips none.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Only a broken test waits so long.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly OutboxStand stand;
    private readonly Dispatcher dispatcher;
    private readonly ErrorWatch watch;

    private RunningDispatcher(OutboxStand stand, IReadOnlyList<IChannel> channels, DeliveryOptions options)
    {
        this.stand = stand;
        watch = new ErrorWatch(stand.Test.Database, stand.Queues, stand.Notices, Options.Create(options), stand.Time, NullLogger<ErrorWatch>.Instance);
        var tools = new SenderTools(stand.Claims, stand.Settlements, stand.Queues, stand.Contents, stand.Rules, stand.Test.Cipher, stand.Signals, watch);
        dispatcher = new Dispatcher(channels, tools, new ClaimSweep(stand.Outbox, channels, stand.Time), stand.Time, NullLogger<Dispatcher>.Instance);
    }

    public static Task<RunningDispatcher> StartAsync(OutboxStand stand, params IChannel[] channels) => StartAsync(stand, new DeliveryOptions { PauseAboveErrorShare = 1 }, channels);

    public static async Task<RunningDispatcher> StartAsync(OutboxStand stand, DeliveryOptions options, params IChannel[] channels)
    {
        var running = new RunningDispatcher(stand, channels, options);
        await running.watch.StartAsync(default);
        await running.dispatcher.StartAsync(default);
        return running;
    }

    /// <summary>Lets time pass until it is so.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await condition())
        {
            System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Limit, what);
            stand.Time.Advance(Step);
            await Task.Delay(1);
        }
    }

    /// <summary>Lets time pass until the outbox holds so many rows in a state.</summary>
    public Task UntilAsync(MessageState state, int count) => UntilAsync(async () => await stand.CountAsync(state) == count, $"{count} rows are {state}");

    public async Task StopAsync()
    {
        var stopping = dispatcher.StopAsync(default);
        await UntilAsync(() => stopping.IsCompleted, "it stops");
        await stopping;
        await watch.StopAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        dispatcher.Dispose();
        watch.Dispose();
    }
}
