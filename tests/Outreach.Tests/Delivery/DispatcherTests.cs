using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class DispatcherTests : IAsyncLifetime
{
    private static readonly Task<SendOutcome> Accepted = Task.FromResult<SendOutcome>(new SendOutcome.Accepted("p"));

    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Every_row_is_given_to_its_channel_once_and_written_down()
    {
        var (zalo, sms) = (new FakeChannel("zalo"), new FakeChannel("sms"));
        await stand.AddManyAsync(150, channel: "zalo");
        await stand.AddManyAsync(100, channel: "sms");
        for (var i = 0; i < 20; i++)
            await stand.ReplyAsync();

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo, sms))
            await running.UntilAsync(MessageState.Sent, 270);

        zalo.Given.Select(message => message.Id).Distinct().Count().ShouldBe(170);
        zalo.Given.ShouldAllBe(message => message.Account == "default" && (message.Address == "u1" || message.Address.StartsWith("zalo-")));
        zalo.Given.Count.ShouldBe(170);
        sms.Given.Select(message => message.Id).Distinct().Count().ShouldBe(100);
        sms.Given.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Replies_leave_while_a_broadcast_has_taken_all_its_slots()
    {
        var stuck = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var zalo = new FakeChannel { Answer = message => message.Content.Text == "hàng loạt" ? stuck.Task : Accepted };
        await stand.AddManyAsync(100, "hàng loạt");
        await using var running = await RunningDispatcher.StartAsync(stand, zalo);
        await running.UntilAsync(() => zalo.Given.Count >= 13, "four fifths of sixteen slots are taken");

        for (var i = 0; i < 30; i++)
            await stand.ReplyAsync();
        stand.Outbox.Wake("zalo", Lane.Interactive);
        await running.UntilAsync(MessageState.Sent, 30);

        zalo.Given.Count(message => message.Content.Text == "trả lời").ShouldBe(30);
        zalo.Given.Count.ShouldBe(43);
        stuck.SetResult(new SendOutcome.Accepted("p"));
    }

    [Fact]
    public async Task A_channel_that_throws_leaves_its_row_in_doubt_and_the_others_go_on()
    {
        var bad = await stand.AddAsync("hỏng", dueIn: -1);
        await stand.AddManyAsync(50);
        var zalo = new FakeChannel(concurrency: 1);
        zalo.Answer = message => message.Content.Text == "hỏng" ? throw new InvalidOperationException("a bug") : Accepted;

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 50);

        var row = await stand.RowAsync(bad);
        (row.State, row.Reason).ShouldBe((MessageState.Unknown, nameof(InvalidOperationException)));
        zalo.Given.Count(message => message.Id == bad).ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_on_the_wire_and_writes_it_down()
    {
        var answer = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var zalo = new FakeChannel { Answer = _ => answer.Task };
        var id = await stand.AddAsync();
        await using var running = await RunningDispatcher.StartAsync(stand, zalo);
        await running.UntilAsync(() => zalo.Given.Count == 1, "it is on the wire");

        var stopping = running.StopAsync();
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
        var zalo = new FakeChannel();

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 1);

        zalo.Given.Select(message => message.Id).ShouldBe([waiting]);
        (await stand.StateAsync(interrupted)).ShouldBe(MessageState.Unknown);
    }

    [Fact]
    public async Task A_postponed_row_leaves_when_its_time_has_come()
    {
        await stand.AddAsync();
        var asked = new List<DateTimeOffset>();
        var zalo = new FakeChannel();
        zalo.Answer = _ =>
        {
            asked.Add(stand.Time.GetUtcNow());
            return asked.Count == 1 ? Task.FromResult<SendOutcome>(new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(5))) : Accepted;
        };

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 1);

        asked.Count.ShouldBe(2);
        (asked[1] - asked[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }
}
