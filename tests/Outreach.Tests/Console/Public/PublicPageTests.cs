using System.Net;
using System.Text.Json;
using Outreach.Console.Public;

namespace Outreach.Tests.Console.Public;

public sealed class PublicPageTests
{
    private static readonly PublicPageModel Model = new()
    {
        Province = "Tỉnh Mẫu",
        Service = "Hướng dẫn dịch vụ công",
        Hotline = "0234 000 000",
        Messages =
        [
            new("m1", "Đăng ký <khai sinh>", "Dòng một\nDòng hai", new(2026, 1, 5), new("/media/1.png", "Ba bước đăng ký khai sinh"), ["1.001193"]),
        ],
    };

    [Fact]
    public async Task Messages_are_shown_as_text_with_picture_date_and_procedure()
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        var page = WebUtility.HtmlDecode(await host.Http.GetStringAsync("/"));
        var raw = await host.Http.GetStringAsync("/");

        page.ShouldContain("Đăng ký <khai sinh>");
        raw.ShouldNotContain("<khai sinh>");
        page.ShouldContain("src=\"/media/1.png\" alt=\"Ba bước đăng ký khai sinh\"");
        page.ShouldContain("<time datetime=\"2026-01-05\">05/01/2026</time>");
        page.ShouldContain("href=\"/?q=1.001193\"");
        page.ShouldContain("href=\"tel:0234000000\"");
    }

    [Fact]
    public async Task A_search_shows_its_results_and_keeps_the_words()
    {
        await using var host = await PublicPageHost.StartAsync(Model with
        {
            Results = [new("Đăng ký khai sinh", "/guides/1", "Nộp tại xã.")],
        });

        var page = WebUtility.HtmlDecode(await host.Http.GetStringAsync("/?q=%22khai%20sinh%22"));

        page.ShouldContain("Kết quả tìm “\"khai sinh\"”");
        page.ShouldContain("<a href=\"/guides/1\">Đăng ký khai sinh</a>");
        page.ShouldContain("1 hướng dẫn");
    }

    [Fact]
    public async Task A_search_without_results_says_what_to_do()
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        WebUtility.HtmlDecode(await host.Http.GetStringAsync("/?q=zzz")).ShouldContain("Chưa tìm thấy hướng dẫn phù hợp");
    }

    [Fact]
    public async Task It_is_Vietnamese_until_English_is_asked_for_and_then_stays_English()
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        (await host.Http.GetStringAsync("/")).ShouldContain("<html lang=\"vi\">");
        var english = WebUtility.HtmlDecode(await host.Http.GetStringAsync("/?lang=en"));
        english.ShouldContain("<html lang=\"en\">");
        english.ShouldContain("Latest notices and guidance");
        english.ShouldContain("/chat.js?lang=en");
        (await host.Http.GetStringAsync("/")).ShouldContain("<html lang=\"en\">");
        (await host.Http.GetStringAsync("/?lang=vi")).ShouldContain("<html lang=\"vi\">");
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("")]
    [InlineData("\"><script>")]
    public async Task An_unknown_language_is_Vietnamese(string lang)
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        (await host.Http.GetStringAsync("/?lang=" + Uri.EscapeDataString(lang))).ShouldContain("<html lang=\"vi\">");
    }

    [Fact]
    public async Task Nothing_inline_and_nothing_from_elsewhere_may_run()
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        using var response = await host.Http.GetAsync("/");
        var page = await response.Content.ReadAsStringAsync();

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldNotContain("unsafe");
        page.ShouldNotContain("<style");
        page.ShouldNotContain(" style=");
        page.ShouldNotContain("<script>");
        page.ShouldNotContain(" onclick");
    }

    [Theory]
    [InlineData("/chat.js", "text/javascript")]
    [InlineData("/chat/frame.js", "text/javascript")]
    [InlineData("/chat/readable.js", "text/javascript")]
    [InlineData("/chat/looks.js", "text/javascript")]
    [InlineData("/chat/frame.css", "text/css")]
    [InlineData("/chat/chat.css", "text/css")]
    [InlineData("/_content/Outreach.Console/public.css", "text/css")]
    public async Task Scripts_and_styles_are_served(string path, string type)
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        using var response = await host.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        if (path.StartsWith("/chat", StringComparison.Ordinal))
            response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Theory]
    [InlineData("/chat/texts", "Trợ lý tự động")]
    [InlineData("/chat/texts?lang=en", "Automatic assistant")]
    public async Task The_chat_gets_its_words_in_its_language(string path, string title)
    {
        await using var host = await PublicPageHost.StartAsync(Model);

        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(await host.Http.GetStringAsync(path))!;

        texts["ChatTitle"].ShouldBe(title);
        texts.Keys.ShouldAllBe(key => key.StartsWith("Chat"));
    }
}
