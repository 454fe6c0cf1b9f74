using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Accounts;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Host;

namespace Outreach.Tests.People;

public sealed class ContactsApiTests(ServiceStand service) : IClassFixture<ServiceStand>
{
    private const string Contacts = "/api/v1/contacts";
    private const string DoNotContact = "/api/v1/do-not-contact";
    private const string Problem = "application/problem+json";

    private static int people;

    [Theory]
    [InlineData("%2B84{0}")]
    [InlineData("+84{0}")]
    [InlineData("0{0}")]
    [InlineData("84{0}")]
    public async Task A_contact_is_found_by_an_address_as_people_write_it_and_their_name_is_not_told(string written)
    {
        var (id, number) = await AddAsync();

        var answer = await service.GetAsync($"{Contacts}?channel=sms&address={written.Replace("{0}", number[3..])}", await service.AddKeyAsync(ApiScopes.Read));

        answer.Status.ShouldBe(200, answer.Body);
        var contact = JsonDocument.Parse(answer.Body).RootElement;
        contact.GetProperty("id").GetGuid().ShouldBe(id);
        contact.GetProperty("consented").GetBoolean().ShouldBeTrue();
        answer.Body.ShouldNotContain(number[3..]);
        answer.Body.ShouldNotContain("Nguyễn");
    }

    [Theory]
    [InlineData("", 400, "channel")]
    [InlineData("?channel=fax&address=1", 400, "channel")]
    [InlineData("?channel=sms", 400, "address")]
    [InlineData("?channel=sms&address=123", 400, "address")]
    [InlineData("?channel=sms&address=0909999999", 404, "no contact")]
    public async Task A_question_without_an_answer_says_why(string query, int status, string named)
    {
        var answer = await service.GetAsync(Contacts + query, await service.AddKeyAsync(ApiScopes.Read));

        (answer.Status, answer.ContentType).ShouldBe((status, Problem));
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("title").GetString()!.ShouldContain(named);
    }

    [Fact]
    public async Task An_officer_writes_down_a_refusal_which_holds_at_once_and_is_audited()
    {
        var (id, number) = await AddAsync();
        var writer = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.ContactsWrite);

        var answer = await service.PostAsync($"{Contacts}/{id}/opt-out", writer, """{"words":"Đừng nhắn tôi nữa","source":"đường dây nóng"}""", "k");

