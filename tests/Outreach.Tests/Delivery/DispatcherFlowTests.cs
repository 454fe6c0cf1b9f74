using Outreach.Content;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>Who may leave, when, and before whom.</summary>
[Trait("Database", "Both")]
public sealed class DispatcherFlowTests : IAsyncLifetime
{
    private readonly FakeChannel zalo = new(concurrency: 5);
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync(SampleRules.Hours("10:00", "12:00"));

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Nothing_leaves_outside_the_hours_and_everything_when_they_begin()
    {
        // The stand's clock begins at 09:00 in Viet Nam.
        var opens = stand.Time.GetUtcNow().AddHours(1);
        await stand.AddManyAsync(10, "hướng dẫn");
        var care = await stand.OpenAsync(kind: MessageClass.Care);
        await stand.AddManyAsync(10, "chăm sóc", queue: care);
        var leftAt = new System.Collections.Concurrent.ConcurrentBag<DateTimeOffset>();
        zalo.Answer = message =>
        {
            if (message.Content.Text == "hướng dẫn")
                leftAt.Add(stand.Time.GetUtcNow());
            return Accept(message);
        };

        await using var running = await RunningDispatcher.StartAsync(stand, zalo);
        await running.UntilAsync(MessageState.Sent, 10);
        zalo.Given.ShouldAllBe(message => message.Content.Text == "chăm sóc");

        stand.Time.Advance(opens - stand.Time.GetUtcNow() - TimeSpan.FromSeconds(2));
        await running.UntilAsync(MessageState.Sent, 20);
        leftAt.Min().ShouldBeGreaterThanOrEqualTo(opens);
    }

    [Fact]
    public async Task A_pause_takes_effect_between_two_claims()
    {
        var queue = await stand.OpenAsync(kind: MessageClass.Care);
        await stand.AddManyAsync(60, queue: queue);
        var paused = 0;
        zalo.Answer = async message =>
        {
            // On the tenth call: what is claimed by then may leave, nothing else.
            if (zalo.Given.Count >= 10 && Interlocked.Exchange(ref paused, 1) == 0)
                await stand.Test.Database.WriteAsync(async session => await stand.Queues.PauseAsync(session, queue.Id, "Dừng đã.", default), default);
            return await Accept(message);
        };

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            await running.UntilAsync(() => paused == 1, "it is paused");
            // Another campaign proves that the sender goes on.
            await stand.AddManyAsync(20, "khác", queue: await stand.OpenAsync(kind: MessageClass.Care));
            await running.UntilAsync(() => zalo.Given.Count(message => message.Content.Text == "khác") == 20, "the other campaign leaves");
            (await stand.CountAsync(MessageState.Due)).ShouldBeGreaterThan(20);

            await stand.Test.Database.WriteAsync(session => BulkQueues.ResumeAsync(session, queue.Id, default), default);
            await running.UntilAsync(MessageState.Sent, 80);
        }

        zalo.Given.Select(message => message.Id).Distinct().Count().ShouldBe(80);
    }

    [Fact]
    public async Task A_small_campaign_does_not_wait_for_a_large_one_that_began_before()
    {
        await stand.AddManyAsync(300, "lớn", queue: await stand.OpenAsync(kind: MessageClass.Care));
        await stand.AddManyAsync(20, "nhỏ", queue: await stand.OpenAsync(kind: MessageClass.Care));

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 320);

        // In turns: when the last of the small one leaves, about as many of the large one have. Claims grow with the pace, so not exactly.
        LastOf("nhỏ").ShouldBeLessThan(200);
    }

    [Fact]
    public async Task Two_units_share_a_channel_however_many_campaigns_each_has()
    {
        for (var n = 0; n < 4; n++)
            await stand.AddManyAsync(40, "sở", queue: await stand.OpenAsync(kind: MessageClass.Care, unit: "Sở A"));
        await stand.AddManyAsync(40, "xã", queue: await stand.OpenAsync(kind: MessageClass.Care, unit: "Xã B"));

        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
            await running.UntilAsync(MessageState.Sent, 200);

        LastOf("xã").ShouldBeLessThan(140);
    }

    [Fact]
    public async Task An_emergency_overtakes_what_waits()
    {
        await stand.AddManyAsync(200, "thường", queue: await stand.OpenAsync(kind: MessageClass.Care));
        await using (var running = await RunningDispatcher.StartAsync(stand, zalo))
        {
            await running.UntilAsync(() => zalo.Given.Count >= 5, "the broadcast leaves");
            await stand.AddManyAsync(10, "khẩn", queue: await stand.OpenAsync(kind: MessageClass.Emergency));
            await running.UntilAsync(MessageState.Sent, 210);
        }

        // Once it is noticed, nothing else leaves before its last but what was claimed already.
        var given = zalo.Given.Select(message => message.Content.Text).ToList();
        var (first, last) = (given.IndexOf("khẩn"), given.LastIndexOf("khẩn"));
        given[first..last].Count(text => text == "thường").ShouldBeLessThan(30);
        last.ShouldBeLessThan(209);
    }

    private static Task<SendOutcome> Accept(OutgoingMessage message) => Task.FromResult<SendOutcome>(new SendOutcome.Accepted("p-" + message.Id));

    private int LastOf(string text) => zalo.Given.Select(message => message.Content.Text).ToList().LastIndexOf(text);
}
