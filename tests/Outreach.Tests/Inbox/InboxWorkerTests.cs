using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.People;

namespace Outreach.Tests.Inbox;

[Trait("Database", "Both")]
public sealed class InboxWorkerTests : IAsyncLifetime
{
    private const string Question = "Đăng ký tạm trú cần giấy tờ gì?";

    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_repeated_event_is_stored_and_answered_once()
    {
        (await stand.ReceiveAsync(Question, eventId: "e1")).ShouldBeTrue();
        (await stand.ReceiveAsync(Question, eventId: "e1")).ShouldBeFalse();
        (await stand.ReceiveAsync(Question, eventId: "e1", channel: "web")).ShouldBeTrue("another channel's event");

        await stand.HandleAsync();

        (await stand.Test.CountAsync("inbox")).ShouldBe(2);
        (await stand.RowsAsync()).Count(row => row.Channel == "zalo").ShouldBe(1);
    }

    [Fact]
    public async Task What_a_citizen_writes_is_not_readable_in_the_database()
    {
        await stand.ReceiveAsync(Question, sender: "u-bí-mật");

        (await stand.ValueAsync<string>("SELECT text FROM inbox"))!.ShouldNotContain("tạm trú");
        (await stand.ValueAsync<string>("SELECT peer || peer_lookup FROM conversations"))!.ShouldNotContain("bí-mật");
    }

    [Fact]
    public async Task A_question_becomes_a_reply_to_its_sender_in_the_lane_for_replies()
    {
        await stand.ReceiveAsync(Question, sender: "u7");

        await stand.HandleAsync();

        var row = (await stand.RowsAsync()).ShouldHaveSingleItem();
        (row.Channel, row.Account, row.Lane, row.State).ShouldBe(("zalo", "default", Lane.Interactive, MessageState.Due));
        stand.Test.Cipher.Reveal(row.Address).ShouldBe("u7");
        row.ConversationId.ShouldBe(await stand.ValueAsync<Guid>("SELECT id FROM conversations"));
        SealedContent.Read(row.Content!, stand.Test.Cipher).Text.ShouldContain("CT01");
    }

    [Fact]
    public async Task A_follow_up_is_about_the_procedure_last_talked_about()
    {
        await stand.ReceiveAsync(Question);
        await stand.HandleAsync();
        await stand.ReceiveAsync("lệ phí bao nhiêu?");
        await stand.HandleAsync();

        (await stand.RepliesAsync())[1].ShouldContain("7.000");
    }

    [Fact]
    public async Task Messages_of_one_conversation_are_handled_in_their_order_even_within_a_millisecond()
    {
        foreach (var sender in Senders())
            await stand.ReceiveAsync(Question, sender);
        foreach (var sender in Senders())
            await stand.ReceiveAsync("lệ phí bao nhiêu?", sender);

        await stand.HandleAsync();

        foreach (var sender in Senders())
        {
            var replies = await stand.RepliesAsync(sender);
            replies.Count.ShouldBe(2, sender);
            replies[0].ShouldContain("CT01", customMessage: sender);
            replies[1].ShouldContain("7.000", customMessage: sender);
        }
    }

    [Theory]
    [InlineData("TC")]
    [InlineData("Huỷ")]
    [InlineData("STOP")]
    public async Task A_word_of_refusal_ends_consent_and_is_confirmed_without_the_assistant(string word)
    {
        await AddContactAsync();
        await stand.ReceiveAsync(word);

        await stand.HandleAsync();

        var card = (await stand.Contacts.FindByAddressAsync("zalo", "u1", default))!;
        card.Consented.ShouldBeFalse();
        card.Addresses.Single().State.ShouldBe(AddressState.OptedOut);
        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("Đã ngừng gửi tin");
        (await stand.ValueAsync<string>("SELECT wording FROM consents WHERE NOT granted")).ShouldBe(word);
        (await stand.ValueAsync<string>("SELECT state FROM conversations")).ShouldBeNull();
    }

    [Fact]
    public async Task Yes_undoes_a_refusal_even_when_both_come_together()
    {
        await AddContactAsync();
        await stand.ReceiveAsync("TC");
        await stand.ReceiveAsync("Đồng ý");

        await stand.HandleAsync();

        (await stand.Contacts.FindByAddressAsync("zalo", "u1", default))!.Consented.ShouldBeTrue();
        (await stand.RepliesAsync())[1].ShouldContain("đồng ý nhận tin");
    }

