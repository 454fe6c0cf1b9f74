using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class DispatcherTests : IAsyncLifetime
{
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Every_row_is_given_to_its_channel_once_and_written_down()
    {
        var (zalo, sms) = (new FakeChannel("zalo"), new FakeChannel("sms"));
        await AddManyAsync(300, "zalo", Lane.Bulk);
        await AddManyAsync(200, "sms", Lane.Bulk);
        await AddManyAsync(20, "zalo", Lane.Interactive);

        using (var dispatcher = await StartAsync(zalo, sms))
        {
            await Task.WhenAll(zalo.GivenAsync(320), sms.GivenAsync(200));
            await dispatcher.StopAsync(default);
        }

        zalo.Given.Select(message => message.Id).Distinct().Count().ShouldBe(320);
        zalo.Given.ShouldAllBe(message => message.Account == "default" && message.Address == "u1");
        sms.Given.Select(message => message.Id).Distinct().Count().ShouldBe(200);
        (await CountAsync(MessageState.Sent)).ShouldBe(520);
    }

    [Fact]
    public async Task Replies_leave_while_a_thousand_broadcast_rows_wait()
    {
        var stuck = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var zalo = new FakeChannel("zalo");
        zalo.Answer = message => message.Content.Text == "hàng loạt" ? stuck.Task : Task.FromResult<SendOutcome>(new SendOutcome.Accepted("p"));
        await AddManyAsync(1000, "zalo", Lane.Bulk, "hàng loạt");
        using var dispatcher = await StartAsync(zalo);
        await zalo.GivenAsync(13); // four fifths of sixteen slots

        await AddManyAsync(30, "zalo", Lane.Interactive, "trả lời");
        stand.Outbox.Wake("zalo", Lane.Interactive);
        await zalo.GivenAsync(43);

        zalo.Given.Count(message => message.Content.Text == "trả lời").ShouldBe(30);
        var stopping = dispatcher.StopAsync(default);
        stuck.SetResult(new SendOutcome.Accepted("p"));
        await stopping;
    }

    [Fact]
    public async Task A_channel_that_throws_leaves_its_row_claimed_and_the_others_go_on()
    {
        var bad = await stand.AddAsync("hỏng", dueIn: -1);
        await AddManyAsync(50, "zalo", Lane.Bulk);
        var zalo = new FakeChannel("zalo", concurrency: 1);
        zalo.Answer = message => message.Content.Text == "hỏng" ? throw new InvalidOperationException("a bug") : Task.FromResult<SendOutcome>(new SendOutcome.Accepted("p"));

        using var dispatcher = await StartAsync(zalo);
        await zalo.GivenAsync(51);
        await dispatcher.StopAsync(default);

        (await stand.StateAsync(bad)).ShouldBe(MessageState.Sending);
        (await CountAsync(MessageState.Sent)).ShouldBe(50);
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_on_the_wire_and_writes_it_down()
    {
        var answer = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var zalo = new FakeChannel("zalo") { Answer = _ => answer.Task };
        var id = await stand.AddAsync();
        using var dispatcher = await StartAsync(zalo);
        await zalo.GivenAsync(1);

        var stopping = dispatcher.StopAsync(default);
        stopping.IsCompleted.ShouldBeFalse();
        answer.SetResult(new SendOutcome.Accepted("p1"));
        await stopping;

        (await stand.StateAsync(id)).ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task What_was_on_the_wire_when_the_process_died_is_not_sent_again()
    {
        var interrupted = await stand.AddAsync(dueIn: -1);
        await stand.ClaimOneAsync();
        var waiting = await stand.AddAsync();
        var zalo = new FakeChannel("zalo");

        using var dispatcher = await StartAsync(zalo);
        await zalo.GivenAsync(1);
        await dispatcher.StopAsync(default);

        zalo.Given.Select(message => message.Id).ShouldBe([waiting]);
        (await stand.StateAsync(interrupted)).ShouldBe(MessageState.Unknown);
    }

    [Fact]
    public async Task A_postponed_row_leaves_when_its_time_has_come()
    {
        await stand.AddAsync();
        var asked = 0;
        var zalo = new FakeChannel("zalo")
        {
            Answer = _ => Task.FromResult<SendOutcome>(Interlocked.Increment(ref asked) == 1 ? new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(5)) : new SendOutcome.Accepted("p")),
        };
        using (var first = await StartAsync(zalo))
        {
            await zalo.GivenAsync(1);
            await first.StopAsync(default);
        }

        stand.Time.Advance(TimeSpan.FromSeconds(5));
        using var second = await StartAsync(zalo);
        await zalo.GivenAsync(2);
        await second.StopAsync(default);

        (await CountAsync(MessageState.Sent)).ShouldBe(1);
    }

    private async Task<Dispatcher> StartAsync(params IChannel[] channels)
    {
        var dispatcher = new Dispatcher(channels, stand.Outbox, stand.Signals, stand.Test.Cipher, stand.Time, NullLogger<Dispatcher>.Instance);
        await dispatcher.StartAsync(default);
        return dispatcher;
    }

    private Task<Guid[]> AddManyAsync(int count, string channel, Lane lane, string text = "tin") =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => stand.AddAsync(text, channel, lane)));

    private Task<long> CountAsync(MessageState state) =>
        stand.Test.Database.ReadAsync(session => session.FirstAsync<long>("SELECT count(*) FROM outbox WHERE state = @state", new { state }, default), default);
}
