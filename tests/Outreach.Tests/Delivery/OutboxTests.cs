using Outreach.Delivery;
using Outreach.People;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly SendOutcome.Accepted Accepted = new("p1");

    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Only_due_rows_of_the_channel_and_the_lane_are_claimed_oldest_first_and_once()
    {
        var second = await stand.AddAsync("hai", dueIn: -1);
        var first = await stand.AddAsync("một", dueIn: -2);
        var third = await stand.AddAsync("ba");
        await stand.AddAsync("mai", dueIn: 1);
        await stand.AddAsync("kênh khác", channel: "sms");
        await stand.AddAsync("trả lời", lane: Lane.Interactive);

        var two = await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 2, default);
        var rest = await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 10, default);

        two.Select(row => row.Id).ShouldBe([first, second]);
        rest.Select(row => row.Id).ShouldBe([third]);
        (await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_due_at_the_same_moment_are_claimed_as_they_were_written()
    {
        var written = new List<Guid>();
        for (var i = 0; i < 20; i++)
            written.Add(await stand.AddAsync($"{i}"));

        (await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 20, default)).Select(row => row.Id).ShouldBe(written);
    }

    [Fact]
    public async Task A_claim_is_a_lease_and_an_attempt()
    {
        var id = await stand.AddAsync("nội dung");

        var claimed = await stand.ClaimOneAsync();

        claimed.Attempts.ShouldBe(1);
        MessageContentJson.Read(claimed.Content).Text.ShouldBe("nội dung");
        stand.Test.Cipher.Reveal(claimed.Address).ShouldBe("u1");
        var row = await stand.RowAsync(id);
        row.State.ShouldBe(MessageState.Sending);
        row.LeaseUntil.ShouldBe(stand.Time.GetUtcNow() + Outbox.Lease);
    }

    [Fact]
    public async Task An_accepted_message_is_sent_with_the_providers_id()
    {
        var row = await stand.RowAsync(await stand.SendAsync(Accepted));

        row.State.ShouldBe(MessageState.Sent);
        row.ProviderId.ShouldBe("p1");
        row.SentAt.ShouldBe(stand.Time.GetUtcNow());
        row.LeaseUntil.ShouldBeNull();
    }

    [Fact]
    public async Task A_postponed_message_is_due_again_at_its_time()
    {
        var id = await stand.SendAsync(new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(30)));

        (await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 1, default)).ShouldBeEmpty();
        stand.Time.Advance(TimeSpan.FromSeconds(30));

        var again = await stand.ClaimOneAsync();
        again.Id.ShouldBe(id);
        again.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Waiting_for_a_setting_to_be_mended_burns_no_attempts()
    {
        await stand.AddAsync();
        for (var minute = 0; minute < NextStep.MaxAttempts + 2; minute++)
        {
            await stand.SettleAsync(await stand.ClaimOneAsync(), new SendOutcome.Misconfigured("token"));
            stand.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await stand.ClaimOneAsync()).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_receipt_that_settled_the_row_before_our_own_note_wins()
    {
        var id = await stand.AddAsync();
        var claimed = await stand.ClaimOneAsync();
        await stand.ReceiveAsync(ReceiptStatus.Failed, "p1", messageId: id, reason: "30003");

        await stand.SettleAsync(claimed, Accepted);

        var row = await stand.RowAsync(id);
        (row.State, row.Reason, row.ProviderId).ShouldBe((MessageState.Failed, "30003", "p1"));
    }

    [Theory]
    [InlineData(ReceiptStatus.Sent, MessageState.Sent)]
    [InlineData(ReceiptStatus.Delivered, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Seen, MessageState.Delivered)]
    [InlineData(ReceiptStatus.Failed, MessageState.Failed)]
    public async Task A_receipt_that_overtook_our_note_is_applied_with_it(ReceiptStatus early, MessageState state)
    {
        await stand.ReceiveAsync(early, "p1", reason: "lý do");

        var row = await stand.RowAsync(await stand.SendAsync(Accepted));

        row.State.ShouldBe(state);
        row.Reason.ShouldBe(state == MessageState.Failed ? "lý do" : null);
    }

    [Fact]
    public async Task Of_two_early_receipts_the_higher_one_counts()
    {
        await stand.ReceiveAsync(ReceiptStatus.Failed, "p1");
        await stand.ReceiveAsync(ReceiptStatus.Delivered, "p1");

        (await stand.StateAsync(await stand.SendAsync(Accepted))).ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task Stopping_takes_back_what_waits_and_what_comes_back_from_the_wire_but_not_what_left()
    {
        var campaign = Guid.CreateVersion7(stand.Time.GetUtcNow());
        var left = await stand.AddAsync(campaign: campaign);
        var cameBack = await stand.AddAsync(campaign: campaign);
        var claimed = await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 2, default);
        var waiting = await stand.AddAsync(campaign: campaign);
        var another = await stand.AddAsync();

        (await stand.Test.Database.WriteAsync(session => Outbox.WithdrawAsync(session, campaign, default), default)).ShouldBe(1);
        await stand.SettleAsync(claimed.Single(row => row.Id == left), Accepted);
        await stand.SettleAsync(claimed.Single(row => row.Id == cameBack), new SendOutcome.Postponed("bận"));

        (await stand.StateAsync(left)).ShouldBe(MessageState.Sent);
        foreach (var id in (Guid[])[cameBack, waiting])
        {
            var row = await stand.RowAsync(id);
            (row.State, row.Reason).ShouldBe((MessageState.Suppressed, SuppressionReason.Stopped));
        }

        (await stand.StateAsync(another)).ShouldBe(MessageState.Due);
    }

    [Fact]
    public async Task What_a_dead_process_held_becomes_unknown_when_its_lease_has_ended_or_at_the_next_start()
    {
        var id = await stand.AddAsync();
        await stand.ClaimOneAsync();

        (await stand.Outbox.AbandonAsync(everything: false, default)).ShouldBe(0);
        stand.Time.Advance(Outbox.Lease + TimeSpan.FromMilliseconds(1));
        (await stand.Outbox.AbandonAsync(everything: false, default)).ShouldBe(1);

        var row = await stand.RowAsync(id);
        (row.State, row.Reason).ShouldBe((MessageState.Unknown, "interrupted"));
        (await stand.Outbox.ClaimAsync("zalo", Lane.Bulk, 1, default)).ShouldBeEmpty();

        await stand.AddAsync();
        await stand.ClaimOneAsync();
        (await stand.Outbox.AbandonAsync(everything: true, default)).ShouldBe(1);
    }

    [Fact]
    public async Task Someone_who_blocked_us_has_that_channels_address_closed()
    {
        var contacts = new ContactStore(stand.Test.Database, stand.Test.Cipher, stand.Time);
        await contacts.AddAsync([new NewContact("An", [new("zalo", "u1"), new("sms", "+84901234567")])], null, default);
        var card = (await contacts.FindByAddressAsync("zalo", "u1", default))!;

        await stand.SendAsync(new SendOutcome.OptedOut("-213"), card.Id);

        card = (await contacts.FindByAddressAsync("zalo", "u1", default))!;
        card.Addresses.Single(address => address.Channel == "zalo").State.ShouldBe(AddressState.OptedOut);
        card.Addresses.Single(address => address.Channel == "sms").State.ShouldBe(AddressState.Active);
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_row_for_the_same_citizen()
    {
        var (campaign, contact) = (Guid.CreateVersion7(stand.Time.GetUtcNow()), Guid.CreateVersion7(stand.Time.GetUtcNow()));
        await stand.AddAsync(campaign: campaign, contact: contact);

        await Should.ThrowAsync<Exception>(() => stand.AddAsync(campaign: campaign, contact: contact));
        (await stand.Test.CountAsync("outbox")).ShouldBe(1);
    }
}
