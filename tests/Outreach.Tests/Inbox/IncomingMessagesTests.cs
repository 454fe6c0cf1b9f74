using Outreach.Inbox;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Inbox;

/// <summary>The door of the inbox when many come at once: they are stored together, and each is answered for itself.</summary>
[Trait("Database", "Both")]
public sealed class IncomingMessagesTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly List<InboxSignal> signals = [];
    private TestDatabase test = null!;
    private IncomingMessages door = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        door = NewDoor();
    }

    public async Task DisposeAsync()
    {
        signals.ForEach(signal => signal.Dispose());
        await test.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_at_once_is_stored_and_told_so()
    {
        var fresh = await TogetherAsync(() => [.. Enumerable.Range(0, 600).Select(i => AcceptAsync($"e{i}", $"u{i % 50}"))]);

        fresh.ShouldAllBe(each => each);
        (await test.CountAsync("inbox")).ShouldBe(600);
        (await test.CountAsync("conversations")).ShouldBe(50);
    }

    [Fact]
    public async Task Repeats_among_those_who_come_at_once_are_stored_once()
    {
        var fresh = await TogetherAsync(() => [.. Enumerable.Range(0, 90).Select(i => AcceptAsync($"e{i % 3}", $"u{i % 3}"))]);

        fresh.Count(each => each).ShouldBe(3);
        (await test.CountAsync("inbox")).ShouldBe(3);
    }

    [Fact]
    public async Task One_that_cannot_be_stored_fails_alone()
    {
        await test.FailWhenAsync("inbox", "INSERT", "NEW.event_id = 'bad'");
        Task<bool> bad = null!;

        var fresh = await TogetherAsync(() =>
        {
            Task<bool>[] before = [.. Enumerable.Range(0, 20).Select(i => AcceptAsync($"before{i}", $"u{i}"))];
            bad = AcceptAsync("bad", "u3");
            return [.. before, .. Enumerable.Range(0, 20).Select(i => AcceptAsync($"after{i}", $"u{i}"))];
        });

        fresh.ShouldAllBe(each => each);
        await Should.ThrowAsync<Exception>(bad);
        (await test.CountAsync("inbox")).ShouldBe(40);
        (await AcceptAsync("bad2", "u3")).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_is_cancelled_while_it_waits_is_not_stored_and_its_neighbours_are()
    {
        using var gone = new CancellationTokenSource();
        Task<bool> cancelled = null!;

        var fresh = await TogetherAsync(() =>
        {
            var first = AcceptAsync("e1", "u1");
            cancelled = test.Database.HasOneWriter ? AcceptAsync("e2", "u2", gone.Token) : AcceptAsync("e2", "u2", new CancellationToken(canceled: true));
            gone.Cancel();
            return [first, AcceptAsync("e3", "u3")];
        });

        fresh.ShouldBe([true, true]);
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        (await test.CountAsync("inbox")).ShouldBe(2);
    }

    [Fact]
    public async Task Two_doors_that_are_told_the_same_in_different_order_store_it_once()
    {
        var other = NewDoor();
        var events = Enumerable.Range(0, 300).ToList();

        var here = events.ConvertAll(i => AcceptAsync($"e{i}", $"u{i % 20}"));
        var there = Enumerable.Reverse(events).Select(i => other.AcceptAsync(Message($"e{i}", $"u{i % 20}"), default)).Reverse().ToList();
        var (first, second) = (await Task.WhenAll(here), await Task.WhenAll(there));

        first.Zip(second).ShouldAllBe(each => each.First ^ each.Second);
        (await test.CountAsync("inbox")).ShouldBe(300);
    }

    [Fact]
    public async Task Who_writes_again_right_after_their_data_was_deleted_can_be_answered()
    {
        (await AcceptAsync("e1", "u1")).ShouldBeTrue();
        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE conversations SET peer = ''", null, default), default);

        (await Task.WhenAll(AcceptAsync("e2", "u1"), AcceptAsync("e3", "u2"))).ShouldAllBe(each => each);

        var peers = await test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT peer FROM conversations", null, default), default);
        peers.Select(test.Cipher.Reveal).Order().ShouldBe(["u1", "u2"]);
    }

    [Fact]
    public async Task When_a_citizen_was_last_heard_is_known_to_the_minute()
    {
        var heard = new LastHeard(test.Database, test.Cipher);
        for (var i = 0; i < 10; i++)
        {
            await AcceptAsync($"e{i}", "u1");
            var late = time.GetUtcNow() - (await heard.FindAsync("zalo", "default", "u1", default))!.Value;
            late.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
            time.Advance(TimeSpan.FromSeconds(25));
        }
    }

    [Fact]
    public async Task Where_the_database_is_closed_everyone_learns_it()
    {
        await test.Database.DisposeAsync();

        foreach (var waiting in Enumerable.Range(0, 10).Select(i => AcceptAsync($"e{i}", "u1")).ToList())
            await Should.ThrowAsync<ObjectDisposedException>(waiting);
    }

    private IncomingMessages NewDoor()
    {
        signals.Add(new InboxSignal(time));
        return new IncomingMessages(test.Database, test.Cipher, time, signals[^1]);
    }

    private Task<bool> AcceptAsync(string eventId, string sender, CancellationToken ct = default) => door.AcceptAsync(Message(eventId, sender), ct);

    private IncomingMessage Message(string eventId, string sender) => new("zalo", "default", eventId, sender, IncomingKind.Message, time.GetUtcNow(), "xin chào");

    /// <summary>Where there is one writer it is kept busy until all have come.</summary>
    private async Task<bool[]> TogetherAsync(Func<Task<bool>[]> come)
    {
        if (!test.Database.HasOneWriter)
            return await Task.WhenAll(come());

        var (held, gate) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var holding = test.Database.WriteAsync(
            async _ =>
            {
                held.TrySetResult();
                await gate.Task;
            },
            default);
        await held.Task;
        var coming = come();
        gate.SetResult();
        await holding;
        return await Task.WhenAll(coming);
    }
}
