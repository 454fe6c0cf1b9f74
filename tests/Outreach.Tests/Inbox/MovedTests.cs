using Outreach.Inbox;
using Outreach.People;

namespace Outreach.Tests.Inbox;

/// <summary>A group that became another: its conversation, its contact and what waits for it follow, however often the news comes.</summary>
[Trait("Database", "Both")]
public sealed class MovedTests : IAsyncLifetime
{
    private const string Question = "Đăng ký tạm trú cần giấy tờ gì?";

    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task What_waits_goes_to_the_new_address_and_the_talk_goes_on_there()
    {
        await stand.Contacts.AddAsync([new NewContact("Tổ dân phố 3", [new("zalo", "-5")])], null, default);
        await stand.ReceiveAsync(Question, sender: "-5");
        await stand.HandleAsync();

        await stand.ReceiveAsync("-1005", sender: "-5", kind: IncomingKind.Moved);
        await stand.HandleAsync();
        await stand.ReceiveAsync("lệ phí bao nhiêu?", sender: "-1005");
        await stand.HandleAsync();

        var replies = await stand.RepliesAsync("-1005");
        replies.Count.ShouldBe(2, "the answer that had not left and the one to the follow-up");
        replies[1].ShouldContain("15.000");
        (await stand.Test.CountAsync("conversations")).ShouldBe(1);
        (await stand.Contacts.FindByAddressAsync("zalo", "-1005", default))!.Name.ShouldBe("Tổ dân phố 3");
        (await stand.Contacts.FindByAddressAsync("zalo", "-5", default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_news_that_comes_a_second_time_changes_nothing_and_leaves_nothing_behind()
    {
        await stand.Contacts.AddAsync([new NewContact("Tổ dân phố 3", [new("zalo", "-5")])], null, default);
        await stand.ReceiveAsync(Question, sender: "-5");
        await stand.ReceiveAsync("-1005", sender: "-5", kind: IncomingKind.Moved);
        await stand.HandleAsync();

        await stand.ReceiveAsync("-1005", sender: "-5", kind: IncomingKind.Moved);
        await stand.HandleAsync();

        (await stand.Test.CountAsync("conversations")).ShouldBe(1);
        (await stand.Test.CountAsync("contact_addresses")).ShouldBe(1);
        (await stand.RepliesAsync("-1005")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_strangers_refusal_holds_at_the_new_address()
    {
        await stand.ReceiveAsync("TC", sender: "-5");
        await stand.HandleAsync();

        await stand.ReceiveAsync("-1005", sender: "-5", kind: IncomingKind.Moved);
        await stand.HandleAsync();

        (await stand.Contacts.HasRefusedAsync("zalo", stand.Test.Cipher.Lookup("zalo", "-1005"), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_new_address_was_heard_first_both_talks_stay_and_the_answers_go_there()
    {
        await stand.ReceiveAsync(Question, sender: "-5");
        await stand.ReceiveAsync("Đăng ký kết hôn", sender: "-1005");
        await stand.HandleAsync();

        await stand.ReceiveAsync("-1005", sender: "-5", kind: IncomingKind.Moved);
        await stand.HandleAsync();

        (await stand.RepliesAsync("-1005")).Count.ShouldBe(2);
        (await stand.RepliesAsync("-5")).ShouldBeEmpty();
        (await stand.Test.CountAsync("conversations")).ShouldBe(2);
    }
}
