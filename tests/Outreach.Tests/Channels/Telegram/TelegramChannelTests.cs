using System.Text.Json.Nodes;
using Outreach.Channels.Telegram;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

[Trait("Database", "Both")]
public sealed class TelegramChannelTests : ChannelContract
{
    private const string BotToken = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private const string Sent = """{"ok":true,"result":{"message_id":1366,"chat":{"id":1111111,"type":"private"},"date":1735689600,"text":"Xin chào"}}""";

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
        new("Kicked from a group", 403, Error(403, "Forbidden: bot was kicked from the supergroup chat"), new SendOutcome.OptedOut("403")),
        new("Not in the group", 403, Error(403, "Forbidden: bot is not a member of the channel chat"), new SendOutcome.OptedOut("403")),
        new(
            "Never pressed Start",
            403,
            Error(403, "Forbidden: bot can't initiate conversation with a user"),
            new SendOutcome.Rejected("403", "Forbidden: bot can't initiate conversation with a user")),
        new(
            "Another bot",
            403,
            Error(403, "Forbidden: bot can't send messages to bots"),
            new SendOutcome.Rejected("403", "Forbidden: bot can't send messages to bots")),
        new(
            "The group became a supergroup",
            400,
            """{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}""",
            new SendOutcome.Moved("-1001234567890")),
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
        new(
            "A look",
            new("Hạn 👉 30/6, xem tại đây")
            {
                Spans = [new(0, 3, TextStyle.Bold), new(4, 2, TextStyle.Italic), new(7, 4, TextStyle.Code), new(20, 4, TextStyle.Link, new Uri("https://dichvucong.gov.vn/"))],
            },
            """
            {"chat_id":1111111,"text":"Hạn 👉 30/6, xem tại đây","link_preview_options":{"is_disabled":true},
             "entities":[{"type":"bold","offset":0,"length":3},{"type":"italic","offset":4,"length":2},{"type":"code","offset":7,"length":4},
              {"type":"text_link","offset":20,"length":4,"url":"https://dichvucong.gov.vn/"}]}
            """),
        new(
            "A look beyond the text, and a link that is none",
            new("Xin chào") { Spans = [new(4, 9, TextStyle.Bold), new(0, 3, TextStyle.Link), new(0, 3, TextStyle.Link, new Uri("tel:1022"))] },
            """{"chat_id":1111111,"text":"Xin chào","link_preview_options":{"is_disabled":true}}"""),
        new(
            "A number to call is written, because no key can call",
            new("Cần giúp?", Buttons: [new("Gọi tổng đài", new Uri("tel:1022")), new("Cổng DVC", new Uri("https://dichvucong.gov.vn/"))]),
            """
            {"chat_id":1111111,"text":"Cần giúp?\nGọi tổng đài: 1022","link_preview_options":{"is_disabled":true},
             "reply_markup":{"inline_keyboard":[[{"text":"Cổng DVC","url":"https://dichvucong.gov.vn/"}]]}}
            """),
        new(
            "A number to call that has no room",
            new(new string('a', 4090), Buttons: [new("Gọi tổng đài", new Uri("tel:1022"))]),
            $$$"""
            {"chat_id":1111111,"text":"{{{new string('a', 4090)}}}","link_preview_options":{"is_disabled":true},
             "reply_markup":{"inline_keyboard":[[{"text":"Gọi tổng đài","copy_text":{"text":"1022"}}]]}}
            """),
        new(
            "Asking for the citizen's number, beside a choice and a link",
            new("Để cán bộ gọi lại", Buttons: [new("Để sau"), new("Cổng DVC", new Uri("https://dichvucong.gov.vn/"))]) { Contact = new("Liên hệ", "Xin cho số điện thoại của bạn.") },
            """
            {"chat_id":1111111,"text":"Để cán bộ gọi lại\nXin cho số điện thoại của bạn.\nCổng DVC: https://dichvucong.gov.vn/","link_preview_options":{"is_disabled":true},
             "reply_markup":{"keyboard":[[{"text":"Gửi số điện thoại của tôi","request_contact":true}],[{"text":"Để sau"}]],"resize_keyboard":true,"one_time_keyboard":true}}
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

        var body = JsonNode.Parse(Provider.Received.Single().Body)!.AsObject();
        JsonNode.DeepEquals(body, JsonNode.Parse(row.Body)).ShouldBeTrue(Provider.Received.Single().Body);
        BotApi.Faults("sendMessage", body).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_group_nobody_is_asked_for_a_number_by_a_key()
    {
        Provider.Answers(SendPath, Sent);

        await Stand.SendAsync("-5", new("Liên hệ") { Contact = new("Liên hệ", "Xin cho số điện thoại của bạn.") });

        var body = JsonNode.Parse(Provider.Received.Single().Body)!;
        body["text"]!.GetValue<string>().ShouldBe("Liên hệ\nXin cho số điện thoại của bạn.");
        body["reply_markup"].ShouldBeNull();
    }

    [Fact]
    public async Task A_look_that_Telegram_refuses_is_left_off_once()
    {
        Provider.Answers(SendPath, Error(400, "Bad Request: Entity begins in a middle of a UTF-16 symbol at byte offset 4"), 400);
        Provider.Answers(SendPath, Sent);

        (await Stand.SendAsync(Address, new("👉 đây") { Spans = [new(1, 2, TextStyle.Bold)] })).ShouldBe(new SendOutcome.Accepted("1366"));

        JsonNode.Parse(Provider.Received[1].Body)!["entities"].ShouldBeNull();
    }

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

    private static string Error(int code, string description) => $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""";
}
