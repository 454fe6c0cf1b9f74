using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

public sealed class ZaloWireTests
{
    public static TheoryData<string, string, int> Refusals => new()
    {
        { "no recipient", """{"message":{"text":"a"}}""", -201 },
        { "no message", """{"recipient":{"user_id":"1"}}""", -201 },
        { "not JSON", "hello", -201 },
        { "an array", "[]", -201 },
        { "empty text", """{"recipient":{"user_id":"1"},"message":{"text":""}}""", -201 },
        { "2001 characters", $$$"""{"recipient":{"user_id":"1"},"message":{"text":"{{{new string('a', 2001)}}}"}}""", -210 },
        { "six buttons", Buttons(6), -210 },
        {
            "unknown attachment",
            """{"recipient":{"user_id":"1"},"message":{"text":"a","attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":"x"}]}}}}""",
            -100
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_message_is_refused_with_status_200_and_a_code(string label, string body, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.ZaloAsync(body);

        answer["error"]!.GetValue<int>().ShouldBe(code, label);
        answer.ContainsKey("data").ShouldBeFalse(label);
        (await sandbox.MessagesAsync()).ShouldBeEmpty(label);
    }

    [Fact]
    public async Task A_message_is_accepted_with_numbers_as_strings()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.ZaloAsync(Buttons(5));

        answer["error"]!.GetValue<int>().ShouldBe(0);
        answer["data"]!["sent_time"]!.GetValue<string>().ShouldNotBeEmpty();
        answer["data"]!["quota"]!["remain"]!.GetValue<string>().ShouldBe("8");
        var message = (await sandbox.MessagesAsync("channel=zalo&to=1")).ShouldHaveSingleItem();
        message.GetProperty("providerId").GetString().ShouldBe(answer["data"]!["message_id"]!.GetValue<string>());
        message.GetProperty("buttons").GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_is_rotated()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var first = await sandbox.RefreshAsync(SandboxDefaults.ZaloRefreshToken);
        first["expires_in"]!.GetValue<string>().ShouldBe("90000");
        var reused = await sandbox.RefreshAsync(SandboxDefaults.ZaloRefreshToken);
        reused["error"]!.GetValue<int>().ShouldBeLessThan(-14000);
        reused.ContainsKey("access_token").ShouldBeFalse();
        var second = await sandbox.RefreshAsync(first["refresh_token"]!.GetValue<string>());
        second["access_token"]!.GetValue<string>().ShouldNotBe(first["access_token"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_twenty_refreshes_with_one_token_one_succeeds()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.RefreshAsync(SandboxDefaults.ZaloRefreshToken)));

        answers.Count(answer => answer.ContainsKey("access_token")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_access_token_is_invalid_and_an_old_one_expired()
    {
        var clock = new StandingClock();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = clock });

        (await sandbox.ZaloAsync(Buttons(1), token: "nonsense"))["error"]!.GetValue<int>().ShouldBe(-216);
        var token = await sandbox.AccessTokenAsync();
        clock.Now += TimeSpan.FromHours(25);
        (await sandbox.ZaloAsync(Buttons(1), token: token))["error"]!.GetValue<int>().ShouldBe(-220);
    }

    [Fact]
    public async Task The_4001st_call_of_a_minute_is_refused()
    {
        var clock = new StandingClock();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = clock });
        await sandbox.AccessTokenAsync();

        for (var i = 0; i < 4000; i++)
            await sandbox.ZaloAsync("{}");
        (await sandbox.ZaloTextAsync("1", "một"))["error"]!.GetValue<int>().ShouldBe(-32);
        clock.Now += TimeSpan.FromMinutes(1);
        (await sandbox.ZaloTextAsync("1", "hai"))["error"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Who_left_or_kept_silent_for_a_week_is_not_reached()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.CitizenAsync("""{"channel":"zalo","from":"1","event":"leave"}""");
        using var registered = await sandbox.ControlAsync(
            "people", """[{"name":"Bà Tư","zalo":"2","lastInteraction":"2020-01-01T00:00:00Z"}]""", HttpMethod.Put);

        (await sandbox.ZaloTextAsync("1", "a"))["error"]!.GetValue<int>().ShouldBe(-213);
        (await sandbox.ZaloTextAsync("2", "a"))["error"]!.GetValue<int>().ShouldBe(-230);
        await sandbox.CitizenAsync("""{"channel":"zalo","from":"2","text":"xin chào"}""");
        (await sandbox.ZaloTextAsync("2", "a"))["error"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task An_uploaded_picture_travels_with_the_message()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2.0/oa/upload/image")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(Pixel.Png), "file", "a.png" } },
        };
        request.Headers.Add("access_token", await sandbox.AccessTokenAsync());
        using var response = await sandbox.Http.SendAsync(request);
        var id = (await response.Content.ReadFromJsonAsync<JsonObject>())!["data"]!["attachment_id"]!.GetValue<string>();

        await sandbox.ZaloAsync($$$$$"""{"recipient":{"user_id":"1"},"message":{"text":"a","attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":"{{{{{id}}}}}"}]}}}}""");

        var image = (await sandbox.MessagesAsync()).ShouldHaveSingleItem().GetProperty("imageUrl").GetString();
        (await sandbox.Http.GetByteArrayAsync(image)).ShouldBe(Pixel.Png);
    }

