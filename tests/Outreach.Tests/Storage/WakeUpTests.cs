using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Storage;

public sealed class WakeUpTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime time = new();
    private readonly Bell bell;

    public WakeUpTests() => bell = new Bell(time);

    public void Dispose() => bell.Dispose();

    [Fact]
    public async Task Whoever_waits_is_woken_before_the_time_has_passed()
    {
        var waiting = bell.WaitAsync(Minute, default);
        waiting.IsCompleted.ShouldBeFalse();

        bell.Wake();

        await waiting;
    }

    [Fact]
    public async Task A_signal_nobody_waited_for_is_kept_and_several_are_as_good_as_one()
    {
        bell.Wake();
        bell.Wake();

        await bell.WaitAsync(Minute, default);
        bell.WaitAsync(Minute, default).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_wait_ends_by_itself_after_the_time()
    {
        var waiting = bell.WaitAsync(Minute, default);

        time.Advance(Minute - TimeSpan.FromTicks(1));
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromTicks(1));

        await waiting;
    }

    [Fact]
    public async Task Cancelling_throws()
    {
        using var stop = new CancellationTokenSource();
        var waiting = bell.WaitAsync(Minute, stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    private sealed class Bell(TimeProvider time) : WakeUp(time);
}