    [Fact]
    public async Task Yes_from_someone_who_never_refused_is_no_consent()
    {
        await AddContactAsync(consented: null);
        await stand.ReceiveAsync("đồng ý");
        await stand.ReceiveAsync("đúng");

        await stand.HandleAsync();

        var card = (await stand.Contacts.FindByAddressAsync("zalo", "u1", default))!;
        card.Consented.ShouldBeFalse();
        card.Addresses.Single().State.ShouldBe(AddressState.Active);
        (await stand.Test.CountAsync("consents")).ShouldBe(0);
        (await stand.RepliesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_joins_is_welcomed_and_reachable_and_whoever_leaves_is_not_answered()
    {
        await AddContactAsync();
        await stand.ReceiveAsync(null, kind: IncomingKind.Left);
        await stand.HandleAsync();
        (await stand.RowsAsync()).ShouldBeEmpty();
        (await stand.Contacts.FindByAddressAsync("zalo", "u1", default))!.Addresses.Single().State.ShouldBe(AddressState.OptedOut);

        await stand.ReceiveAsync(null, kind: IncomingKind.Joined);
        await stand.ReceiveAsync(null, sender: "c1", channel: "web", kind: IncomingKind.Joined);
        await stand.HandleAsync();

        (await stand.Contacts.FindByAddressAsync("zalo", "u1", default))!.Addresses.Single().State.ShouldBe(AddressState.Active);
        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("tỉnh Thử Nghiệm");
        (await stand.RepliesAsync("c1")).ShouldHaveSingleItem().ShouldContain("tỉnh Thử Nghiệm");
    }

    [Fact]
    public async Task A_long_answer_leaves_in_parts_that_the_channel_can_carry()
    {
        await stand.ReceiveAsync("Đăng ký khai sinh", sender: "+84901234567", channel: "sms");

        await stand.HandleAsync();

        var rows = await stand.RowsAsync();
        rows.Count.ShouldBeGreaterThan(1);
        rows.Select(row => SealedContent.Read(row.Content!, stand.Test.Cipher)).ShouldAllBe(content => content.Text.Length <= 160 && content.Buttons == null);
        foreach (var row in rows)
        {
            (await stand.ClaimAsync("sms")).ShouldBe([row.Id], "the next part leaves when the one before has left");
            await stand.ExecuteAsync("UPDATE outbox SET state = 2 WHERE state = 1");
        }
    }

    [Fact]
    public async Task A_message_that_fails_is_tried_again()
    {
        await stand.ReceiveAsync(Question);
        await stand.Test.FailWhenAsync("outbox", "INSERT", "(SELECT MAX(attempts) FROM inbox) < 2");

        await stand.HandleAsync();

        (await stand.ValueAsync<int>("SELECT attempts FROM inbox WHERE state = 1")).ShouldBe(2);
        (await stand.RepliesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_is_set_aside_with_its_reason_and_blocks_nobody()
    {
        await stand.ReceiveAsync(Question, sender: "u1", channel: "fax");
        await stand.ReceiveAsync(Question, sender: "u2");

        await stand.HandleAsync();

        (await stand.ValueAsync<int>("SELECT attempts FROM inbox WHERE channel = 'fax' AND state = 2")).ShouldBe(3);
        (await stand.ValueAsync<string>("SELECT reason FROM inbox WHERE channel = 'fax'"))!.ShouldContain("fax");
        (await stand.RepliesAsync("u2")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_stored_before_a_kill_is_handled_once_by_the_next_process()
    {
        await stand.ReceiveAsync(Question);

        await stand.HandleAsync();
        await stand.HandleAsync();

        (await stand.RepliesAsync()).Count.ShouldBe(1);
    }

    private static IEnumerable<string> Senders() => Enumerable.Range(1, 20).Select(n => $"u{n}");

    private Task<AddedContacts> AddContactAsync(bool? consented = true) =>
        stand.Contacts.AddAsync(
            [new NewContact("An", [new("zalo", "u1")], Consent: consented is { } granted ? new NewConsent(granted, "có", ConsentSource.List("ds.csv")) : null)],
            null,
            default);
}
