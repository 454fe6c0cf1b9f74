using System.Net;
using Outreach.Channels.Telegram;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

[Trait("Database", "Both")]
public sealed class TelegramWebhookTests : IAsyncLifetime
{
    private const string Path = "/webhooks/telegram/default";
    private const string Secret = "Nq3_tele-Hook";
    private const string Hello = """{"update_id":1,"message":{"message_id":7,"date":1441645532,"chat":{"id":1111111,"type":"private"},"text":"Xin chào"}}""";

    private WebhookStand stand = null!;

    public static TheoryData<IncomingCase> Incoming =>
    [
        new("Text", Message(10001, """ "text":"Làm hộ chiếu" """), Stored("10001", IncomingKind.Message, "Làm hộ chiếu")),
        new("Start", Message(10002, """ "text":"/start" """), Stored("10002", IncomingKind.Joined, null)),
        new("Start from a deep link", Message(10003, """ "text":"/start c42_ref" """), Stored("10003", IncomingKind.Joined, "c42_ref")),
        new("Another command", Message(10004, """ "text":"/started" """), Stored("10004", IncomingKind.Message, "/started")),
        new("Picture with words", Message(10005, """ "caption":"giấy tờ","photo":[{"file_id":"AgAC","width":90}]"""), Stored("10005", IncomingKind.Message, "giấy tờ")),
        new("Place", Message(10006, """ "location":{"latitude":16.4637,"longitude":107.5909}"""), Stored("10006", IncomingKind.Message, "")),
        new(
            "Tapped key, whose data was cut",
            """
            {"update_id":10007,"callback_query":{"id":"4382bfdwdsb323b2d9","from":{"id":1111111,"is_bot":false,"first_name":"Hoa","last_name":"Lê"},
             "message":{"message_id":1366,"chat":{"id":1111111,"type":"private"},"date":1441645532,"text":"…",
              "reply_markup":{"inline_keyboard":[[{"text":"Cổng","url":"https://a"}],[{"text":"Đăng ký thường trú cho trẻ em mới sinh tại nơi ở mới","callback_data":"Đăng ký thường trú cho trẻ em mới sinh tại nơi ở"}]]}},
             "chat_instance":"-42","data":"Đăng ký thường trú cho trẻ em mới sinh tại nơi ở"}}
            """,
            Stored("10007", IncomingKind.Message, "Đăng ký thường trú cho trẻ em mới sinh tại nơi ở mới")),
        new("Blocked", Membership(10008, "kicked"), Stored("10008", IncomingKind.Left, null)),
        new("Came back", Membership(10009, "member"), Stored("10009", IncomingKind.Joined, null)),
        new("Start with the bot's name", Message(10013, """ "text":"/start@tinh_bot tt-1_001193" """), Stored("10013", IncomingKind.Joined, "tt-1_001193")),
        new("Stop", Message(10014, """ "text":"/stop" """), Stored("10014", IncomingKind.Message, "/stop")),
        new(
            "Own number",
            Message(10015, """ "contact":{"phone_number":"+84901234567","first_name":"Hoa","last_name":"Lê","user_id":1111111}"""),
            Stored("10015", IncomingKind.SharedContact, null)),
        new(
            "Somebody else's number",
            Message(10016, """ "contact":{"phone_number":"+84907654321","first_name":"Nam","user_id":2222222}"""),
            Stored("10016", IncomingKind.Message, "")),
        new("Edited words", Message(10011, """ "edit_date":1441645700,"text":"sửa lại" """).Replace("\"message\":", "\"edited_message\":"), Stored("10011", IncomingKind.Message, "sửa lại")),
        new("Edited place", Message(10017, """ "location":{"latitude":16.4,"longitude":107.5}""").Replace("\"message\":", "\"edited_message\":"), null),
        new("Post in a channel", """{"update_id":10018,"channel_post":{"message_id":1,"date":1441645532,"chat":{"id":-1001,"type":"channel"},"text":"a"}}""", null),
        new("Made administrator of a channel", Membership(10019, "administrator").Replace("\"private\"", "\"channel\""), null),
        new("Talk in a group", Group(10010, """ "text":"Chào mọi người" """), null),
        new("Command in a group", Group(10020, """ "text":"/help" """), InGroup("10020", IncomingKind.Message, "/help")),
        new("Command to us in a group", Group(10021, """ "text":"/stop@Tinh_Bot" """), InGroup("10021", IncomingKind.Message, "/stop")),
        new("Command to another bot in a group", Group(10022, """ "text":"/stop@other_bot" """), null),
        new("Mention in a group", Group(10023, """ "text":"@tinh_bot làm hộ chiếu ở đâu?" """), InGroup("10023", IncomingKind.Message, "làm hộ chiếu ở đâu?")),
        new(
            "Answer to us in a group",
            Group(10024, """ "text":"lệ phí bao nhiêu?","reply_to_message":{"message_id":3,"date":1,"from":{"id":123456,"is_bot":true,"first_name":"Tỉnh"},"chat":{"id":-5,"type":"group"}}"""),
            InGroup("10024", IncomingKind.Message, "lệ phí bao nhiêu?")),
        new(
            "Answer to somebody else in a group",
            Group(10025, """ "text":"ừ","reply_to_message":{"message_id":3,"date":1,"from":{"id":9,"first_name":"Nam"},"chat":{"id":-5,"type":"group"}}"""),
            null),
        new("The group has become a supergroup", Group(10026, """ "migrate_to_chat_id":-1001234567890 """), InGroup("10026", IncomingKind.Moved, "-1001234567890", null)),
        new(
            "The supergroup tells what it was",
            Group(10027, """ "migrate_from_chat_id":-5 """).Replace("\"id\":-5,\"type\":\"group\"", "\"id\":-1001234567890,\"type\":\"supergroup\""),
            InGroup("10027", IncomingKind.Moved, "-1001234567890", null)),
        new("Taken into a group", GroupMembership(10028, "left", "member"), InGroup("10028", IncomingKind.Joined, null)),
        new("Promoted in a group", GroupMembership(10029, "member", "administrator"), null),
        new("Thrown out of a group", GroupMembership(10030, "member", "kicked"), InGroup("10030", IncomingKind.Left, null)),
        new("Unknown kind", """{"update_id":10012,"managed_bot":{}}""", null),
    ];

