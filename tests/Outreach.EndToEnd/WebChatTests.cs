using System.Text.Json;
using Microsoft.Playwright;
using Outreach.BotFramework.Activities;
using Outreach.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace Outreach.EndToEnd;

/// <summary>Microsoft's own Web Chat (<c>botframework-webchat</c>), unmodified, in Chromium, as our page shows it.</summary>
public sealed class WebChatTests(WebChatService service, Chromium chromium) : IClassFixture<WebChatService>, IClassFixture<Chromium>
{
    [Fact]
    public async Task It_is_loaded_when_it_is_opened_and_from_nowhere_else()
    {
        var page = await chromium.OpenAsync("about:blank");
        var requests = new List<IRequest>();
        page.Request += (_, request) => requests.Add(request);
        await page.GotoAsync(service.Url);
        var chat = new Chat(page);
        await chat.Launcher.WaitForAsync();
        requests.ShouldNotContain(request => request.Url.Contains("webchat", StringComparison.Ordinal) || request.Url.Contains("/chat/frame", StringComparison.Ordinal));

        await chat.OpenAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);

        var bundle = requests.Single(request => request.Url.Contains("/chat/webchat-", StringComparison.Ordinal));
        (await (await bundle.ResponseAsync())!.HeaderValueAsync("cache-control")).ShouldBe("public, max-age=31536000, immutable");
        (await bundle.SizesAsync()).ResponseBodySize.ShouldBeLessThan(1_000_000);
        requests.Select(request => request.Url)
            .ShouldAllBe(url => url.StartsWith(service.Url, StringComparison.Ordinal) || url.StartsWith("blob:" + service.Url, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_and_an_adaptive_card_are_drawn_and_their_buttons_speak()
    {
        var (page, chat) = await VisitAsync();
        await service.SayAsync(await ConversationAsync(chat), Card("hero", """
            {"title":"Đăng ký khai sinh","subtitle":"Trong 60 ngày","text":"Miễn phí","buttons":[{"type":"imBack","title":"Cách nộp","value":"Đăng ký khai sinh nộp ở đâu?"}]}
            """));
        await Expect(chat.Room.GetByText("Trong 60 ngày", new() { Exact = true })).ToBeVisibleAsync();
        await page.PictureAsync("chat-card");
        await chat.CardButton("Cách nộp").ClickAsync();
        await chat.IsAnsweredAsync("1.001193");

        await service.SayAsync(await ConversationAsync(chat), Card("adaptive", """
            {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Ông/bà có hài lòng không?","weight":"Bolder","wrap":true},
             {"type":"Input.ChoiceSet","id":"rating","style":"expanded","label":"Mức hài lòng","choices":[{"title":"Rất hài lòng","value":"5"},{"title":"Chưa","value":"1"}]}],
             "actions":[{"type":"Action.Submit","title":"Xem lệ phí","data":"Lệ phí đăng ký khai sinh"}]}
            """));
        await Expect(chat.Room.GetByRole(AriaRole.Radio, new() { Name = "Rất hài lòng" })).ToBeVisibleAsync();
        await page.PictureAsync("chat-adaptive");
        await (await chat.FrameAsync()).ShouldBeAccessibleAsync();
        await chat.CardButton("Xem lệ phí").ClickAsync();
        await chat.IsAnsweredAsync("1.001193", times: 2);
    }

    [Fact]
    public async Task A_picture_is_sent_seen_and_there_again_after_a_reload_and_a_restart()
    {
        var (page, chat) = await VisitAsync();
        await chat.SendFileAsync("Ảnh đường hỏng", new FilePayload { Name = "đường.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() });
        await ShowsPictureAsync(chat);
        await page.PictureAsync("chat-upload");

        await service.RestartAsync();
        await page.ReloadAsync();
        await ShowsPictureAsync(chat);
    }

    [Fact]
    public async Task A_conversation_goes_on_by_itself_when_the_service_comes_back()
    {
        var (_, chat) = await VisitAsync();
        await chat.AskAsync("Đăng ký khai sinh cần giấy tờ gì?");
        await chat.IsAnsweredAsync("1.001193");

        await service.RestartAsync();
        await chat.AskAsync("lệ phí bao nhiêu?");

        await chat.IsAnsweredAsync("1.001193", times: 2);
        await Expect(chat.Questions).ToHaveCountAsync(2);
    }

    /// <summary>By keyboard alone, by one who is faster than the connection.</summary>
    [Fact]
    public async Task A_question_asked_before_there_is_a_connection_waits_for_it()
    {
        var (token, start) = (new TaskCompletionSource(), new TaskCompletionSource());
        var page = await chromium.OpenAsync("about:blank");
        await HoldAsync(page, "**/chat/token", token);
        await HoldAsync(page, "**/v3/directline/conversations", start);
        await page.GotoAsync(service.Url);
        var chat = new Chat(page);
        await chat.Launcher.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(chat.Status).ToHaveTextAsync("Đang kết nối với trợ lý…");

        token.SetResult();
        await Expect(chat.Input).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Đăng ký khai sinh cần giấy tờ gì?");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        await Expect(chat.Status).ToContainTextAsync("sẽ được gửi ngay khi kết nối xong");
        await Expect(chat.Input).ToHaveValueAsync("Đăng ký khai sinh cần giấy tờ gì?");
        await page.PictureAsync("chat-waiting");
        await (await chat.FrameAsync()).ShouldBeAccessibleAsync();
        start.SetResult();
        await chat.IsAnsweredAsync("1.001193");
        await Expect(chat.Questions).ToHaveCountAsync(1);
        await Expect(chat.Input).ToHaveValueAsync("");
        await Expect(chat.Status).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Another_site_carries_it_by_one_line_if_it_may()
    {
        await using var allowed = new OtherSite(service.AllowedSite, service.Url);
        var page = await chromium.OpenAsync(service.AllowedSite);
        var chat = new Chat(page);
        await chat.OpenAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await chat.AskAsync("Đăng ký khai sinh cần giấy tờ gì?");
        await chat.IsAnsweredAsync("1.001193");

        var unlisted = OutreachProcess.FreeUrl();
        await using var refused = new OtherSite(unlisted, service.Url);
        await page.RunAndWaitForConsoleMessageAsync(
            () => page.GotoAsync(unlisted), new() { Predicate = message => message.Text.Contains("CORS", StringComparison.Ordinal) });
        await Expect(chat.Launcher).ToHaveCountAsync(0);
    }

    private async Task<(IPage Page, Chat Chat)> VisitAsync()
    {
        var page = await chromium.OpenAsync(service.Url);
        var chat = new Chat(page);
        await chat.OpenAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        return (page, chat);
    }

    /// <summary>What is asked of this address is let through when the test says so.</summary>
    private static async Task HoldAsync(IPage page, string address, TaskCompletionSource until) => await page.RouteAsync(address, async route =>
    {
        await until.Task;
        await route.ContinueAsync();
    });

    private static async Task ShowsPictureAsync(Chat chat)
    {
        // Until the echo comes it is shown from the page's own memory.
        var picture = chat.Questions.Locator("img[src*='/attachments/']");
        await picture.WaitForAsync();
        await Eventually.FindsAsync("the picture", async () => await picture.EvaluateAsync<int>("image => image.naturalWidth") > 0 ? "drawn" : null);
    }

    private static async Task<string> ConversationAsync(Chat chat) =>
        await (await chat.FrameAsync()).EvaluateAsync<string>("JSON.parse(sessionStorage.getItem('outreach-chat')).conversationId");

    private static Activity Card(string kind, string content) => new()
    {
        From = new ChannelAccount("assistant", "Trợ lý", "bot"),
        Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card." + kind, Content = JsonSerializer.Deserialize<JsonElement>(content) }],
    };
}
