using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

[Trait("Database", "Both")]
public sealed class SettlementTests : IAsyncLifetime
{
    private static readonly TimeSpan Wait = TimeSpan.FromHours(2);

    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_group_is_written_down_row_by_row()
    {
        SendOutcome[] outcomes =
        [
            new SendOutcome.Accepted("p1"),
            new SendOutcome.Rejected("-201", "sai"),
            new SendOutcome.Unconfirmed("im lặng"),
            new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(9)),
            new SendOutcome.Misconfigured("token"),
            new SendOutcome.OptedOut("-213"),
        ];
        var ids = await stand.AddManyAsync(outcomes.Length);
        var claimed = (await stand.ClaimAsync(10)).ToDictionary(message => message.Id);

        await stand.SettleAsync(ids.Zip(outcomes, (id, outcome) => (claimed[id], outcome)));

        var rows = new List<OutboxMessage>();
        foreach (var id in ids)
            rows.Add(await stand.RowAsync(id));
        rows.Select(row => row.State).ShouldBe(
            [MessageState.Sent, MessageState.Failed, MessageState.Unknown, MessageState.Due, MessageState.Due, MessageState.Failed]);
        rows.Select(row => row.Reason).ShouldBe([null, "-201: sai", "im lặng", "bận", "token", "opted_out (-213)"]);
        rows.Select(row => row.Attempts).ShouldBe([1, 1, 1, 1, 0, 1]);
        rows[3].DueAt.ShouldBe(stand.Time.GetUtcNow().AddSeconds(9));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_row_whose_outcome_comes_after_all_is_settled_by_it(bool late)
    {
        var id = await stand.AddAsync();
        var claimed = await stand.ClaimOneAsync();
        if (late)
        {
            stand.Time.Advance(OutboxClaims.Lease + TimeSpan.FromSeconds(1));
            await new ClaimSweep(stand.Outbox, [new FakeChannel()], stand.Time).RunAsync(default);
            (await stand.StateAsync(id)).ShouldBe(MessageState.Unknown);
        }

        await stand.SettleAsync(claimed, new SendOutcome.Accepted("p1"));

        var row = await stand.RowAsync(id);
        (row.State, row.Reason, row.ProviderId).ShouldBe((MessageState.Sent, null, "p1"));
    }

    [Fact]
    public async Task An_outcome_that_comes_twice_changes_nothing_the_second_time()
    {
        var id = await stand.AddAsync();
        var claimed = await stand.ClaimOneAsync();
        await stand.SettleAsync(claimed, new SendOutcome.Accepted("p1"));
        await stand.ReceiveAsync(ReceiptStatus.Delivered, "p1");

        await stand.SettleAsync(claimed, new SendOutcome.Postponed("bận"));
        await stand.SettleAsync(claimed, new SendOutcome.Accepted("p2"));

        var row = await stand.RowAsync(id);
        (row.State, row.ProviderId, row.Attempts).ShouldBe((MessageState.Delivered, "p1", 1));
    }

    [Fact]
    public async Task The_providers_id_outlives_a_postponement()
    {
        var id = await stand.SendAsync(new SendOutcome.Accepted("p1"));

        await stand.ReceiveAsync(ReceiptStatus.Failed, "p1", reason: "30005");

        (await stand.RowAsync(id)).ProviderId.ShouldBe("p1");
    }

    public sealed record Look(string Label, SendOutcome Outcome, bool Last, bool Reports, TimeSpan? Fallback, UnknownPolicy Policy, TimeSpan? After)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Look> Looks =>
    [
        new("sent, another channel, receipts: after the wait", new SendOutcome.Accepted("p"), false, true, Wait, UnknownPolicy.Hold, Wait),
        new("sent, another channel, no wait asked for", new SendOutcome.Accepted("p"), false, true, null, UnknownPolicy.Hold, null),
        new("sent, another channel, but no receipt can come", new SendOutcome.Accepted("p"), false, false, Wait, UnknownPolicy.Hold, null),
        new("sent on the last channel", new SendOutcome.Accepted("p"), true, true, Wait, UnknownPolicy.Hold, null),
        new("refused, another channel: at once", new SendOutcome.Rejected("1", "sai"), false, true, Wait, UnknownPolicy.Hold, TimeSpan.Zero),
        new("refused, another channel, no wait asked for: at once", new SendOutcome.Rejected("1", "sai"), false, true, null, UnknownPolicy.Hold, TimeSpan.Zero),
        new("refused on the last channel", new SendOutcome.Rejected("1", "sai"), true, true, Wait, UnknownPolicy.Hold, null),
        new("in doubt, held", new SendOutcome.Unconfirmed("im lặng"), false, true, Wait, UnknownPolicy.Hold, null),
        new("in doubt, sent again", new SendOutcome.Unconfirmed("im lặng"), false, true, Wait, UnknownPolicy.Resend, TimeSpan.Zero),
        new("postponed", new SendOutcome.Postponed("bận"), false, true, Wait, UnknownPolicy.Resend, null),
    ];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Whoever_has_to_look_again_is_told_when(Look row)
    {
        var queue = await stand.OpenAsync(row.Last ? "sms,zalo" : "zalo,sms", fallback: row.Fallback);
        var id = await stand.AddAsync(queue: queue);
        var plain = new FakeChannel();

        await stand.SettleAsync(
            await stand.ClaimOneAsync(queue: queue), row.Outcome, new FakeChannel { WhenUnknown = row.Policy, Limits = plain.Limits with { ReportsDelivery = row.Reports } });

        (await stand.RowAsync(id)).FollowUpAt.ShouldBe(row.After is { } after ? stand.Time.GetUtcNow() + after : null);
    }

    [Fact]
    public async Task What_a_provider_can_be_asked_about_is_asked_once_its_list_can_be_trusted()
    {
        var id = await stand.AddAsync();

        await stand.SettleAsync(await stand.ClaimOneAsync(), new SendOutcome.Unconfirmed("im lặng"), new AskableChannel());

        (await stand.RowAsync(id)).FollowUpAt.ShouldBe(stand.Time.GetUtcNow() + AskableChannel.Trusted);
    }

    [Fact]
    public async Task A_message_that_would_be_tried_again_only_after_its_deadline_has_failed()
    {
        var id = await stand.AddAsync(expiresIn: 30);

        await stand.SettleAsync(await stand.ClaimOneAsync(), new SendOutcome.Postponed("bận", TimeSpan.FromSeconds(31)));

        var row = await stand.RowAsync(id);
        (row.State, row.Reason).ShouldBe((MessageState.Failed, "expired: bận"));
    }
}
