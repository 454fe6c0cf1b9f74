using Outreach.Delivery;
using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly SendOutcome.Accepted Accepted = new("p1");

    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task Only_due_rows_of_the_channel_and_the_campaign_are_claimed_oldest_first_and_once()
    {
        var second = await stand.AddAsync("hai", dueIn: -1);
        var first = await stand.AddAsync("một", dueIn: -2);
        var third = await stand.AddAsync("ba");
        await stand.AddAsync("mai", dueIn: 1);
        await stand.AddAsync("kênh khác", channel: "sms");
        await stand.AddAsync("chiến dịch khác", queue: await stand.OpenAsync());
        await stand.ReplyAsync();

        var two = await stand.ClaimAsync(2);
        var rest = await stand.ClaimAsync(10);

        two.Select(row => row.Id).ShouldBe([first, second]);
        rest.Select(row => row.Id).ShouldBe([third]);
        (await stand.ClaimAsync(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_due_at_the_same_moment_are_claimed_as_they_were_written()
    {
        var written = await stand.AddManyAsync(20);

        (await stand.ClaimAsync(20)).Select(row => row.Id).ShouldBe(written);
    }

    [Fact]
    public async Task A_claim_is_a_lease_and_an_attempt()
    {
        var contact = await stand.CitizenAsync("zalo");
        var id = await stand.AddAsync("nội dung", contact: contact);

        var claimed = await stand.ClaimOneAsync();

        claimed.Attempts.ShouldBe(1);
        SealedContent.Read(claimed.Content!, stand.Test.Cipher).Text.ShouldBe("nội dung");
        stand.Test.Cipher.Reveal(claimed.Address).ShouldBe(stand.AddressOf(contact));
        var row = await stand.RowAsync(id);
        (row.State, row.ClaimedBy, row.LeaseUntil).ShouldBe((MessageState.Sending, "node-1", stand.Time.GetUtcNow() + OutboxClaims.Lease));
    }

    [Fact]
    public async Task An_accepted_message_is_sent_with_the_providers_id()
    {
        var row = await stand.RowAsync(await stand.SendAsync(Accepted));

        row.State.ShouldBe(MessageState.Sent);
        row.ProviderId.ShouldBe("p1");
        row.SentAt.ShouldBe(stand.Time.GetUtcNow());
        (row.LeaseUntil, row.ClaimedBy).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_postponed_message_is_due_again_at_its_time()
    {
        var id = await stand.SendAsync(new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(30)));

        (await stand.ClaimAsync()).ShouldBeEmpty();
        stand.Time.Advance(TimeSpan.FromSeconds(30));

        var again = await stand.ClaimOneAsync();
        again.Id.ShouldBe(id);
        again.Attempts.ShouldBe(2);
    }

    public static TheoryData<string, SendOutcome> Blameless => new()
    {
        { "a setting that waits to be mended", new SendOutcome.Misconfigured("token") },
        { "a pace that was too high", new SendOutcome.Postponed("429", TimeSpan.FromSeconds(60), PostponedFor.Pace) },
        { "a quota that is used up", new SendOutcome.Postponed("-224", TimeSpan.FromSeconds(60), PostponedFor.Quota) },
        { "a recipient's full window", new SendOutcome.Postponed("-230", TimeSpan.FromSeconds(60), PostponedFor.Recipient) },
    };

    [Theory]
    [MemberData(nameof(Blameless))]
    public async Task What_is_not_the_messages_fault_burns_no_attempts(string label, SendOutcome outcome)
    {
        await stand.AddAsync();
        for (var minute = 0; minute < NextStep.MaxAttempts + 2; minute++)
        {
            await stand.SettleAsync(await stand.ClaimOneAsync(), outcome);
            stand.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await stand.ClaimOneAsync()).Attempts.ShouldBe(1, label);
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
    public async Task What_waits_of_a_closed_campaign_is_taken_back_in_pages_but_not_what_left()
    {
        var queue = await stand.UsualAsync();
        var left = await stand.AddAsync();
        var cameBack = await stand.AddAsync();
        var claimed = await stand.ClaimAsync(2);
        var waiting = await stand.AddManyAsync(4);
        var another = await stand.AddAsync(queue: await stand.OpenAsync());

        (await stand.Outbox.WithdrawAsync(queue.Id, 3, default)).ShouldBe(0, "it is open");
        await stand.Test.Database.WriteAsync(async session => await stand.Queues.CloseAsync(session, queue.Id, default), default);
        await stand.SettleAsync(claimed.Single(row => row.Id == left), Accepted);
        await stand.SettleAsync(claimed.Single(row => row.Id == cameBack), new SendOutcome.Postponed("bận"));
        (await stand.Outbox.WithdrawAsync(queue.Id, 3, default)).ShouldBe(3);
        (await stand.Outbox.WithdrawAsync(queue.Id, 3, default)).ShouldBe(2);

        (await stand.StateAsync(left)).ShouldBe(MessageState.Sent);
        foreach (var id in (Guid[])[cameBack, .. waiting])
        {
            var row = await stand.RowAsync(id);
            (row.State, row.Reason).ShouldBe((MessageState.Suppressed, SuppressionReason.Stopped));
        }

        (await stand.StateAsync(another)).ShouldBe(MessageState.Due);
    }

    [Fact]
    public async Task What_a_dead_process_held_becomes_unknown_when_its_lease_has_ended_or_when_its_node_comes_back()
    {
        var id = await stand.AddAsync();
        await stand.ClaimOneAsync();

        (await AbandonAsync(ownToo: false)).ShouldBe(0);
        stand.Time.Advance(OutboxClaims.Lease + TimeSpan.FromMilliseconds(1));
        (await AbandonAsync(ownToo: false)).ShouldBe(1);

        var row = await stand.RowAsync(id);
        (row.State, row.Reason).ShouldBe((MessageState.Unknown, "interrupted"));
        (await stand.ClaimAsync()).ShouldBeEmpty();

        await stand.AddAsync();
        await stand.ClaimOneAsync();
        (await AbandonAsync(ownToo: true)).ShouldBe(1);
    }

    [Fact]
    public async Task What_another_node_is_sending_is_left_alone_while_its_lease_runs()
    {
        await stand.AddAsync();
        (await stand.ClaimsOf("node-2").ClaimBulkAsync("zalo", await stand.UsualAsync(), 1, default)).Messages.ShouldHaveSingleItem();

        (await AbandonAsync(ownToo: true)).ShouldBe(0);
    }

    [Fact]
    public async Task Someone_who_blocked_us_has_that_channels_address_closed()
    {
        var contact = await stand.CitizenAsync("zalo", "sms");

        await stand.SendAsync(new SendOutcome.OptedOut("-213"), contact);

        (await StateOfAsync("zalo")).ShouldBe((int)AddressState.OptedOut);
        (await StateOfAsync("sms")).ShouldBe((int)AddressState.Active);

        Task<int> StateOfAsync(string channel) =>
            stand.ValueAsync<int>("SELECT state FROM contact_addresses WHERE contact_id = @contact AND channel = @channel", new { contact, channel });
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_row_for_the_same_citizen_on_the_same_step()
    {
        var contact = await stand.CitizenAsync("zalo");
        await stand.AddAsync(contact: contact);

        await Should.ThrowAsync<Exception>(() => stand.AddAsync(contact: contact));
        await stand.AddAsync(contact: contact, step: 1);
        (await stand.Test.CountAsync("outbox")).ShouldBe(2);
    }

    private Task<int> AbandonAsync(bool ownToo) => new ClaimSweep(stand.Outbox, [new FakeChannel()], stand.Time).AbandonAsync(ownToo, default);
}
