using Microsoft.Playwright;
using Outreach.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace Outreach.EndToEnd;

/// <summary>The public page and its chat in a browser, after a campaign.</summary>
[Collection(Pages.Name)]
public sealed class PublicPageTests(RunningDemo demo, Chromium chromium)
{
    private const string Question = "Đăng ký khai sinh cần giấy tờ gì?";

    [Theory]
    [InlineData("/", "vi", "Làm thủ tục hành chính, dễ hiểu từng bước", "page-vi")]
    [InlineData("/?lang=en", "en", "Public services, explained step by step", "page-en")]
    public async Task The_page_speaks_the_visitors_language_and_shows_what_was_published(string path, string language, string heading, string picture)
    {
        var page = await chromium.OpenAsync(demo.ServiceUrl + path);

        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        var infographic = page.Locator(".card img").First;
        await infographic.ScrollIntoViewIfNeededAsync();
        await Expect(infographic).ToHaveJSPropertyAsync("complete", true);
        (await infographic.EvaluateAsync<int>("image => image.naturalWidth")).ShouldBeGreaterThan(500);
        (await infographic.GetAttributeAsync("alt"))!.ShouldContain("khai sinh");
        await page.PictureAsync(picture, whole: true);
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_visitor_asks_taps_reloads_and_goes_on_after_the_service_was_killed()
    {
        var page = await chromium.OpenAsync(demo.ServiceUrl);
        var chat = new Chat(page);
        await chat.OpenAsync();
        await chat.AskAsync(Question);
        await chat.IsAnsweredAsync("1.001193");
        await Expect(chat.Suggestion("Lệ phí")).ToBeVisibleAsync();
        await page.PictureAsync("chat-answer");
        await page.ShouldBeAccessibleAsync();
        await (await chat.FrameAsync()).ShouldBeAccessibleAsync();

        await chat.Suggestion("Lệ phí").ClickAsync();
        await chat.IsAnsweredAsync("1.001193", times: 2);
        await Expect(chat.AnswersAbout("1.001193").Last).ToContainTextAsync("Lệ phí");
        await page.PictureAsync("chat-fee");

        await page.ReloadAsync();
        await chat.IsAnsweredAsync("1.001193", times: 2);
        await Expect(chat.Questions.First).ToContainTextAsync(Question);

        await demo.RestartAsync();
        await chat.AskAsync("bao lâu thì có kết quả?");
        await chat.IsAnsweredAsync("1.001193", times: 3);
        await Expect(chat.Questions).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_chat_can_be_used_with_the_keyboard_alone()
    {
        var page = await chromium.OpenAsync(demo.ServiceUrl);
        var chat = new Chat(page);
        await chat.Launcher.WaitForAsync();

        await TabToAsync(page, "button.launcher");
        await page.Keyboard.PressAsync("Enter");
        await Expect(chat.Input).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("dang ky tam tru mat bao lau");
        await page.Keyboard.PressAsync("Enter");
        await chat.IsAnsweredAsync("1.004194");
        await Expect(chat.Input).ToBeFocusedAsync();

        await TabToAsync(page, ".webchat__suggested-actions button", backwards: true);
        await page.Keyboard.PressAsync("Enter");
        await chat.IsAnsweredAsync("1.004194", times: 2);
        await Expect(chat.Input).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(chat.Window).ToBeHiddenAsync();
        await Expect(chat.Launcher).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_chat_fills_a_phone()
    {
        var page = await chromium.OpenAsync(demo.ServiceUrl, width: 360, height: 740);
        await page.PictureAsync("phone-page");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("the page scrolls sideways");
        var chat = new Chat(page);
        await chat.OpenAsync();
        await chat.AskAsync(Question);
        await chat.IsAnsweredAsync("1.001193");
        await page.PictureAsync("phone-chat");
        await page.ShouldBeAccessibleAsync();
        (await (await chat.FrameAsync()).EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("the chat scrolls sideways");
    }

    private static async Task TabToAsync(IPage page, string selector, bool backwards = false)
    {
        for (var stops = 0; stops < 100; stops++)
        {
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            if (await FocusedAsync(page, selector))
                return;
        }

        throw new InvalidOperationException($"The keyboard does not reach {selector}");
    }

    private static Task<bool> FocusedAsync(IPage page, string selector) => page.EvaluateAsync<bool>(
        "selector => { let at = document.activeElement, inner; while (inner = at?.shadowRoot?.activeElement ?? at?.contentDocument?.activeElement) at = inner; return at?.matches(selector) ?? false; }",
        selector);
}
