using Outreach.Inbox;
using Outreach.People;

namespace Outreach.Tests.Inbox;

/// <summary>A citizen hands over name and number by the channel's own form.</summary>
[Trait("Database", "Both")]
public sealed class SharedContactTests : IAsyncLifetime
{
    private const string Phone = "+84901234567";

    private InboxStand stand = null!;

    public async Task InitializeAsync() => stand = await InboxStand.CreateAsync();

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Fact]
    public async Task A_known_number_gets_the_address_it_was_sent_from()
    {
        await stand.Contacts.AddAsync([new NewContact("Bà Tư", [new("sms", Phone)])], null, default);

        await ShareAsync("84 901 234 567");

        var contact = await FindAsync("zalo", "u1");
        (contact!.Name, contact.Consented).ShouldBe(("Bà Tư", true));
        contact.Addresses.Select(address => (address.Channel, address.Value)).ShouldBe([("sms", Phone), ("zalo", "u1")], ignoreOrder: true);
        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("090•••4567");
    }

    [Fact]
    public async Task A_stranger_becomes_a_contact_with_the_proof_of_their_own_form()
    {
        await ShareAsync("0901234567", name: "Nguyễn Văn A");

        (await FindAsync("sms", Phone))!.Name.ShouldBe("Nguyễn Văn A");
        (await stand.ValueAsync<string>("SELECT proof FROM consents")).ShouldBe("event:zalo/default/shared-1");
        (await stand.ValueAsync<string>("SELECT source FROM consents")).ShouldBe("zalo");
    }

    [Fact]
    public async Task Someone_known_by_the_address_gets_the_number()
    {
        await stand.Contacts.AddAsync([new NewContact("Ông Ba", [new("zalo", "u1")])], null, default);

        await ShareAsync("0901234567");

        (await FindAsync("sms", Phone))!.Name.ShouldBe("Ông Ba");
    }

    [Fact]
    public async Task Two_people_are_not_made_one()
    {
        await stand.Contacts.AddAsync([new NewContact("Bà Tư", [new("sms", Phone)]), new NewContact("Ông Ba", [new("zalo", "u1")])], null, default);

        await ShareAsync("0901234567");

        (await FindAsync("sms", Phone))!.Name.ShouldBe("Bà Tư");
        (await FindAsync("zalo", "u1"))!.Name.ShouldBe("Ông Ba");
    }

    [Fact]
    public async Task An_earlier_no_in_person_stands()
    {
        await stand.Contacts.AddAsync([new NewContact("Bà Tư", [new("sms", Phone), new("zalo", "u1")])], null, default);
        await stand.ReceiveAsync("TC");
        await stand.HandleAsync();

        await ShareAsync("0901234567");

        (await FindAsync("sms", Phone))!.Consented.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("02623812345")]
    [InlineData("số của tôi")]
    public async Task A_number_that_cannot_be_read_is_asked_for_again_and_nothing_is_stored(string? phone)
    {
        await ShareAsync(phone);

        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("chưa đọc được");
        (await stand.Test.CountAsync("contacts")).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_handed_over_goes_with_a_withdrawal()
    {
        await ShareAsync("0901234567");

        await stand.ReceiveAsync(null, kind: IncomingKind.Withdrew);
        await stand.HandleAsync();

        (await stand.ValueAsync<long>("SELECT count(*) FROM inbox WHERE details IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task A_number_that_was_only_typed_joins_nobody()
    {
        await stand.Contacts.AddAsync([new NewContact("Bà Tư", [new("sms", Phone)])], null, default);

        await ShareAsync("0901234567", verified: false);

        (await FindAsync("zalo", "u1")).ShouldBeNull();
        (await stand.RepliesAsync()).ShouldHaveSingleItem().ShouldContain("gọi lại");
    }

    private async Task ShareAsync(string? phone, string name = "Tư", bool verified = true)
    {
        var message = new IncomingMessage("zalo", "default", "shared-1", "u1", IncomingKind.SharedContact, stand.Time.GetUtcNow())
        {
            Details = new(Contact: new SharedContact(name, phone, Verified: verified)),
        };
        await stand.Door.AcceptAsync(message, default);
        await stand.HandleAsync();
    }

    private Task<ContactCard?> FindAsync(string channel, string address) => stand.Contacts.FindByAddressAsync(channel, address, default);
}
