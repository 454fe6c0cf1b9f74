using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class ReceiptsTests : IAsyncLifetime
{
    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_repeated_event_is_stored_once()
    {
        (await stand.ReceiveAsync(ReceiptStatus.Delivered, "p1", eventId: "e1")).ShouldBe(1);
        (await stand.ReceiveAsync(ReceiptStatus.Delivered, "p1", eventId: "e1")).ShouldBe(0);

        (await stand.Test.CountAsync("receipts")).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, ReceiptStatus.Delivered, MessageState.Delivered)]
    [InlineData(1, ReceiptStatus.Delivered, MessageState.Delivered)]
    [InlineData(1, ReceiptStatus.Failed, MessageState.Failed)]
    [InlineData(1, ReceiptStatus.Sent, MessageState.Sent)]
    [InlineData(0, ReceiptStatus.Failed, MessageState.Unknown)]
    [InlineData(0, ReceiptStatus.Sent, MessageState.Unknown)]
    public async Task A_message_that_was_put_back_is_found_by_its_id_of_either_round_and_only_an_arrival_counts_for_both(int round, ReceiptStatus receipt, MessageState state)
    {
        var id = await stand.AddAsync();
        await stand.ExecuteAsync("UPDATE outbox SET round = 1 WHERE id = @id", new { id });
        await stand.SettleAsync(await stand.ClaimOneAsync(), new SendOutcome.Unconfirmed("im lặng"));

        await stand.ReceiveAsync(receipt, "p9", messageId: RequestIds.Of(id, round));

        (await stand.StateAsync(id)).ShouldBe(state);
        (await stand.ValueAsync<Guid>("SELECT message_id FROM receipts")).ShouldBe(id, "the row, whichever round");
    }

    [Theory]
    [InlineData(ReceiptStatus.Delivered, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Seen, MessageState.Delivered)]
    public async Task What_a_message_was_sent_without_is_known_after_its_receipt_too(ReceiptStatus receipt, MessageState state)
    {
        var id = await stand.SendAsync(new SendOutcome.Accepted("p1") { Missing = "picture: 100 sai" });
        (await stand.RowAsync(id)).Reason.ShouldBe("incomplete: picture: 100 sai");

        await stand.ReceiveAsync(receipt, "p1");

        var row = await stand.RowAsync(id);
        (row.State, row.Reason).ShouldBe((state, "incomplete: picture: 100 sai"));
    }

    [Theory]
    [InlineData(ReceiptStatus.Sent, true, MessageState.Sent)]
    [InlineData(ReceiptStatus.Delivered, true, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Delivered, false, MessageState.Delivered)]
    public async Task A_receipt_that_was_quicker_than_our_note_does_not_hide_what_is_missing(ReceiptStatus receipt, bool namesOurs, MessageState state)
    {
        var id = await stand.AddAsync();
        var claimed = await stand.ClaimOneAsync();
        await stand.ReceiveAsync(receipt, "p1", messageId: namesOurs ? id : null);

        await stand.SettleAsync(claimed, new SendOutcome.Accepted("p1") { Missing = "picture: 100 sai" });

        var row = await stand.RowAsync(id);
        (row.State, row.Reason).ShouldBe((state, "incomplete: picture: 100 sai"));
    }

    [Fact]
    public async Task A_failure_says_more_than_what_is_missing()
    {
        var id = await stand.SendAsync(new SendOutcome.Accepted("p1") { Missing = "picture: 100 sai" });

        await stand.ReceiveAsync(ReceiptStatus.Failed, "p1", reason: "30003");

        (await stand.RowAsync(id)).Reason.ShouldBe("30003");
    }

    [Fact]
    public async Task What_arrived_in_an_earlier_round_is_not_sent_again()
    {
        var id = await stand.AddAsync();
        await stand.ExecuteAsync("UPDATE outbox SET round = 1 WHERE id = @id", new { id });

        await stand.ReceiveAsync(ReceiptStatus.Delivered, "p9", messageId: id);

        (await stand.ClaimAsync()).ShouldBeEmpty();
    }

    public static TheoryData<ReceiptStatus[], MessageState> Orders => new()
    {
        { [ReceiptStatus.Sent], MessageState.Sent },
        { [ReceiptStatus.Delivered], MessageState.Delivered },
        { [ReceiptStatus.Delivered, ReceiptStatus.Sent], MessageState.Delivered },
        { [ReceiptStatus.Delivered, ReceiptStatus.Failed], MessageState.Delivered },
        { [ReceiptStatus.Failed], MessageState.Failed },
        { [ReceiptStatus.Failed, ReceiptStatus.Sent], MessageState.Failed },
        { [ReceiptStatus.Failed, ReceiptStatus.Delivered], MessageState.Delivered },
        { [ReceiptStatus.Seen, ReceiptStatus.Delivered], MessageState.Delivered },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task States_never_move_down(ReceiptStatus[] receipts, MessageState state)
    {
        var id = await stand.SendAsync(new SendOutcome.Accepted("p1"));

        foreach (var receipt in receipts)
            await stand.ReceiveAsync(receipt, "p1");

        (await stand.StateAsync(id)).ShouldBe(state);
    }

    [Theory]
    [InlineData(ReceiptStatus.Sent, MessageState.Sent)]
    [InlineData(ReceiptStatus.Delivered, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Failed, MessageState.Failed)]
    public async Task A_message_whose_answer_was_lost_is_settled_by_our_own_id(ReceiptStatus receipt, MessageState state)
    {
        var id = await stand.SendAsync(new SendOutcome.Unconfirmed("im lặng"));
        (await stand.StateAsync(id)).ShouldBe(MessageState.Unknown);

        await stand.ReceiveAsync(receipt, "p9", messageId: id);

        var row = await stand.RowAsync(id);
        row.State.ShouldBe(state);
        row.ProviderId.ShouldBe("p9");
    }

    [Fact]
    public async Task A_receipt_does_not_move_another_channels_message()
    {
        var other = await stand.AddAsync(channel: "sms");
        await stand.SettleAsync(await stand.ClaimOneAsync("sms"), new SendOutcome.Accepted("p1"), new FakeChannel("sms"));

        await stand.ReceiveAsync(ReceiptStatus.Delivered, "p1");
        await stand.ReceiveAsync(ReceiptStatus.Delivered, "p3", messageId: other);

        (await stand.StateAsync(other)).ShouldBe(MessageState.Sent);
    }

    [Theory]
    [InlineData(ReceiptStatus.Sent, MessageState.Due)]
    [InlineData(ReceiptStatus.Failed, MessageState.Due)]
    [InlineData(ReceiptStatus.Delivered, MessageState.Delivered)]
    public async Task What_waits_to_be_sent_again_is_spared_only_when_it_has_arrived(ReceiptStatus receipt, MessageState state)
    {
        var due = await stand.AddAsync();

        await stand.ReceiveAsync(receipt, "p2", messageId: due);

        (await stand.StateAsync(due)).ShouldBe(state);
    }

    [Fact]
    public async Task A_failure_keeps_the_providers_reason()
    {
        var id = await stand.SendAsync(new SendOutcome.Accepted("p1"));

        await stand.ReceiveAsync(ReceiptStatus.Failed, "p1", reason: "30003 Unreachable");

        (await stand.RowAsync(id)).Reason.ShouldBe("30003 Unreachable");
    }
}
