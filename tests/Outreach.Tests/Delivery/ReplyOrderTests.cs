using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>A citizen reads the parts of an answer in their order, and waits for nobody else.</summary>
[Trait("Database", "Both")]
public sealed class ReplyOrderTests : IAsyncLifetime
{
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task The_next_part_is_claimed_when_the_one_before_has_left_and_other_conversations_are_not_held_up()
    {
        var (an, binh) = (stand.NewId(), stand.NewId());
        var (one, two) = (await stand.ReplyAsync("1", an), await stand.ReplyAsync("2", an));
        var other = await stand.ReplyAsync("khác", binh);

        var first = await stand.ClaimRepliesAsync();
        first.Select(message => message.Id).ShouldBe([one, other]);
        (await stand.ClaimRepliesAsync()).ShouldBeEmpty("part 1 is on the wire");

        await stand.SettleAsync(first[0], new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(5)));
        (await stand.ClaimRepliesAsync()).ShouldBeEmpty("part 1 waits for its retry");

        stand.Time.Advance(TimeSpan.FromSeconds(5));
        await stand.SettleAsync((await stand.ClaimRepliesAsync()).ShouldHaveSingleItem(), new SendOutcome.Accepted("p1"));
        (await stand.ClaimRepliesAsync()).ShouldHaveSingleItem().Id.ShouldBe(two);
    }

    public static TheoryData<string, SendOutcome> Ends => new()
    {
        { "refused", new SendOutcome.Rejected("1", "sai") },
        { "in doubt", new SendOutcome.Unconfirmed("im lặng") },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_part_that_will_not_leave_holds_up_the_rest_no_longer(string label, SendOutcome outcome)
    {
        var conversation = stand.NewId();
        await stand.ReplyAsync("1", conversation);
        var two = await stand.ReplyAsync("2", conversation);

        await stand.SettleAsync((await stand.ClaimRepliesAsync()).Single(), outcome);

        (await stand.ClaimRepliesAsync()).ShouldHaveSingleItem(label).Id.ShouldBe(two);
    }

    [Fact]
    public async Task A_reply_nobody_could_be_given_within_a_day_is_dropped_and_the_next_part_with_it()
    {
        var conversation = stand.NewId();
        var parts = new[] { await stand.ReplyAsync("1", conversation), await stand.ReplyAsync("2", conversation) };
        stand.Time.Advance(TimeSpan.FromDays(1));

        (await stand.ClaimRepliesAsync()).ShouldBeEmpty();
        (await stand.ClaimRepliesAsync()).ShouldBeEmpty();

        foreach (var id in parts)
            (await stand.RowAsync(id)).Reason.ShouldBe(SuppressionReason.Expired);
    }

    [Fact]
    public async Task Parts_leave_in_order_through_sixteen_slots_also_when_one_is_postponed()
    {
        var conversations = Enumerable.Range(0, 8).Select(_ => stand.NewId()).ToList();
        foreach (var part in (string[])["1", "2", "3"])
        {
            foreach (var (conversation, n) in conversations.Select((id, n) => (id, n)))
                await stand.ReplyAsync($"{n}/{part}", conversation);
        }

        var refused = 0;
        var accepted = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var zalo = new FakeChannel(concurrency: 80);
        zalo.Answer = message =>
        {
            if (message.Content.Text.EndsWith("/1", StringComparison.Ordinal) && Interlocked.Increment(ref refused) <= 8)
                return Task.FromResult<SendOutcome>(new SendOutcome.Postponed("bận", TimeSpan.FromMilliseconds(300)));
            accepted.Enqueue(message.Content.Text);
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted("p-" + message.Id));
        };

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 24);

        for (var n = 0; n < 8; n++)
            accepted.Where(text => text.StartsWith($"{n}/", StringComparison.Ordinal)).ShouldBe([$"{n}/1", $"{n}/2", $"{n}/3"]);
    }
}
