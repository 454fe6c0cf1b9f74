using System.Collections.Concurrent;
using System.Security.Cryptography;
using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>Providers that fail, a database that fails, a process that stops, a clock that jumps.</summary>
[Trait("Database", "Both")]
public sealed class DispatcherTroubleTests : IAsyncLifetime
{
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task What_was_claimed_and_not_sent_when_the_service_stops_is_due_again_with_its_attempts_unused()
    {
        // One message a second: whatever is claimed beyond the first waits for its turn.
        var zalo = new FakeChannel { Limits = new FakeChannel().Limits with { MessagesPerSecond = 0.05 } };
        var ids = await stand.AddManyAsync(5);
        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(async () => zalo.Given.Count >= 1 && await stand.CountAsync(MessageState.Sending) >= 1, "one is sent and one is claimed");

        var left = zalo.Given.Select(message => message.Id).ToHashSet();
        foreach (var id in ids)
        {
            var row = await stand.RowAsync(id);
            (row.State, row.Attempts).ShouldBe(left.Contains(id) ? (MessageState.Sent, 1) : (MessageState.Due, 0));
        }
    }

    [Fact]
    public async Task A_failing_provider_is_left_alone_and_a_working_one_is_used_again()
    {
        var ids = await stand.AddManyAsync(40);
        var (down, calls) = (true, new ConcurrentQueue<DateTimeOffset>());
        var zalo = new FakeChannel(concurrency: 1);
        zalo.Answer = message =>
        {
            calls.Enqueue(stand.Time.GetUtcNow());
            return Task.FromResult<SendOutcome>(down ? new SendOutcome.Postponed("503") : new SendOutcome.Accepted("p-" + message.Id));
        };

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            await running.UntilAsync(() => calls.Count >= 11, "it is probed after the break");
            var times = calls.ToList();
            (times[10] - times[9]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5), "ten failures in a row open the circuit for five seconds");

