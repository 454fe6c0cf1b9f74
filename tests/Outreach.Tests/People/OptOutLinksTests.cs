using Outreach.People;
using Outreach.Tests.Support;

namespace Outreach.Tests.People;

[Trait("Database", "Both")]
public sealed class OptOutLinksTests : IAsyncLifetime
{
    private static readonly ConsentStatement Pressed = new("Ngừng nhận tin", ConsentSource.Link, ConsentProof.Link(oneClick: false), "0123456789ab", Confirmed: true);

    private TestDatabase test = null!;
    private ContactStore contacts = null!;
    private OptOutLinks links = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        contacts = new ContactStore(test.Database, test.Cipher, TimeProvider.System);
        links = new OptOutLinks(test.Database, test.Cipher, contacts);
        await contacts.AddAsync(
            [
                new NewContact("An", [new("zalo", "u1")], Consent: new NewConsent(Granted: true, "có", ConsentSource.List("ds.csv"))),
                new NewContact("Bình", [new("zalo", "u2")], Consent: new NewConsent(Granted: false, "không", ConsentSource.List("ds.csv"))),
            ],
            null,
            default);
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task A_link_is_short_names_one_contact_and_cannot_be_made_by_others()
    {
        var id = await IdAsync("u1");
        var link = links.For(id);

        link.ShouldMatch("^/u/[A-Za-z0-9_-]{36}$");
        links.For(id).ShouldBe(link);
        links.Read(link[3..]).ShouldBe(id);
        await using var other = await TestDatabase.CreateAsync();
        new OptOutLinks(other.Database, other.Cipher, contacts).Read(link[3..]).ShouldBeNull("another key");
    }

    [Fact]
    public async Task Any_changed_character_makes_it_wrong()
    {
        var token = links.For(await IdAsync("u1"))[3..];

        for (var i = 0; i < token.Length; i++)
            links.Read(string.Concat(token.AsSpan(0, i), token[i] == 'A' ? "B" : "A", token.AsSpan(i + 1))).ShouldBeNull($"at {i}");
        foreach (var wrong in (string[])["", "x", token[..^1], token + "A", new string('!', 36), new string('ế', 36)])
            links.Read(wrong).ShouldBeNull(wrong);
    }

    [Fact]
    public async Task Stopping_twice_is_one_entry_and_returning_is_another()
    {
        var token = links.For(await IdAsync("u1"))[3..];
        (await links.StandingAsync(token, default)).ShouldBe(new LinkStanding(Receives: true, Refused: false, CanReturn: false));

        (await links.StopAsync(token, Pressed, default)).ShouldBe(new LinkStanding(Receives: false, Refused: true, CanReturn: true, Changed: true));
        (await links.StopAsync(token, Pressed, default)).ShouldBe(new LinkStanding(Receives: false, Refused: true, CanReturn: true));
        (await CardAsync("u1")).Consented.ShouldBeFalse();
        (await test.CountAsync("consents")).ShouldBe(3);

        (await links.ReturnAsync(token, Pressed with { Words = "Đăng ký nhận tin lại" }, default)).ShouldBe(new LinkStanding(Receives: true, Refused: false, CanReturn: false, Changed: true));
        (await links.ReturnAsync(token, Pressed, default))!.Changed.ShouldBeFalse();
        (await CardAsync("u1")).Consented.ShouldBeTrue();
        (await test.CountAsync("consents")).ShouldBe(4);
    }

    [Fact]
    public async Task A_link_does_not_undo_what_was_said_another_way()
    {
        var token = links.For(await IdAsync("u1"))[3..];
        await contacts.OptOutAsync("zalo", test.Cipher.Lookup("zalo", "u1"), new ConsentStatement("TC", "zalo"), default);

        (await links.ReturnAsync(token, Pressed, default)).ShouldBe(new LinkStanding(Receives: false, Refused: true, CanReturn: false));
        (await CardAsync("u1")).Consented.ShouldBeFalse();
    }

    [Fact]
    public async Task A_no_of_a_list_becomes_the_persons_own_so_that_no_later_list_outranks_it()
    {
        var token = links.For(await IdAsync("u2"))[3..];

        (await links.StopAsync(token, Pressed, default))!.Changed.ShouldBeTrue();
        await contacts.AddAsync([new NewContact("Bình", [new("zalo", "u2")], Consent: new NewConsent(Granted: true, "có", ConsentSource.List("ds2.csv")))], null, default);

        (await CardAsync("u2")).Consented.ShouldBeFalse();
    }

    [Fact]
    public async Task A_contact_who_is_gone_has_no_standing() =>
        (await links.StandingAsync(links.For(Guid.CreateVersion7(DateTimeOffset.UnixEpoch))[3..], default)).ShouldBeNull();

    private async Task<Guid> IdAsync(string user) => (await CardAsync(user)).Id;

    private async Task<ContactCard> CardAsync(string user) => (await contacts.FindByAddressAsync("zalo", user, default))!;
}
