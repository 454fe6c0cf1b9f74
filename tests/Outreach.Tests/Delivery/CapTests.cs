using Outreach.Content;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>Three messages to a number in any 24 hours, whichever campaigns they are of.</summary>
[Trait("Database", "Both")]
public sealed class CapTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly FakeChannel sms = new("sms");
    private OutboxStand stand = null!;
    private Guid contact;

    public async Task InitializeAsync()
    {
        stand = await OutboxStand.CreateAsync(SampleRules.ThreeADay);
        contact = await stand.CitizenAsync("sms");
    }

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task The_fourth_waits_until_exactly_a_day_after_the_first_and_leaves_then()
    {
        var first = stand.Time.GetUtcNow();
        for (var n = 0; n < 3; n++)
        {
            await SendAsync(new SendOutcome.Accepted($"p{n}"));
            stand.Time.Advance(TimeSpan.FromHours(1));
        }

        var queue = await stand.OpenAsync();
        var fourth = await stand.AddAsync(channel: "sms", contact: contact, queue: queue);
        (await stand.ClaimAsync(1, "sms", queue)).ShouldBeEmpty();
        var row = await stand.RowAsync(fourth);
        (row.State, row.Reason, row.DueAt, row.Attempts).ShouldBe((MessageState.Due, SuppressionReason.Cap, first + Day, 0));

        stand.Time.Advance(first + Day - stand.Time.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        (await stand.ClaimAsync(1, "sms", queue)).ShouldBeEmpty();
        stand.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await stand.ClaimOneAsync("sms", queue)).Id.ShouldBe(fourth);
    }

    [Fact]
    public async Task Of_four_that_are_claimed_at_once_one_waits_and_others_numbers_are_not_held_up()
    {
        for (var n = 0; n < 4; n++)
        {
            var queue = await stand.OpenAsync();
            await stand.AddAsync(channel: "sms", contact: contact, queue: queue);
            await stand.AddAsync(channel: "sms", queue: queue);
            (await stand.ClaimAsync(10, "sms", queue)).Count.ShouldBe(n < 3 ? 2 : 1);
        }
    }

    public static TheoryData<string, SendOutcome, bool> Outcomes => new()
    {
        { "accepted", new SendOutcome.Accepted("p1"), false },
        { "in doubt: it may have arrived", new SendOutcome.Unconfirmed("im lặng"), false },
        { "refused", new SendOutcome.Rejected("21211", "sai số"), true },
        { "postponed", new SendOutcome.Postponed("bận", Day), true },
        { "a wrong setting", new SendOutcome.Misconfigured("token"), true },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task What_did_not_leave_gives_its_share_back(string label, SendOutcome outcome, bool givenBack)
    {
        await SendAsync(new SendOutcome.Accepted("p2"));
        await SendAsync(new SendOutcome.Accepted("p3"));
        await SendAsync(outcome);

        var queue = await stand.OpenAsync();
        await stand.AddAsync(channel: "sms", contact: contact, queue: queue);
        (await stand.ClaimAsync(1, "sms", queue)).Count.ShouldBe(givenBack ? 1 : 0, label);
    }

    [Fact]
    public async Task What_is_claimed_again_takes_no_second_share()
    {
        var queue = await stand.OpenAsync();
        await stand.AddAsync(channel: "sms", contact: contact, queue: queue);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await stand.SettleAsync(await stand.ClaimOneAsync("sms", queue), new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(1)), sms);
            stand.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await stand.ClaimOneAsync("sms", queue);
        (await stand.Test.CountAsync("cap_slots")).ShouldBe(1);
    }

    [Fact]
    public async Task An_emergency_is_under_no_cap_and_uses_none_of_it()
    {
        for (var n = 0; n < 5; n++)
            await SendAsync(new SendOutcome.Accepted($"p{n}"), await stand.OpenAsync(kind: MessageClass.Emergency));

        (await stand.CountAsync(MessageState.Sent)).ShouldBe(5);
        (await stand.Test.CountAsync("cap_slots")).ShouldBe(0);
    }

    /// <summary>Each of another campaign, because a campaign writes to a citizen once.</summary>
    private async Task SendAsync(SendOutcome outcome, BulkQueue? queue = null)
    {
        queue ??= await stand.OpenAsync();
        await stand.AddAsync(channel: "sms", contact: contact, queue: queue);
        await stand.SettleAsync(await stand.ClaimOneAsync("sms", queue), outcome, sms);
    }
}
