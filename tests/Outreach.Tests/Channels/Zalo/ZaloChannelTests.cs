using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

[Trait("Database", "Both")]
public sealed class ZaloChannelTests : ChannelContract
{
    private const string Send = "/v3.0/oa/message/cs";
    private const string Upload = "/v2.0/oa/upload/image";
    private const string Token = "/v4/oa/access_token";
    private const string Sent = """{"data":{"message_id":"63ec2a4c8f6a8534dc7b","user_id":"246","sent_time":"1626926349402"},"error":0,"message":"Success"}""";

    /// <summary>09:00:00 on a Monday in Vietnam, so the next minute is a whole one away.</summary>
    private static readonly TimeSpan NextMinute = TimeSpan.FromMinutes(1);

    protected override string SendPath => Send;

    protected override string Address => "246845883529197922";

    protected override (int Status, string Body) TooManyRequests => (200, """{"error":-32,"message":"Your application reached limit call api"}""");

    protected override (int Status, string Body) Taken => (200, Sent);

    protected override (int Status, string Body) UnknownCode => (200, Error(-9999));

    protected override bool Repeats500 => true;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 200, Sent, new SendOutcome.Accepted("63ec2a4c8f6a8534dc7b")),
        new("A quota in words nobody expected", 200, """{"data":{"message_id":"1","quota":{"quota_type":"reply","remain":"unlimited","total":{}}},"error":0}""", new SendOutcome.Accepted("1")),
        new("Rate limit", 200, Error(-32), new SendOutcome.Postponed("-32 words", NextMinute, PostponedFor.Pace)),
        new("Failed on Zalo's side", 200, Error(-200), new SendOutcome.Postponed("-200 words")),
        new("The account's quota is used up", 200, Error(-211), new SendOutcome.Postponed("-211 words", TimeSpan.FromHours(1), PostponedFor.Quota)),
        new("This person's quota is used up", 200, Error(-218), new SendOutcome.Postponed("-218 words", TimeSpan.FromHours(1), PostponedFor.Recipient)),
        new("The article is being processed", 200, Error(-214), new SendOutcome.Postponed("-214 words", TimeSpan.FromSeconds(15), PostponedFor.Recipient)),
        new("Night", 200, Error(-234), new SendOutcome.Postponed("-234 words", TimeSpan.FromHours(21), PostponedFor.Quota)),
        new("A code as a string", 200, """{"error":"-213","message":"words"}""", new SendOutcome.Rejected("-213", "words")),
        new("Unavailable", 503, "", new SendOutcome.Postponed("HTTP 503")),
        .. Refused((-100, "Expired attachment"), (-201, "Parameter"), (-210, "Exceeds a limit"), (-213, "Not a follower"), (-227, "Banned or inactive for 45 days"),
            (-233, "Kind of message"), (-235, "Kind of account"), (-237, "Group disabled"), (-238, "Asset disabled"), (-241, "Asset used"), (-248, "Against the platform's rules"),
            (-249, "Template not for user ids"), (-403, "Not in the group"), (-999, "An unknown code")),
        .. Closed((-230, "Seven days are over"), (-232, "Interaction expired"), (-305, "After 48 hours"), (-311, "Answers used up")),
        .. OptedOut((-217, "The person refused the invitation"), (-244, "The person refused this kind of message")),
        .. Misconfigured((-204, "Account disabled"), (-205, "No such account"), (-209, "App inactive"), (-212, "Interface not registered"), (-219, "App removed"),
            (-221, "Account not verified"), (-223, "Not authorised"), (-224, "Tier too low"), (-240, "Old interface"), (-242, "Wrong proof"), (-320, "No cloud account"), (-321, "Cloud account out of money")),
    ];

    public static TheoryData<RequestCase> Requests =>
    [
        new("Text", new("Xin chào"), """{"recipient":{"user_id":"246845883529197922"},"message":{"text":"Xin chào"}}"""),
        new(
            "Buttons",
            new("Chọn dịch vụ", Buttons: [new("Tra cứu hồ sơ"), new("Cổng DVC", new Uri("https://dichvucong.gov.vn"))]),
            """
            {"recipient":{"user_id":"246845883529197922"},"message":{"text":"Chọn dịch vụ","attachment":{"type":"template","payload":{"buttons":[
              {"title":"Tra cứu hồ sơ","type":"oa.query.show","payload":"Tra cứu hồ sơ"},
              {"title":"Cổng DVC","type":"oa.open.url","payload":{"url":"https://dichvucong.gov.vn/"}}]}}}}
            """),
        new(
            "A button that calls and one that writes an SMS",
            new("Gọi", Buttons: [new("Tổng đài", new Uri("tel:1022")), new("Công an xã", new Uri("tel:0262-3812-345")), new("Nhắn", new Uri("sms:+84234123456?body=HO%20TRO"))]),
            """
            {"recipient":{"user_id":"246845883529197922"},"message":{"text":"Gọi","attachment":{"type":"template","payload":{"buttons":[
              {"title":"Tổng đài","type":"oa.open.phone","payload":{"phone_code":"1022"}},
              {"title":"Công an xã","type":"oa.open.phone","payload":{"phone_code":"842623812345"}},
              {"title":"Nhắn","type":"oa.open.sms","payload":{"content":"HO TRO","phone_code":"84234123456"}}]}}}}
            """),
        new(
            "A list",
            new("")
            {
                Cards =
                [
                    new("Khai sinh", Link: new Uri("https://dichvucong.gov.vn/khai-sinh"), Picture: new Uri("https://example.vn/a.png")),
                    new("Cư trú", "Đăng ký thường trú", Buttons: [new("Hỏi", Says: "cư trú")]),
                ],
            },
            """
            {"recipient":{"user_id":"246845883529197922"},"message":{"attachment":{"type":"template","payload":{"template_type":"list","elements":[
              {"title":"Khai sinh","subtitle":"Khai sinh","image_url":"https://example.vn/a.png","default_action":{"type":"oa.open.url","url":"https://dichvucong.gov.vn/khai-sinh"}},
              {"title":"Cư trú","subtitle":"Đăng ký thường trú","default_action":{"type":"oa.query.show","payload":"cư trú"}}]}}}}
            """),
        new(
            "The form that asks for name and number",
            new("Xin cho số điện thoại.") { Contact = new("UBND tỉnh", "Xin cho số điện thoại.") },
            """
            {"recipient":{"user_id":"246845883529197922"},"message":{"attachment":{"type":"template","payload":{"template_type":"request_user_info","elements":[
              {"title":"UBND tỉnh","subtitle":"Xin cho số điện thoại."}]}}}}
            """),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(Send, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_message_leaves_as_Zalo_documents(RequestCase row)
    {
        Provider.Answers(Send, Sent);

        await Stand.SendAsync(Address, row.Content);

        JsonNode.DeepEquals(JsonNode.Parse(Provider.Received.Single().Body), JsonNode.Parse(row.Body)).ShouldBeTrue(Provider.Received.Single().Body);
    }

    [Fact]
    public async Task A_request_carries_the_token_and_its_proof()
    {
        Provider.Answers(Send, Sent);

        await SendAsync();

        var headers = Provider.Received.Single().Headers;
        headers["access_token"].ShouldBe("test_access_token");
        headers["appsecret_proof"].ShouldBe("f86b8540509cdb3ad6b1ed956b4c197aff473ad0b9cf075e0b0dca4a8302f6fc");
    }

    [Fact]
    public async Task A_picture_is_uploaded_once_for_many()
    {
        var picture = await PictureAsync();
        Provider.Answers(Upload, """{"data":{"attachment_id":"att-1"},"error":0,"message":"Success"}""");
        foreach (var _ in Enumerable.Range(0, 8))
            Provider.Answers(Send, Sent);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Stand.SendAsync(Address, new("chú thích", picture))));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Accepted);
        Provider.Received.Single(request => request.Path == Upload).Body.ShouldContain("name=\"file\"; filename=\"picture.png\"");
        var message = JsonNode.Parse(Provider.Received.Last(request => request.Path == Send).Body)!["message"]!;
        message["text"]!.GetValue<string>().ShouldBe("chú thích");
        message["attachment"]!["payload"]!.ToJsonString().ShouldBe("""{"template_type":"media","elements":[{"media_type":"image","attachment_id":"att-1"}]}""");
    }

    [Fact]
    public async Task A_picture_that_Zalo_has_forgotten_is_uploaded_again_once()
    {
        var picture = await PictureAsync();
        await Stand.References.SaveAsync("zalo", "default", picture.MediaId, "old", TimeSpan.FromDays(7), CancellationToken.None);
        Provider.Answers(Send, Error(-100));
        Provider.Answers(Upload, """{"data":{"attachment_id":"new"},"error":0}""");
        Provider.Answers(Send, Sent);

        (await Stand.SendAsync(Address, new("chú thích", picture))).ShouldBeOfType<SendOutcome.Accepted>();
        (await Stand.References.FindAsync("zalo", "default", picture.MediaId, CancellationToken.None)).ShouldBe("new");
    }

    [Fact]
    public async Task A_lost_answer_to_an_upload_postpones_because_nothing_was_sent()
    {
        Provider.BreaksOffAt(Upload);

        (await Stand.SendAsync(Address, new("chú thích", await PictureAsync()))).ShouldBeOfType<SendOutcome.Postponed>();
    }

    [Theory]
    [InlineData(-216)]
    [InlineData(-220)]
    [InlineData(-124)]
    public async Task A_refused_token_is_renewed_and_the_message_sent_once_more(int code)
    {
        Provider.Answers(Send, Error(code));
        Provider.Answers(Token, Grant("second", "refresh-2"));
        Provider.Answers(Send, Sent);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
        Provider.Received[^1].Headers["access_token"].ShouldBe("second");
    }

    [Fact]
    public async Task A_fresh_token_that_is_refused_as_well_is_not_renewed_again()
    {
        Provider.Answers(Send, Error(-216));
        Provider.Answers(Token, Grant("second", "refresh-2"));
        Provider.Answers(Send, Error(-216));

        (await SendAsync()).ShouldBeOfType<SendOutcome.Misconfigured>();
    }

    [Fact]
    public async Task A_channel_without_credentials_says_which_setting_is_missing()
    {
        await using var stand = await ChannelStand.CreateAsync(services => services.AddZalo(), [], "zalo");

        (await stand.SendAsync(Address, new("Xin chào"))).ShouldBe(new SendOutcome.Misconfigured("Channels:Zalo:AppId is not set."));
    }

    [Fact]
    public async Task What_an_answer_says_of_the_quota_is_kept()
    {
        Provider.Answers(Send, """{"data":{"message_id":"1","quota":{"quota_type":"reply","remain":"7","total":8}},"error":0}""");
        Provider.Answers(Send, """{"data":{"message_id":"2","quota":{"quota_type":"reply","remain":"6"}},"error":0}""");

        await SendAsync();
        await SendAsync();
        await Stand.Get<ProviderQuotas>().FlushAsync(CancellationToken.None);

        var quota = (await Stand.Get<ProviderQuotas>().ReadAsync("zalo", "default", CancellationToken.None)).ShouldHaveSingleItem();
        (quota.Kind, quota.Remaining, quota.Total).ShouldBe(("reply", 6, 8));
    }

    [Fact]
    public async Task A_visitor_without_an_account_is_answered_in_their_conversation()
    {
        Provider.Answers("/v2.0/oa/message", Sent);

        (await Stand.SendAsync("anonymous/a1/c9", new("Xin chào"))).ShouldBeOfType<SendOutcome.Accepted>();
        Provider.Received.Single().Body.ShouldBe("""{"recipient":{"anonymous_id":"a1","conversation_id":"c9"},"message":{"text":"Xin ch\u00E0o"}}""");
    }

    [Fact]
    public async Task A_visitor_who_cannot_be_answered_is_no_fault_of_the_account()
    {
        Provider.Answers("/v2.0/oa/message", Error(-240));

        (await Stand.SendAsync("anonymous/a1/c9", new("Xin chào"))).ShouldBe(new SendOutcome.Rejected("-240", "words"));
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ZaloStand.WithTokenAsync(provider);

    private async Task<MessageImage> PictureAsync() =>
        new(await Stand.Media.SaveAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "png", CancellationToken.None), "Lịch tiêm chủng");

    private static IEnumerable<OutgoingCase> Refused(params (int Code, string Label)[] rows) =>
        rows.Select(row => new OutgoingCase(row.Label, 200, Error(row.Code), new SendOutcome.Rejected($"{row.Code}", "words")));

    private static IEnumerable<OutgoingCase> Closed(params (int Code, string Label)[] rows) =>
        rows.Select(row => new OutgoingCase(row.Label, 200, Error(row.Code), new SendOutcome.Rejected("window_closed", $"{row.Code} words")));

    private static IEnumerable<OutgoingCase> OptedOut(params (int Code, string Label)[] rows) =>
        rows.Select(row => new OutgoingCase(row.Label, 200, Error(row.Code), new SendOutcome.OptedOut($"{row.Code}")));

    private static IEnumerable<OutgoingCase> Misconfigured(params (int Code, string Label)[] rows) =>
        rows.Select(row => new OutgoingCase(row.Label, 200, Error(row.Code), new SendOutcome.Misconfigured($"{row.Code} words")));

    private static string Error(int code) => $$"""{"error":{{code}},"message":"words"}""";

    private static string Grant(string access, string refresh) =>
        $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":"90000"}""";
}