        answer.Status.ShouldBe(200, answer.Body);
        (await Store.FindByAddressAsync("sms", number, default))!.Consented.ShouldBeFalse();
        var entries = JsonDocument.Parse((await service.GetAsync($"{Contacts}/{id}/consents", writer)).Body).RootElement.EnumerateArray().ToList();
        entries.Select(entry => (entry.GetProperty("granted").GetBoolean(), entry.GetProperty("purpose").GetString(), entry.GetProperty("wording").GetString(), entry.GetProperty("source").GetString()))
            .ShouldBe([(false, "outreach", "Đừng nhắn tôi nữa", "đường dây nóng"), (true, "outreach", "có", "list:ds.csv")]);
        entries[0].GetProperty("proof").GetString()!.ShouldStartWith("officer:key ");
        entries[1].GetProperty("proof").GetString().ShouldBe("row:ds.csv:2");
        (await CountAsync("SELECT count(*) FROM audit WHERE action = 'contact.opt-out' AND subject = @id", new { id = id.ToString() })).ShouldBe(1);
    }

    [Theory]
    [InlineData("{}", "words")]
    [InlineData("""{"words":" ","source":"x"}""", "words")]
    [InlineData("""{"words":"x"}""", "source")]
    [InlineData("""{"words":"x","source":"list:y"}""", "source")]
    public async Task A_refusal_without_its_words_or_source_is_a_mistake(string body, string named)
    {
        var (id, number) = await AddAsync();

        var answer = await service.PostAsync($"{Contacts}/{id}/opt-out", await service.AddKeyAsync(ApiScopes.Read, ApiScopes.ContactsWrite), body, "k");

        (answer.Status, answer.ContentType).ShouldBe((400, Problem));
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("title").GetString()!.ShouldContain(named);
        (await Store.FindByAddressAsync("sms", number, default))!.Consented.ShouldBeTrue();
    }

    [Fact]
    public async Task Reading_keys_read_only_and_unknown_contacts_are_not_found()
    {
        var reader = await service.AddKeyAsync(ApiScopes.Read);
        var writer = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.ContactsWrite);

        (await service.PostAsync($"{Contacts}/{Guid.Empty}/opt-out", reader, """{"words":"x","source":"y"}""", "k")).Status.ShouldBe(403);
        (await service.PostAsync(DoNotContact, reader, "{}", "k")).Status.ShouldBe(403);
        (await service.PostAsync($"{Contacts}/{Guid.Empty}/opt-out", writer, """{"words":"x","source":"y"}""", "k")).Status.ShouldBe(404);
        (await service.GetAsync($"{Contacts}/{Guid.Empty}/consents", reader)).Status.ShouldBe(404);
        (await service.GetAsync($"{Contacts}/{Guid.Empty}/consents")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_do_not_contact_list_is_taken_in_dated_and_audited()
    {
        var writer = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.ContactsWrite);

        var first = await service.PostAsync(DoNotContact, writer, """{"channel":"sms","addresses":["0905000001","+84905000002","0905 000 001"],"source":"DNC 11/2026"}""", "a");
        var second = await service.PostAsync(DoNotContact, writer, """{"channel":"sms","addresses":["0905000002","0905000003"],"source":"DNC 11/2026"}""", "b");

        (first.Status, first.Body).ShouldBe((200, """{"new":2,"alreadyKnown":0}"""));
        (second.Status, second.Body).ShouldBe((200, """{"new":1,"alreadyKnown":1}"""));
        var source = JsonDocument.Parse((await service.GetAsync(DoNotContact + "/sources", writer)).Body).RootElement.EnumerateArray().Single(each => each.GetProperty("name").GetString() == "DNC 11/2026");
        (source.GetProperty("channel").GetString(), source.GetProperty("addresses").GetInt64()).ShouldBe(("sms", 3));
        source.GetProperty("importedAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        (await CountAsync("SELECT count(*) FROM audit WHERE action = 'do-not-contact.add'")).ShouldBeGreaterThanOrEqualTo(2);
    }

    public static TheoryData<string, string, string> BadLists => new()
    {
        { """{"channel":"fax","addresses":["1"],"source":"x"}""", "an unknown channel", "channel" },
        { """{"channel":"sms","source":"x"}""", "no addresses", "addresses" },
        { """{"channel":"sms","addresses":[],"source":"x"}""", "none in it", "addresses" },
        { """{"channel":"sms","addresses":["0905000009"]}""", "no source", "source" },
        { """{"channel":"sms","addresses":["0905000009"],"source":"opt-out: sms"}""", "a source that only people's own words have", "source" },
        { """{"channel":"sms","addresses":["0905000009","abc",null],"source":"x"}""", "bad entries", "addresses[1]" },
        { $$"""{"channel":"sms","addresses":[{{string.Join(',', Enumerable.Repeat("\"0905000009\"", 10_001))}}],"source":"x"}""", "too many", "10001" },
    };

    [Theory]
    [MemberData(nameof(BadLists))]
    public async Task A_bad_list_is_refused_whole(string body, string label, string named)
    {
        var answer = await service.PostAsync(DoNotContact, await service.AddKeyAsync(ApiScopes.Read, ApiScopes.ContactsWrite), body, "k");

        (answer.Status, answer.ContentType).ShouldBe((400, Problem), label);
        answer.Body.ShouldContain(named, customMessage: label);
        (await CountAsync("SELECT count(*) FROM do_not_contact WHERE source = 'x'")).ShouldBe(0, label);
    }

    private ContactStore Store => service.Services.GetRequiredService<ContactStore>();

    private async Task<(Guid Id, string Number)> AddAsync()
    {
        var number = $"+849011{Interlocked.Increment(ref people):00000}";
        await Store.AddAsync([new NewContact("Nguyễn Văn An", [new("sms", number)], Consent: new NewConsent(Granted: true, "có", ConsentSource.List("ds.csv"), ConsentProof.Row("ds.csv", 2)))], null, default);
        return ((await Store.FindByAddressAsync("sms", number, default))!.Id, number);
    }

    private Task<long> CountAsync(string sql, object? parameters = null) =>
        service.Services.GetRequiredService<Database>().ReadAsync(session => session.FirstAsync<long>(sql, parameters, default), default);
}
