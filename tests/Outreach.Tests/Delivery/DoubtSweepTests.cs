using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class DoubtSweepTests : IAsyncLifetime
{
    private static readonly SendOutcome.Unconfirmed Silence = new("im lặng");

    private readonly AskableChannel zalo = new();
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [InlineData(ReceiptStatus.Sent, MessageState.Sent)]
    [InlineData(ReceiptStatus.Delivered, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Seen, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Failed, MessageState.Failed)]
    public async Task What_the_provider_knows_of_is_settled_as_it_says(ReceiptStatus status, MessageState state)
    {
        var id = await DoubtfulAsync();
        zalo.Knows = _ => new LookupResult.Found("p1", status, status is ReceiptStatus.Failed ? "30005" : null);

        await SweepAsync(zalo);

        var row = await stand.RowAsync(id);
        (row.State, row.ProviderId, row.Reason).ShouldBe((state, "p1", status is ReceiptStatus.Failed ? "30005" : null));
        var asked = zalo.Asked.ShouldHaveSingleItem();
        (asked.Message.Id, asked.Message.Content.Text).ShouldBe((id, "xin chào"));
        asked.Since.ShouldBeLessThan(row.CreatedAt, "the provider's clock may be behind");
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_answer_can_be_trusted()
    {
        await stand.AddAsync();
        await stand.SettleAsync(await stand.ClaimOneAsync(), Silence, zalo);
        stand.Time.Advance(AskableChannel.Trusted - TimeSpan.FromMilliseconds(1));

        await SweepAsync(zalo);

        zalo.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_provider_never_had_is_due_again()
    {
        var id = await DoubtfulAsync();

        await SweepAsync(zalo);

        (await stand.ClaimOneAsync()).Id.ShouldBe(id);
        (await stand.RowAsync(id)).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task What_nobody_can_say_stays_unknown_and_is_not_asked_about_again()
    {
        var id = await DoubtfulAsync();
        zalo.Knows = _ => new LookupResult.Unknowable();

        await SweepAsync(zalo);
        stand.Time.Advance(TimeSpan.FromHours(1));
        await SweepAsync(zalo);

        zalo.Asked.Count.ShouldBe(1);
        (await stand.StateAsync(id)).ShouldBe(MessageState.Unknown);
    }

    [Fact]
    public async Task A_provider_that_cannot_say_is_asked_again_later()
    {
        var id = await DoubtfulAsync();
        zalo.Knows = _ => new LookupResult.Unavailable("503");

        await SweepAsync(zalo);
        await SweepAsync(zalo);
        zalo.Asked.Count.ShouldBe(1);
        (await stand.StateAsync(id)).ShouldBe(MessageState.Unknown);

        stand.Time.Advance(TimeSpan.FromMinutes(1));
        zalo.Knows = _ => new LookupResult.Found("p1", ReceiptStatus.Sent);
        await SweepAsync(zalo);
        (await stand.StateAsync(id)).ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task Of_two_rows_that_find_one_message_of_the_provider_the_second_stays_unknown()
    {
        await DoubtfulAsync();
        await DoubtfulAsync();
        zalo.Knows = _ => new LookupResult.Found("p1", ReceiptStatus.Sent);

        await SweepAsync(zalo);
        await SweepAsync(zalo);

        (await stand.CountAsync(MessageState.Sent)).ShouldBe(1);
        (await stand.CountAsync(MessageState.Unknown)).ShouldBe(1);
        zalo.Asked.Count.ShouldBe(2, "nobody asks in vain for ever");
    }

    [Fact]
    public async Task What_cannot_be_read_stays_unknown_says_so_and_holds_up_nobody()
    {
        var unreadable = await DoubtfulAsync();
        var other = await DoubtfulAsync();
        await stand.ExecuteAsync("UPDATE outbox SET content = 'v1:rác' WHERE id = @unreadable", new { unreadable });
        zalo.Knows = _ => new LookupResult.Found("p1", ReceiptStatus.Sent);

        await SweepAsync(zalo);

        var row = await stand.RowAsync(unreadable);
        (row.State, row.FollowUpAt).ShouldBe((MessageState.Unknown, null));
        row.Reason!.ShouldStartWith("unreadable");
        (await stand.StateAsync(other)).ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task The_provider_is_asked_by_the_id_of_the_round()
    {
        var id = await stand.AddAsync();
        await stand.ExecuteAsync("UPDATE outbox SET round = 3 WHERE id = @id", new { id });
        await stand.SettleAsync(await stand.ClaimOneAsync(), Silence, zalo);
        stand.Time.Advance(AskableChannel.Trusted);

        await SweepAsync(zalo);

        zalo.Asked.ShouldHaveSingleItem().Message.RequestId.ShouldBe(RequestIds.Of(id, 3));
    }

    [Fact]
    public async Task Where_a_second_copy_does_no_harm_it_is_sent_again_unasked()
    {
        var resends = new FakeChannel { WhenUnknown = UnknownPolicy.Resend };
        var id = await DoubtfulAsync(resends);

        await SweepAsync(resends);

        (await stand.ClaimOneAsync()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Where_nothing_can_be_known_it_stays_unknown()
    {
        var holds = new FakeChannel();
        var id = await DoubtfulAsync(holds);
        stand.Time.Advance(TimeSpan.FromDays(1));

        await SweepAsync(holds);

        (await stand.StateAsync(id)).ShouldBe(MessageState.Unknown);
    }

    [Fact]
    public async Task What_a_killed_process_was_sending_is_asked_about_as_well()
    {
        var id = await stand.AddAsync();
        await stand.ClaimOneAsync();
        await new ClaimSweep(stand.Outbox, [zalo], stand.Time).AbandonAsync(ownToo: true, default);
        stand.Time.Advance(AskableChannel.Trusted);
        zalo.Knows = _ => new LookupResult.Found("p1", ReceiptStatus.Delivered);

        await SweepAsync(zalo);

        (await stand.StateAsync(id)).ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task A_receipt_that_came_before_the_answer_of_the_provider_is_not_undone()
    {
        var id = await DoubtfulAsync();
        await stand.ReceiveAsync(ReceiptStatus.Delivered, "p1", messageId: id);

        await SweepAsync(zalo);

        (await stand.StateAsync(id)).ShouldBe(MessageState.Delivered);
        zalo.Asked.ShouldBeEmpty();
    }

    /// <summary>A row whose answer was lost, at the moment somebody looks at it again.</summary>
    private async Task<Guid> DoubtfulAsync(IChannel? channel = null)
    {
        var id = await stand.AddAsync();
        await stand.SettleAsync(await stand.ClaimOneAsync(), Silence, channel ?? zalo);
        stand.Time.Advance(AskableChannel.Trusted);
        return id;
    }

    private Task SweepAsync(IChannel channel) =>
        new DoubtSweep(stand.Test.Database, [channel], stand.Contents, stand.Test.Cipher, stand.Signals, stand.Time, NullLogger<DoubtSweep>.Instance).RunAsync(default);
}