    public async Task InitializeAsync() => stand = await WebhookStand.StartAsync(
        services => services.AddTelegram(),
        routes => routes.MapTelegramWebhook(),
        new Dictionary<string, string?>(TelegramChannelTests.Settings(FakeProvider.Down())) { ["Channels:Telegram:BotName"] = "tinh_bot" });

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Incoming))]
    public async Task An_update_is_stored_once_however_often_it_comes(IncomingCase row)
    {
        (await PostAsync(row.Body, Secret)).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(row.Body, Secret)).Status.ShouldBe(HttpStatusCode.OK);

        (await stand.InboxAsync()).ShouldBe(row.Stored is null ? [] : [row.Stored]);
    }

    [Theory]
    [InlineData("Nq3_tele-Hook.")]
    [InlineData("nq3_tele-hook")]
    [InlineData("Nq3_tele-Hoo")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_forged_update_is_refused_and_leaves_nothing(string? secret)
    {
        (await PostAsync(Hello, secret)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_forged_body_is_not_even_parsed() =>
        (await PostAsync("no JSON", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"update_id":1,"message":"text"}""")]
    public async Task A_body_that_is_no_update_is_a_bad_request(string body)
    {
        (await PostAsync(body, Secret)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_tapped_key_stops_spinning()
    {
        var (_, body) = await PostAsync("""{"update_id":1,"callback_query":{"id":"77","from":{"id":1},"data":"a"}}""", Secret);

        body.ShouldBe("""{"callback_query_id":"77","method":"answerCallbackQuery"}""");
    }

    [Fact]
    public async Task An_unknown_account_is_not_found() =>
        (await stand.PostAsync("/webhooks/telegram/other", Hello, "application/json", ("X-Telegram-Bot-Api-Secret-Token", Secret))).Status
            .ShouldBe(HttpStatusCode.NotFound);

    private Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string? secret) =>
        stand.PostAsync(Path, body, "application/json", secret is null ? [] : [("X-Telegram-Bot-Api-Secret-Token", secret)]);

    private static string Message(long id, string content) =>
        $$$"""
        {"update_id":{{{id}}},"message":{"message_id":7,"date":1441645532,"chat":{"id":1111111,"type":"private"},
         "from":{"id":1111111,"is_bot":false,"first_name":"Hoa","last_name":"Lê"},{{{content}}} }}
        """;

    private static string Membership(long id, string status) =>
        $$$"""
        {"update_id":{{{id}}},"my_chat_member":{"chat":{"id":1111111,"type":"private"},"from":{"id":1111111,"first_name":"Hoa","last_name":"Lê"},
         "date":1441645800,"new_chat_member":{"user":{"id":123456,"is_bot":true},"status":"{{{status}}}"} } }
        """;

    private static string Group(long id, string content) =>
        $$$"""
        {"update_id":{{{id}}},"message":{"message_id":7,"date":1441645532,"chat":{"id":-5,"type":"group","title":"Tổ dân phố 3"},
         "from":{"id":1111111,"is_bot":false,"first_name":"Hoa","last_name":"Lê"},{{{content}}} }}
        """;

    private static string GroupMembership(long id, string before, string after) =>
        $$$"""
        {"update_id":{{{id}}},"my_chat_member":{"chat":{"id":-5,"type":"group","title":"Tổ dân phố 3"},"from":{"id":1111111,"first_name":"Hoa"},
         "date":1441645800,"old_chat_member":{"user":{"id":123456,"is_bot":true},"status":"{{{before}}}"},
         "new_chat_member":{"user":{"id":123456,"is_bot":true},"status":"{{{after}}}"} } }
        """;

    private static StoredEvent InGroup(string eventId, IncomingKind kind, string? text, string? name = "Tổ dân phố 3") =>
        new("telegram", "default", eventId, kind, text, "-5", name);

    private static StoredEvent Stored(string eventId, IncomingKind kind, string? text) =>
        new("telegram", "default", eventId, kind, text, "1111111", "Hoa Lê");
}
