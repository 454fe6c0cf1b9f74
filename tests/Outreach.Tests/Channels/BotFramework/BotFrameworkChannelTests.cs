using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Connector;
using Outreach.Channels.BotFramework;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Storage;
using Outreach.Tests.BotFramework.Authentication;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.BotFramework;

[Trait("Database", "Both")]
public sealed class BotFrameworkChannelTests : ChannelContract, IAsyncLifetime
{
    private const string Conversation = "a:1;messageid=2|x";
    private const string Sent = """{"id":"1-abc"}""";

    private LoginService login = null!;

    protected override string SendPath => "/apac/v3/conversations/a%3A1%3Bmessageid%3D2%7Cx/activities";

    protected override string Address => "msteams|" + Conversation;

    protected override (int Status, string Body) TooManyRequests => (429, Error("TooManyRequests", "slow down"));

    protected override (int Status, string Body) Taken => (201, Sent);

    protected override (int Status, string Body) UnknownCode => (460, Error("Unexpected", "?"));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken, 200", 200, Sent, new SendOutcome.Accepted("1-abc")),
        new("Taken, 201", 201, Sent, new SendOutcome.Accepted("1-abc")),
        new("Taken, 202", 202, Sent, new SendOutcome.Accepted("1-abc")),
        new("Malformed", 400, Error("BadArgument", "Missing activity type"), new SendOutcome.Rejected("BadArgument", "BadArgument: Missing activity type")),
        new("Blocked by the citizen", 403, Error("ConversationBlockedByUser", "blocked"), new SendOutcome.OptedOut("ConversationBlockedByUser")),
        new("Removed", 403, Error("BotNotInConversationRoster", "not in roster"), new SendOutcome.OptedOut("BotNotInConversationRoster")),
        new("Forbidden otherwise", 403, Error("Forbidden", "no"), new SendOutcome.Rejected("Forbidden", "Forbidden: no")),
        new("Conversation gone", 404, Error("ConversationNotFound", "Conversation not found."), new SendOutcome.Rejected("ConversationNotFound", "ConversationNotFound: Conversation not found.")),
        new("Gone, by a gateway", 404, "<html>Not Found</html>", new SendOutcome.Rejected("404", "HTTP 404")),
        new("Too large", 413, Error("MessageSizeTooBig", "too big"), new SendOutcome.Rejected("MessageSizeTooBig", "MessageSizeTooBig: too big")),
        new("Precondition", 412, Error("ConversationPreconditionFailed", "?"), new SendOutcome.Rejected("ConversationPreconditionFailed", "ConversationPreconditionFailed: ?")),
        new("Unavailable", 503, Error("ServiceError", "later"), new SendOutcome.Postponed("ServiceError: later")),
        new("Server error", 500, Error("ServiceError", "oops"), new SendOutcome.Unconfirmed("ServiceError: oops")),
    ];

    public static TheoryData<RequestCase> Requests =>
    [
        new("Text", new("Xin chào <b>"), """{"text":"Xin chào <b>"}"""),
        new(
            "Choices, an address and a number to call",
            new("Chọn", Buttons: [new("Tra cứu"), new("1. Tạm trú", Says: "1"), new("Cổng DVC", new Uri("https://dichvucong.gov.vn/a?b=c")), new("Gọi 1022", new Uri("tel:1022"))]),
            """
            {"text":"Chọn","suggestedActions":{"to":["29:u"],"actions":[{"type":"imBack","title":"Tra cứu","value":"Tra cứu"},{"type":"imBack","title":"1. Tạm trú","value":"1"},
             {"type":"openUrl","title":"Cổng DVC","value":"https://dichvucong.gov.vn/a?b=c"},{"type":"call","title":"Gọi 1022","value":"tel:1022"}]}}
            """),
        new(
            "Cards",
            new("Hai việc") { Cards = [new("Khai sinh", "1 ngày", new Uri("https://d.vn/1"), new Uri("https://d.vn/1.png"), [new("Lệ phí")]), new("Kết hôn")] },
            """
            {"text":"Hai việc","attachmentLayout":"carousel","attachments":[
             {"contentType":"application/vnd.microsoft.card.hero","content":{"title":"Khai sinh","subtitle":"1 ngày","images":[{"url":"https://d.vn/1.png","alt":"Khai sinh"}],
              "buttons":[{"type":"imBack","title":"Lệ phí","value":"Lệ phí"}],"tap":{"type":"openUrl","title":"Khai sinh","value":"https://d.vn/1"}}},
             {"contentType":"application/vnd.microsoft.card.hero","content":{"title":"Kết hôn"}}]}
            """),
        new(
            "A picture and a document",
            new("Xem", new MessageImage("0123.png", "Thông báo")) { File = new("4567.pdf", "to-khai.pdf", "application/pdf") },
            """
            {"text":"Xem","attachments":[{"contentType":"image/png","contentUrl":"https://tt.example.gov.vn/media/0123.png","name":"Thông báo"},
             {"contentType":"application/pdf","contentUrl":"https://tt.example.gov.vn/media/4567.pdf","name":"to-khai.pdf"}]}
            """),
        new(
            "A request for name and number",
            new("Xin số") { Contact = new("Liên hệ", "Cho chúng tôi số điện thoại của ông/bà") },
            """
            {"text":"Xin số","inputHint":"expectingInput","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{
             "type":"AdaptiveCard","$schema":"http://adaptivecards.io/schemas/adaptive-card.json","version":"1.5","fallbackText":"Cho chúng tôi số điện thoại của ông/bà",
             "body":[{"type":"TextBlock","text":"Liên hệ","weight":"Bolder","wrap":true},{"type":"TextBlock","text":"Cho chúng tôi số điện thoại của ông/bà","wrap":true},
              {"type":"Input.Text","id":"name","label":"Họ và tên","maxLength":100},
              {"type":"Input.Text","id":"phone","label":"Số điện thoại","style":"tel","isRequired":true,"errorMessage":"Xin nhập số điện thoại","maxLength":20}],
             "actions":[{"type":"Action.Submit","title":"Gửi","data":{"cmd":"contact"}}]}}]}
            """),
    ];

    async Task IAsyncLifetime.InitializeAsync()
    {
        login = await LoginService.StartAsync();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await login.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_message_leaves_as_the_schema_has_it(RequestCase row)
    {
        Provider.Answers(SendPath, Sent);

        await Stand.SendAsync(Address, row.Content);

        var expected = Addressed((JsonObject)JsonNode.Parse(row.Body)!);
        var body = JsonNode.Parse(Provider.Received.Single().Body)!;
        JsonNode.DeepEquals(body, expected).ShouldBeTrue($"{body}\n{expected}");
        Provider.Received.Single().Headers["Authorization"].ShouldBe("Bearer token-1");
    }

    [Fact]
    public async Task A_channel_that_draws_no_cards_gets_the_same_in_words()
    {
        await KnowAsync(Stand, "sms", "c9");
        Provider.Answers("/apac/v3/conversations/c9/activities", Sent);

        await Stand.SendAsync("sms|c9", new("Chọn", Buttons: [new("Tra cứu"), new("Cổng", new Uri("https://d.vn/"))])
        {
            Cards = [new("Khai sinh", "1 ngày", new Uri("https://d.vn/1"))],
            Contact = new("Liên hệ", "Xin cho số điện thoại"),
        });

        var body = JsonNode.Parse(Provider.Received.Single().Body)!;
        body["text"]!.GetValue<string>().ShouldBe("Chọn\n\n• Khai sinh – 1 ngày\nhttps://d.vn/1\nXin cho số điện thoại\n- Tra cứu\nCổng: https://d.vn/");
        (body["attachments"], body["suggestedActions"]).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_handoff_is_told_before_the_words_with_what_was_said_and_no_secrets()
    {
        var inbox = new IncomingMessages(Stand.Get<Database>(), Stand.Get<FieldCipher>(), Stand.Time, new InboxSignal(Stand.Time));
        await inbox.AcceptAsync(new("botframework", "default", "e1", Address, IncomingKind.Message, Stand.Time.GetUtcNow(), "thẻ của tôi 4111 1111 1111 1111, gặp cán bộ"), default);
        Provider.Answers(SendPath, """{"id":"1"}""");
        Provider.Answers(SendPath, """{"id":"2"}""");

        (await Stand.SendAsync(Address, new("Xin chờ cán bộ") { Handoff = new("Công dân muốn gặp cán bộ") })).ShouldBe(new SendOutcome.Accepted("2"));

        var handoff = JsonNode.Parse(Provider.Received[0].Body)!;
        (handoff["type"]!.GetValue<string>(), handoff["name"]!.GetValue<string>()).ShouldBe(("event", "handoff.initiate"));
        handoff["value"]!["reason"]!.GetValue<string>().ShouldBe("Công dân muốn gặp cán bộ");
        var attachment = handoff["attachments"]![0]!;
        (attachment["contentType"]!.GetValue<string>(), attachment["name"]!.GetValue<string>()).ShouldBe(("application/json", "Transcript"));
        var line = attachment["content"]!["activities"]!.AsArray().ShouldHaveSingleItem()!;
        line["text"]!.GetValue<string>().ShouldStartWith("thẻ của tôi ");
        line["text"]!.GetValue<string>().ShouldNotContain("4111");
        line["from"]!["id"]!.GetValue<string>().ShouldBe("29:u");
        JsonNode.Parse(Provider.Received[1].Body)!["text"]!.GetValue<string>().ShouldBe("Xin chờ cán bộ");
    }

    [Fact]
    public async Task Where_events_are_unknown_the_words_arrive_all_the_same()
    {
        Provider.Answers(SendPath, Error("BadSyntax", "Unknown activity type"), 400);
        Provider.Answers(SendPath, Sent);

        (await Stand.SendAsync(Address, new("Xin chờ") { Handoff = new("r") })).ShouldBe(new SendOutcome.Accepted("1-abc"));
    }

    [Fact]
    public async Task A_token_is_asked_for_once_and_used_until_five_minutes_before_its_end()
    {
        foreach (var _ in Enumerable.Range(0, 10))
            Provider.Answers(SendPath, Sent);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync()));
        login.Asked.ShouldHaveSingleItem().ShouldBe(
            $"botframework.com?grant_type=client_credentials&client_id={LoginService.AppId}&client_secret=s3cret%2F%2B&scope=https%3A%2F%2Fapi.botframework.com%2F.default");
        Stand.Time.Advance(TimeSpan.FromMinutes(54));
        await SendAsync();
        login.Given.ShouldBe(1);
        Stand.Time.Advance(TimeSpan.FromMinutes(2));
        await SendAsync();

        login.Given.ShouldBe(2);
        Provider.Received[^1].Headers["Authorization"].ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once()
    {
        Provider.Answers(SendPath, Error("Unauthorized", "expired"), 401);
        Provider.Answers(SendPath, Sent);

        (await SendAsync()).ShouldBe(new SendOutcome.Accepted("1-abc"));
        Provider.Received.Select(request => request.Headers["Authorization"]).ShouldBe(["Bearer token-1", "Bearer token-2"]);

        Provider.Answers(SendPath, Error("Unauthorized", "no"), 401);
        Provider.Answers(SendPath, Error("Unauthorized", "no"), 401);
        (await SendAsync()).ShouldBe(new SendOutcome.Misconfigured("BotFramework:AppId is refused by the connector: Unauthorized: no"));
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000215: s3cret"}""", typeof(SendOutcome.Misconfigured))]
    [InlineData(400, """{"error":"unauthorized_client"}""", typeof(SendOutcome.Misconfigured))]
    [InlineData(500, "<html>oops</html>", typeof(SendOutcome.Postponed))]
    [InlineData(429, "{}", typeof(SendOutcome.Postponed))]
    [InlineData(200, "<html>proxy</html>", typeof(SendOutcome.Postponed))]
    public async Task Without_a_token_nothing_leaves(int status, string body, Type outcome)
    {
        login.Refusal = (status, body);

        var given = await SendAsync();

        given.ShouldBeOfType(outcome);
        given.ToString()!.ShouldNotContain("s3cret");
        Provider.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conversation_never_heard_of_is_refused_before_anything_leaves()
    {
        (await Stand.SendAsync("msteams|other", new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("unknown_conversation");
        login.Given.ShouldBe(0);
    }

    [Fact]
    public async Task A_single_tenants_token_comes_from_its_own_directory()
    {
        await using var single = await StandAsync(Provider.Url, KeyValuePair.Create("BotFramework:TenantId", (string?)"1111-2222"));
        Provider.Answers(SendPath, Sent);

        await single.SendAsync(Address, new("Xin chào"));

        login.Asked.ShouldHaveSingleItem().ShouldStartWith("1111-2222?");
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => StandAsync(provider, []);

    private static string Error(string code, string message) => $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""";

    private async Task<ChannelStand> StandAsync(Uri provider, params KeyValuePair<string, string?>[] more)
    {
        var stand = await ChannelStand.CreateAsync(
            services => services.AddSingleton<Transcripts>().AddBotFramework(),
            [.. BotStand.Settings(login), KeyValuePair.Create("Service:PublicUrl", (string?)"https://tt.example.gov.vn/"), .. more]);
        await KnowAsync(stand, "msteams", Conversation, provider);
        return stand;
    }

    private Task KnowAsync(ChannelStand stand, string channel, string conversation, Uri? provider = null) => stand.Get<Database>().WriteAsync(
        session => stand.Get<BotConversations>().SaveAsync(
            session,
            new ConversationReference(new Uri(provider ?? Provider.Url, "/apac/"), channel, new ConversationAccount(conversation), new ChannelAccount("28:b", "Trợ lý"), new ChannelAccount("29:u", "Hoa"), "vi-VN"),
            default),
        default);

    /// <summary>What every activity into this conversation has.</summary>
    private JsonObject Addressed(JsonObject activity)
    {
        activity["type"] = "message";
        activity["channelId"] = "msteams";
        activity["serviceUrl"] = new Uri(Provider.Url, "/apac/").OriginalString;
        activity["conversation"] = new JsonObject { ["id"] = Conversation };
        activity["from"] = new JsonObject { ["id"] = "28:b", ["name"] = "Trợ lý" };
        activity["recipient"] = new JsonObject { ["id"] = "29:u", ["name"] = "Hoa" };
        activity["locale"] = "vi-VN";
        activity["textFormat"] = "plain";
        activity["inputHint"] ??= "acceptingInput";
        return activity;
    }
}
