using System.Text.Json.Nodes;
using Outreach.Channels.Telegram;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

[Trait("Database", "Both")]
public sealed class TelegramChannelTests : ChannelContract
{
    private const string BotToken = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private const string Photo = $"/bot{BotToken}/sendPhoto";
    private const string Sent = """{"ok":true,"result":{"message_id":1366,"chat":{"id":1111111,"type":"private"},"date":1735689600,"text":"Xin chào"}}""";

    private const string SentPhoto =
        """{"ok":true,"result":{"message_id":1367,"date":1735689600,"photo":[{"file_id":"small"},{"file_id":"large"}]}}""";

    protected override string SendPath => $"/bot{BotToken}/sendMessage";

    protected override string Address => "1111111";

    protected override (int Status, string Body) TooManyRequests => (429, Error(429, "Too Many Requests: retry after 5"));

    protected override (int Status, string Body) Taken => (200, Sent);

    protected override (int Status, string Body) UnknownCode => (460, Error(460, "Unexpected"));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 200, Sent, new SendOutcome.Accepted("1366")),
        new(
            "Too many requests",
            429,
            """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}}""",
            new SendOutcome.Postponed("Too Many Requests: retry after 5", TimeSpan.FromSeconds(5), PostponedFor.Pace)),
        new("Chat not found", 400, Error(400, "Bad Request: chat not found"), new SendOutcome.Rejected("400", "Bad Request: chat not found")),
        new("Blocked", 403, Error(403, "Forbidden: bot was blocked by the user"), new SendOutcome.OptedOut("403")),
        new("Gone", 403, Error(403, "Forbidden: user is deactivated"), new SendOutcome.Rejected("403", "Forbidden: user is deactivated")),
        new("Too large", 413, Error(413, "Request Entity Too Large"), new SendOutcome.Rejected("413", "Request Entity Too Large")),
        new("Revoked token", 401, Error(401, "Unauthorized"), new SendOutcome.Misconfigured("Channels:Telegram:BotToken is refused: Unauthorized")),
        new("Wrong token", 404, Error(404, "Not Found"), new SendOutcome.Misconfigured("Channels:Telegram:BotToken is refused: Not Found")),
        new("Server error in JSON", 500, Error(500, "Internal Server Error"), new SendOutcome.Unconfirmed("HTTP 500 Internal Server Error")),
    ];

    public static TheoryData<RequestCase> Requests =>
    [
        new("Text", new("Xin chào <b>"), """{"chat_id":1111111,"text":"Xin chào <b>","link_preview_options":{"is_disabled":true}}"""),
        new(
            "Choices",
            new("Chọn", Buttons: [new("Tra cứu"), new("Gặp cán bộ")]),
            """
            {"chat_id":1111111,"text":"Chọn","link_preview_options":{"is_disabled":true},
             "reply_markup":{"keyboard":[[{"text":"Tra cứu"}],[{"text":"Gặp cán bộ"}]],"resize_keyboard":true,"one_time_keyboard":true}}
            """),
        new(
            "An address among the choices, and one longer than 64 bytes",
            new("Chọn", Buttons: [new("Cổng DVC", new Uri("https://dichvucong.gov.vn/a?b=c")), new("Đăng ký thường trú cho trẻ em mới sinh tại nơi ở mới")]),
            """
            {"chat_id":1111111,"text":"Chọn","link_preview_options":{"is_disabled":true},
             "reply_markup":{"inline_keyboard":[[{"text":"Cổng DVC","url":"https://dichvucong.gov.vn/a?b=c"}],
              [{"text":"Đăng ký thường trú cho trẻ em mới sinh tại nơi ở mới","callback_data":"Đăng ký thường trú cho trẻ em mới sinh tại nơi ở"}]]}}
            """),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_message_leaves_as_Telegram_documents(RequestCase row)
    {
        Provider.Answers(SendPath, Sent);

        await Stand.SendAsync(Address, row.Content);

        JsonNode.DeepEquals(JsonNode.Parse(Provider.Received.Single().Body), JsonNode.Parse(row.Body)).ShouldBeTrue(Provider.Received.Single().Body);
    }

    [Fact]
    public async Task A_picture_is_uploaded_with_the_first_message_and_named_in_the_others()
    {
        var picture = await PictureAsync();
        foreach (var _ in Enumerable.Range(0, 8))
            Provider.Answers(Photo, SentPhoto);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Stand.SendAsync(Address, new("chú thích", picture, [new("Tra cứu")]))));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Accepted);
        var upload = Provider.Received.Single(request => request.Headers["Content-Type"].StartsWith("multipart/form-data", StringComparison.Ordinal));
        upload.Body.ShouldContain("name=\"photo\"; filename=\"picture.png\"");
        upload.Body.ShouldContain("\"one_time_keyboard\":true");
        var named = JsonNode.Parse(Provider.Received[^1].Body)!;
        named["photo"]!.GetValue<string>().ShouldBe("large");
        named["caption"]!.GetValue<string>().ShouldBe("chú thích");
    }

    [Fact]
    public async Task A_picture_that_Telegram_does_not_know_is_uploaded_again_once()
    {
        var picture = await PictureAsync();
        await Stand.References.SaveAsync("telegram", "default", picture.MediaId, "old", TimeSpan.FromDays(7), CancellationToken.None);
        Provider.Answers(Photo, Error(400, "Bad Request: wrong file identifier/HTTP URL specified"), 400);
        Provider.Answers(Photo, SentPhoto);

        (await Stand.SendAsync(Address, new("chú thích", picture))).ShouldBe(new SendOutcome.Accepted("1367"));
        (await Stand.References.FindAsync("telegram", "default", picture.MediaId, CancellationToken.None)).ShouldBe("large");
    }

    [Fact]
    public async Task A_lost_answer_to_an_upload_is_unconfirmed_because_it_was_the_message()
    {
        Provider.BreaksOffAt(Photo);

        (await Stand.SendAsync(Address, new("chú thích", await PictureAsync()))).ShouldBeOfType<SendOutcome.Unconfirmed>();
    }

    [Fact]
    public async Task A_caption_longer_than_the_limit_is_refused_before_it_leaves() =>
        (await Stand.SendAsync(Address, new(new string('x', 1025), await PictureAsync()))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("too_long");

    [Fact]
    public async Task An_address_that_is_no_chat_is_refused_before_it_leaves() =>
        (await Stand.SendAsync("@kenh", new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("chat_id");

    [Fact]
    public async Task The_token_appears_neither_in_a_reason_nor_in_a_trace()
    {
        var traced = new List<string>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal),
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (traced)
                    traced.AddRange(activity.TagObjects.Select(tag => $"{tag.Value}"));
            },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        await using var down = await StandAsync(FakeProvider.Down());
        Provider.Answers(SendPath, Sent);

        var outcome = await down.SendAsync(Address, new("Xin chào"));
        await SendAsync();

        outcome.ToString().ShouldNotContain(BotToken);
        lock (traced)
            traced.ShouldAllBe(value => !value.Contains(BotToken, StringComparison.Ordinal));
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ChannelStand.CreateAsync(services => services.AddTelegram(), Settings(provider));

    internal static Dictionary<string, string?> Settings(Uri provider) => new()
    {
        ["Channels:Telegram:BaseUrl"] = provider.ToString(),
        ["Channels:Telegram:BotToken"] = BotToken,
        ["Channels:Telegram:WebhookSecret"] = "Nq3_tele-Hook",
    };

    private async Task<MessageImage> PictureAsync() =>
        new(await Stand.Media.SaveAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "png", CancellationToken.None), "Lịch tiêm chủng");

    private static string Error(int code, string description) => $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""";
}
