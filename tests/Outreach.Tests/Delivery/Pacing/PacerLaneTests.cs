// A wait is kept to look at whether it has ended, at that very moment; a Task made of it would learn that later, on another thread.
#pragma warning disable CA2012
using Outreach.Delivery;
using Outreach.Delivery.Pacing;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery.Pacing;

public sealed class PacerLaneTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void Replies_go_first_and_each_lane_in_order()
    {
        using var pacer = Emptied(1);
        var takes = new Dictionary<string, ValueTask>
        {
            ["bulk 1"] = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None),
            ["bulk 2"] = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None),
            ["reply 1"] = pacer.TakeAsync(Lane.Interactive, 1, CancellationToken.None),
            ["reply 2"] = pacer.TakeAsync(Lane.Interactive, 1, CancellationToken.None),
        };

        var order = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1.001));
            order.AddRange(takes.Where(take => take.Value.IsCompletedSuccessfully && !order.Contains(take.Key)).Select(take => take.Key));
            order.Count.ShouldBe(i + 1);
        }

        order.ShouldBe(["reply 1", "reply 2", "bulk 1", "bulk 2"]);
    }

    [Fact]
    public async Task A_broadcast_gets_nothing_while_replies_keep_coming()
    {
        using var pacer = Emptied(10);
        var bulk = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None);
        var replies = new Queue<ValueTask>([Reply(), Reply()]);
        for (var passed = 0; passed < 60_000; passed++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            while (replies.Peek().IsCompleted)
            {
                await replies.Dequeue();
                replies.Enqueue(Reply());
            }
        }

        bulk.IsCompleted.ShouldBeFalse();

        ValueTask Reply() => pacer.TakeAsync(Lane.Interactive, 1, CancellationToken.None);
    }

    [Fact]
    public async Task A_cancelled_wait_gives_its_place_up_and_takes_no_token()
    {
        using var pacer = Emptied(1);
        using var cancelling = new CancellationTokenSource();
        var first = pacer.TakeAsync(Lane.Bulk, 1, cancelling.Token);
        var second = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(0.5));
        await cancelling.CancelAsync();

        first.IsCanceled.ShouldBeTrue();
        (await Should.ThrowAsync<OperationCanceledException>(async () => await first)).CancellationToken.ShouldBe(cancelling.Token);
        second.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.5));
        second.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task When_an_expensive_message_is_cancelled_the_next_goes_at_once()
    {
        using var pacer = Emptied(100);
        using var cancelling = new CancellationTokenSource();
        var dear = pacer.TakeAsync(Lane.Interactive, 2.5, cancelling.Token);
        var cheap = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None);
        time.Advance(TimeSpan.FromMilliseconds(15));
        cheap.IsCompleted.ShouldBeFalse();

        await cancelling.CancelAsync();

        cheap.IsCompletedSuccessfully.ShouldBeTrue();
        dear.IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_cancelled_before_takes_nothing()
    {
        using var pacer = new Pacer(1, time);

        await Should.ThrowAsync<OperationCanceledException>(async () => await pacer.TakeAsync(Lane.Bulk, 1, new CancellationToken(canceled: true)));

        pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_waits_when_it_is_disposed_is_told()
    {
        var pacer = Emptied(1);
        var take = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None);

        pacer.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await take);
        Should.Throw<ObjectDisposedException>(() => { _ = pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None); });
    }

    [Fact]
    public void Waiting_allocates_nothing_once_the_places_are_there()
    {
        using var pacer = Emptied(10);
        using var stopping = new CancellationTokenSource();

        // A millisecond ahead, so that rounding makes nobody wait for the next.
        time.Advance(TimeSpan.FromMilliseconds(1));
        TakeAndWait();

        Enumerable.Range(0, 100).Sum(_ => TakeAndWait()).ShouldBe(0);

        long TakeAndWait()
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            var take = pacer.TakeAsync(Lane.Bulk, 1, stopping.Token);
            var asked = GC.GetAllocatedBytesForCurrentThread() - start;
            take.IsCompleted.ShouldBeFalse();
            time.Advance(TimeSpan.FromSeconds(0.1));
            start = GC.GetAllocatedBytesForCurrentThread();
            take.GetAwaiter().GetResult();
            return asked + GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    [Fact]
    public async Task Sixteen_senders_who_cancel_at_random_lose_no_place()
    {
        // Real time and threads: places are reused while cancellations and tokens race for them.
        using var pacer = new Pacer(20_000, TimeProvider.System);
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(sender => SendAsync(new Random(sender))));

        taken.ShouldBe(16 * 200);

        async Task SendAsync(Random random)
        {
            await Task.Yield();
            for (var done = 0; done < 200;)
            {
                using var cancelling = new CancellationTokenSource();
                if (random.Next(2) == 0)
                    cancelling.CancelAfter(TimeSpan.FromMilliseconds(random.Next(1, 3)));
                try
                {
                    await pacer.TakeAsync((Lane)random.Next(2), random.Next(1, 8), cancelling.Token);
                    done++;
                    Interlocked.Increment(ref taken);
                }
                catch (OperationCanceledException)
                {
                    // Tried again, as a sender that was told to stop and start would.
                }
            }
        }
    }

    private Pacer Emptied(double rate)
    {
        var pacer = new Pacer(rate, time);
        pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        return pacer;
    }
}
