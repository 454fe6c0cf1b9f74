using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.People;

[Trait("Database", "Both")]
public sealed class ContactStoreTests : IAsyncLifetime
{
    private TestDatabase test = null!;
    private ContactStore contacts = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        contacts = new ContactStore(test.Database, test.Cipher, TimeProvider.System);
        await contacts.AddAsync(
            [
                new NewContact(
                    "Nguyễn Văn An",
                    [new NewAddress("sms", "+84901234567"), new NewAddress("telegram", "7012345678")],
                    Consent: new NewConsent(Granted: true, "có", ConsentSource.List("ds.csv"))),
                new NewContact("Trần Thị Bình", []),
            ],
            "Dân phố",
            default);
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task Contacts_without_an_address_are_kept_and_an_unknown_address_finds_nobody()
    {
        (await ValueAsync<int>("SELECT COUNT(*) FROM contact_list_members")).ShouldBe(2);
        (await contacts.FindByAddressAsync("sms", "+84909999999", default)).ShouldBeNull();
        (await contacts.FindByAddressAsync("zalo", "+84901234567", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Opting_out_ends_consent_closes_the_address_and_keeps_the_words()
    {
        await contacts.OptOutAsync("sms", Lookup("sms", "+84901234567"), new ConsentStatement("TỪ CHỐI", "sms"), default);

        var card = await CardAsync();
        card.Consented.ShouldBeFalse();
        StateOf(card, "sms").ShouldBe(AddressState.OptedOut);
        StateOf(card, "telegram").ShouldBe(AddressState.Active);
        (await ValueAsync<string>("SELECT wording FROM consents WHERE NOT granted")).ShouldBe("TỪ CHỐI");
    }

    [Fact]
    public async Task Opting_in_again_is_a_new_entry_and_the_old_ones_stay()
    {
        await contacts.OptOutAsync("sms", Lookup("sms", "+84901234567"), new ConsentStatement("STOP", "sms"), default);
        await contacts.OptInAsync("sms", Lookup("sms", "+84901234567"), new ConsentStatement("DONG Y", "sms"), default);

        var card = await CardAsync();
        card.Consented.ShouldBeTrue();
        StateOf(card, "sms").ShouldBe(AddressState.Active);
        (await ValueAsync<string>("SELECT string_agg(wording, ' > ') FROM (SELECT wording FROM consents ORDER BY recorded_at) AS said"))
            .ShouldBe("có > STOP > DONG Y");
    }

    [Fact]
    public async Task A_strangers_refusal_is_remembered_until_they_agree()
    {
        var lookup = Lookup("sms", "+84909999999");
        await contacts.OptOutAsync("sms", lookup, new ConsentStatement("STOP", "sms"), default);
        (await BlockedAsync(lookup)).ShouldBe(1);

        await contacts.OptInAsync("sms", lookup, new ConsentStatement("DONG Y", "sms"), default);
        (await BlockedAsync(lookup)).ShouldBe(0);
    }

    [Fact]
    public async Task Agreeing_does_not_lift_what_others_put_on_the_do_not_contact_list()
    {
        await contacts.BlockAsync("sms", ["+84901234567"], "do-not-call 2026-11", default);
        await contacts.OptInAsync("sms", Lookup("sms", "+84901234567"), new ConsentStatement("DONG Y", "sms"), default);
        (await BlockedAsync(Lookup("sms", "+84901234567"))).ShouldBe(1);
    }

    [Fact]
    public async Task Leaving_a_channel_closes_its_address_and_says_nothing_about_consent()
    {
        await ReachableAsync(false);
        StateOf(await CardAsync(), "telegram").ShouldBe(AddressState.OptedOut);
        (await CardAsync()).Consented.ShouldBeTrue();

        await ReachableAsync(true);
        StateOf(await CardAsync(), "telegram").ShouldBe(AddressState.Active);
    }

    [Fact]
    public async Task A_do_not_contact_list_is_taken_in_once()
    {
        (await contacts.BlockAsync("sms", ["+84901234567", "+84901234568"], "list", default)).ShouldBe(2);
        (await contacts.BlockAsync("sms", ["+84901234568", "+84901234569"], "list", default)).ShouldBe(1);
    }

    private string Lookup(string channel, string address) => test.Cipher.Lookup(channel, address);

    private async Task<ContactCard> CardAsync() => (await contacts.FindByAddressAsync("sms", "+84901234567", default))!;

    private static AddressState StateOf(ContactCard card, string channel) => card.Addresses.Single(address => address.Channel == channel).State;

    private Task ReachableAsync(bool reachable) =>
        test.Database.WriteAsync(session => contacts.SetReachableAsync(session, "telegram", Lookup("telegram", "7012345678"), reachable, new ConsentStatement(reachable ? "joined" : "left", "telegram", "event:telegram/default/7"), default), default);

    private Task<int> BlockedAsync(string lookup) => ValueAsync<int>("SELECT COUNT(*) FROM do_not_contact WHERE lookup = @lookup", new { lookup });

    private Task<T?> ValueAsync<T>(string sql, object? parameters = null) => test.Database.ReadAsync(session => session.FirstAsync<T>(sql, parameters, default), default);
}
