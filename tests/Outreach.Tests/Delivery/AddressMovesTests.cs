using Outreach.Delivery;
using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

/// <summary>A provider answers a message with the recipient's new address.</summary>
[Trait("Database", "Both")]
public sealed class AddressMovesTests : IAsyncLifetime
{
    private const string New = "-1001234567890";

    private OutboxStand stand = null!;

    public async Task InitializeAsync() => stand = await OutboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task The_row_is_due_at_once_at_the_new_address_and_the_contact_follows()
    {
        var group = await stand.CitizenAsync("telegram");

        var id = await stand.SendAsync(new SendOutcome.Moved(New), group, "telegram");

        var row = await stand.RowAsync(id);
        (row.State, row.DueAt, row.Attempts, row.Lookup).ShouldBe((MessageState.Due, stand.Time.GetUtcNow(), 1, stand.Test.Cipher.Lookup("telegram", New)));
        stand.Test.Cipher.Reveal(row.Address).ShouldBe(New);
        (await StateOfAsync(New)).ShouldBe(AddressState.Active);
        (await StateOfAsync(stand.AddressOf(group, "telegram"))).ShouldBeNull();
        var again = await stand.ClaimOneAsync("telegram");
        stand.Test.Cipher.Reveal(again.Address).ShouldBe(New);
    }

    [Fact]
    public async Task Other_messages_to_the_group_follow_and_those_to_others_stay()
    {
        var (group, other) = (await stand.CitizenAsync("telegram"), await stand.CitizenAsync("telegram"));
        var later = await stand.AddAsync(channel: "telegram", contact: group, queue: await stand.OpenAsync("telegram"), dueIn: 3600);
        var theirs = await stand.AddAsync(channel: "telegram", contact: other, queue: await stand.OpenAsync("telegram"), dueIn: 3600);

        await stand.SendAsync(new SendOutcome.Moved(New), group, "telegram");

        stand.Test.Cipher.Reveal((await stand.RowAsync(later)).Address).ShouldBe(New);
        (await stand.RowAsync(later)).DueAt.ShouldBe(stand.Time.GetUtcNow().AddHours(1));
        stand.Test.Cipher.Reveal((await stand.RowAsync(theirs)).Address).ShouldBe(stand.AddressOf(other, "telegram"));
    }

    [Fact]
    public async Task A_reply_follows_without_a_contact()
    {
        var id = await stand.ReplyAsync(channel: "telegram");
        var claimed = (await stand.ClaimRepliesAsync(channel: "telegram")).Single();

        await stand.SettleAsync(claimed, new SendOutcome.Moved(New), new FakeChannel("telegram"));

        var row = await stand.RowAsync(id);
        (row.State, row.Lookup).ShouldBe((MessageState.Due, null));
        stand.Test.Cipher.Reveal(row.Address).ShouldBe(New);
    }

    [Fact]
    public async Task Where_the_new_address_is_known_the_old_one_ends_and_a_refusal_goes_along()
    {
        var group = await stand.CitizenAsync("telegram");
        var old = stand.LookupOf(group, "telegram");
        var id = await stand.AddAsync(channel: "telegram", contact: group);
        var claimed = await stand.ClaimOneAsync("telegram");
        await stand.ExecuteAsync(
            "INSERT INTO contact_addresses (id, contact_id, channel, value, lookup, state) VALUES (@id, @group, 'telegram', 'x', @lookup, 0)",
            new { id = stand.NewId(), group, lookup = stand.Test.Cipher.Lookup("telegram", New) });
        await stand.ExecuteAsync("UPDATE contact_addresses SET state = 1 WHERE lookup = @old", new { old });

        await stand.SettleAsync(claimed, new SendOutcome.Moved(New), new FakeChannel("telegram"));

        (await StateOfAsync(New)).ShouldBe(AddressState.OptedOut);
        (await StateOfAsync(stand.AddressOf(group, "telegram"))).ShouldBe(AddressState.Invalid);
        (await stand.RowAsync(id)).State.ShouldBe(MessageState.Due);
        (await stand.ClaimAsync(channel: "telegram")).ShouldBeEmpty("they had refused");
    }

    private Task<AddressState?> StateOfAsync(string address) =>
        stand.ValueAsync<AddressState?>("SELECT state FROM contact_addresses WHERE lookup = @lookup", new { lookup = stand.Test.Cipher.Lookup("telegram", address) });
}