            down = false;
            await running.UntilAsync(MessageState.Sent, 40);
        }

        foreach (var id in ids)
            (await stand.RowAsync(id)).Attempts.ShouldBeLessThan(4);
    }

    [Fact]
    public async Task A_used_up_quota_rests_the_account_and_costs_no_attempt()
    {
        await stand.AddManyAsync(20);
        var calls = new ConcurrentQueue<DateTimeOffset>();
        var zalo = new FakeChannel(concurrency: 1);
        zalo.Answer = message =>
        {
            calls.Enqueue(stand.Time.GetUtcNow());
            return Task.FromResult<SendOutcome>(
                calls.Count == 1 ? new SendOutcome.Postponed("-224", TimeSpan.FromMinutes(10), PostponedFor.Quota) : new SendOutcome.Accepted("p-" + message.Id));
        };

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            // Written down, not only called: the break is reckoned from the moment the refusal is understood.
            await running.UntilAsync(async () => await stand.ValueAsync<long>("SELECT COUNT(*) FROM outbox WHERE reason LIKE '%-224'") == 1, "the first call is refused");
            stand.Time.Advance(TimeSpan.FromMinutes(9.95));
            await running.UntilAsync(MessageState.Sent, 20);
        }

        var times = calls.ToList();
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(50));
        calls.Count.ShouldBeLessThanOrEqualTo(22, "at most what was claimed beside it is asked as well");
        (await stand.ValueAsync<int>("SELECT MAX(attempts) FROM outbox")).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_loses_no_outcome_and_repeats_no_message()
    {
        await stand.AddManyAsync(50);
        var zalo = new FakeChannel();
        var heal = await stand.Test.FailWhenAsync("outbox", "UPDATE", "NEW.state = 2");

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            await running.UntilAsync(() => zalo.Given.Count >= 10, "calls are made");
            (await stand.CountAsync(MessageState.Sent)).ShouldBe(0);
            await heal();
            await running.UntilAsync(MessageState.Sent, 50);
        }

        zalo.Given.Select(message => message.Id).Distinct().Count().ShouldBe(50);
        zalo.Given.Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_database_that_cannot_be_claimed_from_stops_nothing_for_good()
    {
        await stand.AddManyAsync(10);
        var zalo = new FakeChannel();
        var heal = await stand.Test.FailWhenAsync("outbox", "UPDATE", "NEW.state = 1");

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            var started = stand.Time.GetUtcNow();
            await running.UntilAsync(() => stand.Time.GetUtcNow() - started > TimeSpan.FromSeconds(3), "it has tried a few times");
            zalo.Given.ShouldBeEmpty("nothing leaves without its claim");
            await heal();
            await running.UntilAsync(MessageState.Sent, 10);
        }

        zalo.Given.Count.ShouldBe(10);
    }

    [Fact]
    public async Task An_address_or_a_text_that_cannot_be_read_has_failed_and_holds_up_nobody()
    {
        var address = await stand.AddAsync();
        var text = await stand.AddAsync();
        var changed = await stand.AddAsync();
        using var lost = new FieldCipher(RandomNumberGenerator.GetBytes(32));
        var foreign = await stand.AddAsync();
        await stand.ExecuteAsync("UPDATE outbox SET address = 'rác' WHERE id = @address", new { address });
        await stand.ExecuteAsync("UPDATE outbox SET content = 'rác' WHERE id = @text", new { text });
        await stand.ExecuteAsync("UPDATE outbox SET content = 'v1:rác' WHERE id = @changed", new { changed });
        await stand.ExecuteAsync(
            "UPDATE outbox SET content = @content WHERE id = @foreign", new { foreign, content = SealedContent.Write(new MessageContent("mật"), lost) });
        await stand.AddManyAsync(5);
        var zalo = new FakeChannel();

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(async () => await stand.CountAsync(MessageState.Sent) == 5 && await stand.CountAsync(MessageState.Failed) == 4, "all are settled");

        foreach (var id in (Guid[])[address, text, changed, foreign])
            (await stand.RowAsync(id)).Reason!.ShouldStartWith("unreadable");
        zalo.Given.Count.ShouldBe(5);
    }

    [Fact]
    public async Task All_attempts_of_a_round_bear_one_id_and_the_next_round_has_another()
    {
        var id = await stand.AddAsync();
        var zalo = new FakeChannel();
        zalo.Answer = _ => Task.FromResult<SendOutcome>(zalo.Given.Count switch
        {
            < 3 => new SendOutcome.Postponed("bận"),
            3 => new SendOutcome.Rejected("-201", "sai"),
            _ => new SendOutcome.Accepted("p1"),
        });

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            await running.UntilAsync(MessageState.Failed, 1);
            await stand.ExecuteAsync("UPDATE outbox SET state = 0, round = round + 1, due_at = @now WHERE id = @id", new { id, now = stand.Time.GetUtcNow() });
            await running.UntilAsync(MessageState.Sent, 1);
        }

        zalo.Given.Select(message => message.RequestId).ShouldBe([id, id, id, RequestIds.Of(id, 1)]);
        zalo.Given.ShouldAllBe(message => message.Id == id);
    }

    [Fact]
    public async Task A_campaign_of_which_too_much_fails_is_paused_once_and_said_so_once()
    {
        var queue = await stand.OpenAsync();
        await stand.AddManyAsync(200, queue: queue);
        var other = await stand.OpenAsync();
        await stand.AddManyAsync(60, "khác", queue: other);
        var zalo = new FakeChannel();
        var (refused, paused) = (0, new TaskCompletionSource());
        zalo.Answer = async message =>
        {
            if (message.Content.Text == "khác")
                return new SendOutcome.Accepted("p-" + message.Id);

            // Pausing takes a write; a channel that answers at once could be through with all of them before.
            if (Interlocked.Increment(ref refused) > 100)
                await paused.Task;
            return new SendOutcome.Rejected("-201", "sai");
        };

        await using (var running = await RunningDispatcher.StartAsync(stand, new DeliveryOptions { PauseAboveErrorShare = 0.3 }, zalo))
        {
            await running.UntilAsync(async () => (await stand.Queues.FindAsync(queue.Id, default))!.PausedAt is not null, "it is paused");
            paused.SetResult();
            await running.UntilAsync(MessageState.Sent, 60);
        }

        (await stand.CountAsync(MessageState.Failed)).ShouldBeInRange(50, 199);
        (await stand.Queues.FindAsync(other.Id, default))!.PausedAt.ShouldBeNull();
        var notice = (await stand.Notices.LatestAsync(default)).ShouldHaveSingleItem();
        (notice.Kind, notice.Subject).ShouldBe((NoticeKind.CampaignPaused, queue.Id.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_jumps_by_an_hour_loses_nothing_and_repeats_nothing(int hours)
    {
        await stand.AddManyAsync(60);
        var zalo = new FakeChannel();
        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            await running.UntilAsync(() => zalo.Given.Count >= 20, "some have left");
            stand.Time.SetWallClock(stand.Time.GetUtcNow().AddHours(hours));
            if (hours < 0)
            {
                // What was written before the jump is due in an hour by this clock.
                await running.UntilAsync(() => zalo.Given.Count >= 20, "it still runs");
                stand.Time.SetWallClock(stand.Time.GetUtcNow().AddHours(-hours));
            }

            await running.UntilAsync(MessageState.Sent, 60);
        }

        zalo.Given.Count.ShouldBe(60);
        zalo.Given.Select(message => message.Id).Distinct().Count().ShouldBe(60);
    }
}
