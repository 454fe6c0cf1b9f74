using Outreach.Inbox.Handoffs;
using Outreach.Storage;

namespace Outreach.Tests.Inbox;

/// <summary>A citizen asks for a person, one comes, and goes again.</summary>
[Trait("Database", "Both")]
public sealed class HandoffTests : IAsyncLifetime
{
    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_wish_for_a_person_is_kept_once_while_it_is_open()
    {
        await SayAsync("cho tôi gặp cán bộ");
        await SayAsync("gặp cán bộ");

        var handoff = (await stand.Handoffs.ListAsync(openOnly: true, default)).ShouldHaveSingleItem();
        (handoff.Channel, handoff.State).ShouldBe(("zalo", HandoffState.Initiated));
        handoff.Reason.ShouldBe((await stand.RepliesAsync())[0]);
        (await stand.ValueAsync<string>("SELECT reason FROM handoffs")).ShouldNotBe(handoff.Reason);
    }

    [Fact]
    public async Task The_assistant_answers_until_a_person_comes_is_silent_while_they_are_there_and_answers_again()
    {
        await SayAsync("cho tôi gặp cán bộ");
        await SayAsync("đăng ký khai sinh cần giấy tờ gì");
        (await stand.RepliesAsync()).Count.ShouldBe(2);

        (await MoveAsync(HandoffState.Accepted)).ShouldBeTrue();
        await SayAsync("lệ phí bao nhiêu?");
        (await stand.RepliesAsync()).Count.ShouldBe(2);

        (await MoveAsync(HandoffState.Completed)).ShouldBeTrue();
        await SayAsync("lệ phí bao nhiêu?");
        (await stand.RepliesAsync()).Count.ShouldBe(3);
        (await stand.Handoffs.ListAsync(openOnly: true, default)).ShouldBeEmpty();
        (await stand.Handoffs.ListAsync(openOnly: false, default)).ShouldHaveSingleItem().State.ShouldBe(HandoffState.Completed);
    }

    [Fact]
    public async Task A_refusal_of_messages_is_heard_while_a_person_is_there()
    {
        await SayAsync("cho tôi gặp cán bộ");
        await MoveAsync(HandoffState.Accepted);

        await SayAsync("TC");

        (await stand.RepliesAsync())[^1].ShouldContain("ngừng gửi tin");
    }

    [Fact]
    public async Task A_person_of_whom_nothing_is_heard_for_a_day_keeps_nobody_silent()
    {
        await SayAsync("cho tôi gặp cán bộ");
        await MoveAsync(HandoffState.Accepted);
        stand.Time.Advance(HandoffStore.LongestSilence + TimeSpan.FromMinutes(1));

        await SayAsync("lệ phí đăng ký khai sinh");

        (await stand.RepliesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_status_of_nothing_open_changes_nothing()
    {
        (await MoveAsync(HandoffState.Accepted)).ShouldBeFalse();
        await SayAsync("cho tôi gặp cán bộ");
        await MoveAsync(HandoffState.Failed);

        (await MoveAsync(HandoffState.Accepted)).ShouldBeFalse();

        var handoff = (await stand.Handoffs.ListAsync(openOnly: false, default)).ShouldHaveSingleItem();
        handoff.State.ShouldBe(HandoffState.Failed);
        (await stand.Handoffs.MoveAsync(handoff.Id, HandoffState.Completed, default)).ShouldBe(false);
        (await stand.Handoffs.MoveAsync(Guid.Empty, HandoffState.Completed, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_officer_takes_and_ends_it()
    {
        await SayAsync("cho tôi gặp cán bộ");
        var id = (await stand.Handoffs.ListAsync(openOnly: true, default)).Single().Id;

        (await stand.Handoffs.MoveAsync(id, HandoffState.Accepted, default)).ShouldBe(true);
        await SayAsync("lệ phí bao nhiêu?");
        (await stand.RepliesAsync()).Count.ShouldBe(1);
        (await stand.Handoffs.MoveAsync(id, HandoffState.Completed, default)).ShouldBe(true);
    }

    private async Task SayAsync(string text)
    {
        await stand.ReceiveAsync(text);
        await stand.HandleAsync();
    }

    private Task<bool> MoveAsync(HandoffState to) =>
        stand.Test.Database.WriteAsync((DbSession session) => stand.Handoffs.MoveAsync(session, "zalo", "default", "u1", to, default), default);
}
