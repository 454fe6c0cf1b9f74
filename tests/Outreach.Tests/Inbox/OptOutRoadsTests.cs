using Outreach.Inbox;
using Outreach.People;

namespace Outreach.Tests.Inbox;

/// <summary>Every way in which a citizen's own channel tells us to stop, from the door to the ledger.</summary>
[Trait("Database", "Both")]
public sealed class OptOutRoadsTests : IAsyncLifetime
{
    private InboxStand stand = null!;

    public async Task InitializeAsync()
    {
        stand = await InboxStand.CreateAsync();
        await stand.Contacts.AddAsync(
            [new NewContact("An", [new("zalo", "u1"), new("sms", "+84901234567")], Consent: new NewConsent(Granted: true, "có", ConsentSource.List("ds.csv")))],
            null,
            default);
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_word_is_confirmed_once_in_24_hours_and_every_time_kept_with_its_event()
    {
        await SayAsync("TC", "e1");
        stand.Time.Advance(TimeSpan.FromHours(23));
        await SayAsync("HUY", "e2");

        (await stand.RepliesAsync()).ShouldHaveSingleItem();
        (await LedgerAsync()).ShouldBe(["True|có|||False", $"False|TC|event:zalo/default/e1|{Confirmation}|True", $"False|HUY|event:zalo/default/e2|{Confirmation}|False"]);

        stand.Time.Advance(TimeSpan.FromMinutes(61));
        await SayAsync("HUY", "e3");
        (await stand.RepliesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_words_at_once_are_confirmed_once()
    {
        await stand.ReceiveAsync("TC");
        await stand.ReceiveAsync("TC");
        await stand.HandleAsync();

        (await stand.RepliesAsync()).ShouldHaveSingleItem();
        (await stand.Test.CountAsync("consents")).ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_came_back_and_leaves_again_is_confirmed_again()
    {
        await SayAsync("TC", "e1");
        stand.Time.Advance(TimeSpan.FromMinutes(1));
        await SayAsync("DK", "e2");
        stand.Time.Advance(TimeSpan.FromMinutes(1));
        await SayAsync("TC", "e3");

        (await stand.RepliesAsync()).Count.ShouldBe(3);
        (await ConsentedAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stranger_is_confirmed_once_as_well_and_stands_in_the_ledger_and_on_the_list()
    {
        await SayAsync("TC", "e1", "u9");
        await SayAsync("TC", "e2", "u9");

        (await stand.RepliesAsync("u9")).ShouldHaveSingleItem();
        (await stand.ValueAsync<long>("SELECT count(*) FROM consents WHERE contact_id IS NULL AND channel = 'zalo' AND lookup = @lookup AND NOT granted", new { lookup = Lookup("zalo", "u9") })).ShouldBe(2);
        (await BlockedAsync("zalo", "u9")).ShouldBeTrue();

        await SayAsync("DK", "e3", "u9");
        (await BlockedAsync("zalo", "u9")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_question_that_holds_the_word_is_answered_and_stops_nothing()
    {
        await SayAsync("Hủy đăng ký kết hôn được không?", "e1");

        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldNotContain("Đã ngừng gửi tin");
        (await ConsentedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task DUNG_stops_by_SMS_and_is_an_answer_elsewhere()
    {
        await SayAsync("DUNG", "e1");
        (await ConsentedAsync()).ShouldBeTrue();

        await stand.ReceiveAsync("DUNG", "+84901234567", "sms");
        await stand.HandleAsync();
        (await ConsentedAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("u1", "zalo")]
    [InlineData("u9", "zalo")]
    public async Task Leaving_a_channel_closes_the_address_until_the_return_and_both_stand_in_the_ledger(string sender, string channel)
    {
        await stand.ReceiveAsync(null, sender, channel, IncomingKind.Left, "unfollow:1");
        stand.Time.Advance(TimeSpan.FromSeconds(1));
        await stand.ReceiveAsync(null, sender, channel, IncomingKind.Left, "unfollow:2");
        await stand.HandleAsync();
        (await ClosedAsync(channel, sender)).ShouldBeTrue();
        (await ConsentedAsync()).ShouldBeTrue("consent holds on the other channel");

        stand.Time.Advance(TimeSpan.FromSeconds(1));
        await stand.ReceiveAsync(null, sender, channel, IncomingKind.Joined, "follow:1");
        await stand.HandleAsync();
        (await ClosedAsync(channel, sender)).ShouldBeFalse();
        (await EntriesAsync("address_only")).ShouldBe([$"False|left|event:zalo/default/unfollow:1||False", $"True|joined|event:zalo/default/follow:1||False"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_who_left_and_follows_again_does_not_lift_their_own_word(bool leftFirst)
    {
        if (leftFirst)
            await stand.ReceiveAsync(null, "u9", kind: IncomingKind.Left, eventId: "left");
        stand.Time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync("TC", "word", "u9");
        if (!leftFirst)
            await stand.ReceiveAsync(null, "u9", kind: IncomingKind.Left);
        await stand.HandleAsync();
        await stand.ReceiveAsync(null, "u9", kind: IncomingKind.Joined);
        await stand.HandleAsync();

        (await BlockedAsync("zalo", "u9")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_Twilio_has_stopped_and_confirmed_ends_consent_without_a_reply_of_ours()
    {
        await stand.ReceiveAsync("STOP", "+84901234567", "sms", IncomingKind.Refused, "SM1");
        await stand.HandleAsync();
        (await stand.RowsAsync()).ShouldBeEmpty();
        (await ConsentedAsync()).ShouldBeFalse();
        (await LedgerAsync())[^1].ShouldBe("False|STOP|event:sms/default/SM1||True");

        await stand.ReceiveAsync("TC", "+84901234567", "sms");
        await stand.HandleAsync();
        (await stand.RowsAsync()).ShouldBeEmpty("Twilio has confirmed it");

        await stand.ReceiveAsync("START", "+84901234567", "sms", IncomingKind.Agreed, "SM3");
        await stand.HandleAsync();
        (await stand.RowsAsync()).ShouldBeEmpty();
        (await ConsentedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task START_by_someone_who_never_refused_is_no_consent()
    {
        await stand.ReceiveAsync("START", "+84909999999", "sms", IncomingKind.Agreed);
        await stand.HandleAsync();

        (await stand.Test.CountAsync("consents")).ShouldBe(1);
    }

    [Fact]
    public async Task A_withdrawal_ends_consent_and_takes_words_name_and_address_of_the_conversation_with_it()
    {
        await SayAsync("Đăng ký tạm trú cần giấy tờ gì?", "e1");
        await stand.ReceiveAsync(null, kind: IncomingKind.Withdrew, eventId: "user_withdraw:1");
        await stand.HandleAsync();

        var card = (await stand.Contacts.FindByAddressAsync("zalo", "u1", default))!;
        card.Consented.ShouldBeFalse();
        card.Addresses.Single(address => address.Channel == "zalo").ShouldBe(new ContactCardAddress("zalo", "", AddressState.OptedOut));
        card.Addresses.Single(address => address.Channel == "sms").Value.ShouldBe("+84901234567");
        (await stand.ValueAsync<long>("SELECT count(*) FROM inbox WHERE text IS NOT NULL")).ShouldBe(0);
        (await stand.ValueAsync<long>("SELECT count(*) FROM conversations WHERE peer <> '' OR peer_name IS NOT NULL OR state IS NOT NULL")).ShouldBe(0);
        (await LedgerAsync())[^1].ShouldBe("False|withdrew|event:zalo/default/user_withdraw:1||False");

        await SayAsync("Đăng ký tạm trú cần giấy tờ gì?", "e3");
        (await stand.RepliesAsync()).Count.ShouldBe(2, "who writes again is answered again");
    }

    private static string Confirmation => WordingVersion.Of(InboxTexts.OptedOut);

    private async Task SayAsync(string text, string eventId, string sender = "u1")
    {
        await stand.ReceiveAsync(text, sender, eventId: eventId);
        await stand.HandleAsync();
    }

    private async Task<bool> ConsentedAsync() => (await stand.Contacts.FindByAddressAsync("sms", "+84901234567", default))!.Consented;

    private async Task<bool> ClosedAsync(string channel, string sender) =>
        await BlockedAsync(channel, sender)
        || (await stand.Contacts.FindByAddressAsync(channel, sender, default))?.Addresses.Single(address => address.Channel == channel).State == AddressState.OptedOut;

    private Task<bool> BlockedAsync(string channel, string sender) =>
        stand.ValueAsync<bool>("SELECT EXISTS (SELECT 1 FROM do_not_contact WHERE channel = @channel AND lookup = @lookup)", new { channel, lookup = Lookup(channel, sender) });

    private string Lookup(string channel, string sender) => stand.Test.Cipher.Lookup(channel, sender);

    private Task<IReadOnlyList<string>> LedgerAsync() => EntriesAsync("contact_id IS NOT NULL");

    private async Task<IReadOnlyList<string>> EntriesAsync(string where) =>
        [.. (await stand.Test.Database.ReadAsync(session => session.QueryAsync<Consent>($"SELECT * FROM consents WHERE {where} ORDER BY recorded_at, id", null, default), default))
            .Select(entry => $"{entry.Granted}|{entry.Wording}|{entry.Proof}|{entry.WordingVersion}|{entry.Confirmed}")];
}