    [Fact]
    public async Task An_uploaded_document_travels_by_its_token()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var token = (await UploadAsync(sandbox, "don.pdf"))["data"]!["token"]!.GetValue<string>();

        await sandbox.ZaloAsync(Attachment("""{"type":"file","payload":{"token":"TOKEN"}}""".Replace("TOKEN", token, StringComparison.Ordinal)));

        var message = (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
        message.GetProperty("file").GetProperty("name").GetString().ShouldBe("don.pdf");
        (await sandbox.Http.GetByteArrayAsync(message.GetProperty("file").GetProperty("url").GetString())).ShouldBe(Pixel.Png);
    }

    [Fact]
    public async Task A_program_is_no_document_and_a_document_no_picture()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        (await UploadAsync(sandbox, "a.exe"))["error"]!.GetValue<int>().ShouldBe(-201);
        var token = (await UploadAsync(sandbox, "don.pdf"))["data"]!["token"]!.GetValue<string>();

        var answer = await sandbox.ZaloAsync(
            Attachment($$$"""{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"image","attachment_id":"{{{token}}}"}]}}"""));

        answer["error"]!.GetValue<int>().ShouldBe(-100);
    }

    [Theory]
    [InlineData("""{"title":"A","subtitle":"B","default_action":{"type":"oa.open.url","url":"https://a/"}},{"title":"C","default_action":{"type":"oa.query.show","payload":"#c"}}""", 0)]
    [InlineData("""{"title":"A"}""", -201)]
    [InlineData("""{"subtitle":"B"}""", -201)]
    [InlineData("""{"title":"A","subtitle":"B","default_action":{"type":"oa.open.url"}}""", -201)]
    public async Task A_list_is_checked_and_its_lines_are_tapped(string elements, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var answer = await sandbox.ZaloAsync(Attachment($$$"""{"type":"template","payload":{"template_type":"list","elements":[{{{elements}}}]}}"""));

        answer["error"]!.GetValue<int>().ShouldBe(code);
        if (code == 0)
            (await sandbox.MessagesAsync()).ShouldHaveSingleItem().GetProperty("buttons").EnumerateArray().Select(button => button.GetProperty("title").GetString()).ShouldBe(["A", "C"]);
    }

    [Fact]
    public async Task A_form_is_answered_with_name_and_number()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url });
        await sandbox.ZaloAsync(Attachment("""{"type":"template","payload":{"template_type":"request_user_info","elements":[{"title":"UBND","subtitle":"Xin số"}]}}"""));
        (await service.NextAsync()).Body.ShouldContain("user_received_message");

        await sandbox.CitizenAsync("""{"channel":"zalo","from":"1","event":"share","name":"Bà Tư","phone":"0901234567"}""");

        var shared = JsonNode.Parse((await service.NextAsync()).Body)!;
        shared["event_name"]!.GetValue<string>().ShouldBe("user_submit_info");
        shared["info"]!["phone"]!.GetValue<string>().ShouldBe("0901234567");
        (await sandbox.MessagesAsync()).ShouldHaveSingleItem().GetProperty("asksForContact").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_article_is_shown_to_everybody_who_has_not_left()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (var user in (string[])["1", "2", "3"])
            await sandbox.CitizenAsync($$"""{"channel":"zalo","from":"{{user}}","text":"xin chào"}""");
        await sandbox.CitizenAsync("""{"channel":"zalo","from":"2","event":"leave"}""");

        var answer = await sandbox.ZaloAsync(
            """{"recipient":{"target":{"cities":"4"}},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"article","attachment_id":"4402c73f"}]}}}}""",
            "/v2.0/oa/message");

        answer["error"]!.GetValue<int>().ShouldBe(0);
        (await sandbox.MessagesAsync()).Select(message => message.GetProperty("to").GetString()).ShouldBe(["1", "3"], ignoreOrder: true);
    }

    private const string Article = """{"type":"normal","title":"Tiêm chủng","author":"UBND tỉnh","cover":{"cover_type":"photo","photo_url":"https://a.vn/b.png","status":"show"},"description":"Lịch tiêm","body":[{"type":"text","content":"Tháng 8."}],"status":"show","comment":"hide"}""";

    [Fact]
    public async Task An_article_that_was_made_here_is_shown_with_its_words_and_cover_once_it_has_been_worked_on()
    {
        var clock = new StandingClock();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = clock, ArticleDelay = TimeSpan.FromSeconds(30) });
        await sandbox.CitizenAsync("""{"channel":"zalo","from":"1","text":"xin chào"}""");

        var token = (await sandbox.ZaloAsync(Article, "/v2.0/article/create"))["data"]!["token"]!.GetValue<string>();
        (await VerifyAsync(token))["error"]!.GetValue<int>().ShouldBe(-214);
        clock.Now += TimeSpan.FromSeconds(30);
        var id = (await VerifyAsync(token))["data"]!["id"]!.GetValue<string>();
        await sandbox.ZaloAsync(
            """{"recipient":{"target":{}},"message":{"attachment":{"type":"template","payload":{"template_type":"media","elements":[{"media_type":"article","attachment_id":"ID"}]}}}}"""
                .Replace("ID", id, StringComparison.Ordinal),
            "/v2.0/oa/message");

        var shown = (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
        shown.GetProperty("text").GetString().ShouldBe("📰 Tiêm chủng\nTháng 8.");
        shown.GetProperty("imageUrl").GetString().ShouldBe("https://a.vn/b.png");

        Task<JsonObject> VerifyAsync(string asked) => sandbox.ZaloAsync(new JsonObject { ["token"] = asked }.ToJsonString(), "/v2.0/article/verify");
    }

    [Theory]
    [InlineData("\"normal\"", "\"video\"", -201)]
    [InlineData("Tiêm chủng", "", -201)]
    [InlineData("UBND tỉnh", "UBND tỉnh của một nơi có tên dài hơn năm mươi ký tự được phép", -210)]
    [InlineData("https://a.vn/b.png", "b.png", -201)]
    [InlineData("{\"type\":\"text\",\"content\":\"Tháng 8.\"}", "", -201)]
    [InlineData("\"content\":\"Tháng 8.\"", "\"content\":\"\"", -201)]
    public async Task A_wrong_article_is_refused_with_a_code(string good, string bad, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        (await sandbox.ZaloAsync(Article.Replace(good, bad, StringComparison.Ordinal), "/v2.0/article/create"))["error"]!.GetValue<int>().ShouldBe(code);
        (await sandbox.ZaloAsync("""{"token":"nonsense"}""", "/v2.0/article/verify"))["error"]!.GetValue<int>().ShouldBe(-201);
    }

    [Fact]
    public async Task The_old_interface_is_closed_for_ordinary_messages()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        (await sandbox.ZaloAsync(Buttons(1), "/v2.0/oa/message"))["error"]!.GetValue<int>().ShouldBe(-240);
    }

    private static async Task<JsonObject> UploadAsync(RunningSandbox sandbox, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2.0/oa/upload/file")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(Pixel.Png), "file", name } },
        };
        request.Headers.Add("access_token", await sandbox.AccessTokenAsync());
        using var response = await sandbox.Http.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static string Attachment(string attachment) => """{"recipient":{"user_id":"1"},"message":{"attachment":""" + attachment + "}}";

    private static string Buttons(int count) =>
        $$$$$"""{"recipient":{"user_id":"1"},"message":{"text":"Chọn","attachment":{"type":"template","payload":{"buttons":[{{{{{string.Join(',', Enumerable.Repeat("""{"title":"A","type":"oa.query.show","payload":"#a"}""", count))}}}}}]}}}}""";
}
