using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Host;

namespace Outreach.Tests.Console.Public;

/// <summary>The page behind a person's link, in the whole service.</summary>
public sealed class OptOutPageTests(ServiceStand service) : IClassFixture<ServiceStand>, IDisposable
{
    private static int people;

    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };

    private readonly string address = $"o{Interlocked.Increment(ref people)}";

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Looking_says_in_whose_name_and_changes_nothing()
    {
        var link = await LinkAsync();

        var (status, page) = await GetAsync(link);
        await GetAsync(link);

        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("<h1 id=\"choice\">Ngừng nhận tin</h1>");
        page.ShouldContain("gửi cho ông/bà thông báo và hướng dẫn về dịch vụ công trực tuyến");
        page.ShouldContain($"<form action=\"{link}\" method=\"post\">");
        (await ReceivesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_button_stops_the_second_press_says_so_and_the_other_button_takes_it_back()
    {
        var link = await LinkAsync();

        (await PostAsync(link, "act=stop")).Page.ShouldContain("Đã ngừng gửi tin cho ông/bà</h1>");
        (await ReceivesAsync()).ShouldBeFalse();
        var (status, again) = await PostAsync(link, "act=stop");
        (status, again.Contains("Ông/bà không còn nhận tin</h1>")).ShouldBe((HttpStatusCode.OK, true));
        again.ShouldContain("value=\"return\"");
        (await GetAsync(link)).Page.ShouldContain("Ông/bà không còn nhận tin</h1>");

        (await PostAsync(link, "act=return")).Page.ShouldContain("Đã đăng ký nhận tin lại</h1>");
        (await ReceivesAsync()).ShouldBeTrue();
        (await GetAsync(link)).Page.ShouldContain("Ngừng nhận tin</h1>");

        var ledger = await LedgerAsync();
        ledger.Select(entry => (entry.Granted, entry.Wording, entry.Source, entry.Proof, entry.Confirmed)).ShouldBe(
        [
            (true, "có", "list:ds.csv", null, false),
            (false, "Ngừng nhận tin", "link", "link:page", true),
            (true, "Đăng ký nhận tin lại", "link", "link:page", true),
        ]);
        ledger[1].WordingVersion!.Length.ShouldBe(12);
        ledger[2].WordingVersion.ShouldNotBe(ledger[1].WordingVersion);
    }

    [Fact]
    public async Task A_mail_program_stops_with_one_click_as_RFC_8058_has_it()
    {
        var link = await LinkAsync();

        (await PostAsync(link, "List-Unsubscribe=One-Click")).Status.ShouldBe(HttpStatusCode.OK);

        (await ReceivesAsync()).ShouldBeFalse();
        (await LedgerAsync())[^1].Proof.ShouldBe("link:one-click");
    }

    [Fact]
    public async Task The_same_as_a_form_of_parts()
    {
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        using var response = await http.PostAsync(await LinkAsync(), form);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReceivesAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("act=", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=Yes", "application/x-www-form-urlencoded")]
    [InlineData("{\"act\":\"stop\"}", "application/json")]
    public async Task A_post_that_says_nothing_changes_nothing(string body, string type)
    {
        (await PostAsync(await LinkAsync(), body, type)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await ReceivesAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_link_says_what_to_do()
    {
        foreach (var wrong in (string[])["/u/abc", (await LinkAsync())[..^1], (await LinkAsync())[..^2] + "--"])
        {
            var (status, page) = await GetAsync(wrong);
            status.ShouldBe(HttpStatusCode.NotFound);
            page.ShouldContain("Liên kết không đúng</h1>");
            page.ShouldContain("soạn TC trả lời tin đó");
            (await PostAsync(wrong, "act=stop")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task It_speaks_English_when_asked()
    {
        var page = (await GetAsync(await LinkAsync() + "?lang=en")).Page;

        page.ShouldContain("<html lang=\"en\">");
        page.ShouldContain("Stop receiving messages</h1>");
    }

    [Fact]
    public async Task The_address_is_kept_from_other_sites_caches_and_search_engines()
    {
        using var response = await http.GetAsync(await LinkAsync());

        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("form-action 'self'");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("<script");
    }

    private async Task<string> LinkAsync()
    {
        if (await CardAsync() is null)
        {
            await Contacts.AddAsync([new NewContact("An", [new("zalo", address)], Consent: new NewConsent(Granted: true, "có", ConsentSource.List("ds.csv")))], null, default);
        }

        return service.Services.GetRequiredService<OptOutLinks>().For((await CardAsync())!.Id);
    }

    private ContactStore Contacts => service.Services.GetRequiredService<ContactStore>();

    private Task<ContactCard?> CardAsync() => Contacts.FindByAddressAsync("zalo", address, default);

    private async Task<bool> ReceivesAsync() => (await CardAsync())!.Consented;

    private async Task<IReadOnlyList<Consent>> LedgerAsync()
    {
        var id = (await CardAsync())!.Id;
        return await service.Services.GetRequiredService<Database>().ReadAsync(
            session => session.QueryAsync<Consent>("SELECT * FROM consents WHERE contact_id = @id ORDER BY recorded_at", new { id }, default), default);
    }

    private async Task<(HttpStatusCode Status, string Page)> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(string path, string body, string type = "application/x-www-form-urlencoded")
    {
        using var response = await http.PostAsync(path, new StringContent(body, Encoding.UTF8, type));
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }
}
