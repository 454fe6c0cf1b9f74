using System.Text;
using System.Text.Json.Nodes;
using Outreach.Channels.Webhook;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Webhook;

[Trait("Database", "Both")]
public sealed class WebhookChannelTests : ChannelContract
{
    internal const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    internal const string OldSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    protected override string SendPath => "/outreach";

    protected override string Address => "e-office|vanthu";

    protected override bool TellsItsId => true;

    protected override (int Status, string Body) TooManyRequests => (429, """{"error":"slowly"}""");

    protected override (int Status, string Body) Taken => (204, "");

    protected override (int Status, string Body) UnknownCode => (422, """{"error":"recipient unknown"}""");

    protected override bool Repeats500 => true;

    protected override bool RepeatsLostAnswers => true;

    protected override bool StatusTellsAll => true;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Rate", 429, """{"error":"slowly"}""", new SendOutcome.Postponed("HTTP 429 slowly", For: PostponedFor.Pace)),
        new("No recipient", 404, """{"error":"no such person"}""", new SendOutcome.Rejected("404", "HTTP 404 no such person")),
        new("Bad request", 400, "<html></html>", new SendOutcome.Rejected("400", "HTTP 400")),
        new("Gone", 410, "", new SendOutcome.Rejected("410", "e-office takes no more messages")),
        new("Wrong secret", 401, """{"error":"signature"}""", new SendOutcome.Misconfigured("e-office refuses our signature: HTTP 401 signature")),
        new("Forbidden", 403, "", new SendOutcome.Misconfigured("e-office refuses our signature: HTTP 403")),
        new("Too slow", 408, "", new SendOutcome.Postponed("HTTP 408")),
        new("Maintenance", 503, "", new SendOutcome.Postponed("HTTP 503")),
        new("Moved", 308, "", new SendOutcome.Postponed("HTTP 308")),
    ];

    public static TheoryData<RequestCase> Requests =>
    [
        new("Text", new("Xin chào"), """ "text":"Xin chào" """),
        new(
            "Everything",
            new("Chọn đi", Buttons: [new("Tra cứu", Says: "TRA CUU"), new("Cổng", new Uri("https://dichvucong.gov.vn/a?b=c"))])
            {
                Subject = "Lịch",
                Cards = [new("Khai sinh", "1 ngày", new Uri("https://a.vn/"), new Uri("https://a.vn/p.png"), [new("Đặt")])],
                Spans = [new(0, 4, TextStyle.Bold), new(5, 2, TextStyle.Link, new Uri("https://a.vn/"))],
                Contact = new("Liên hệ", "Cho biết số điện thoại"),
                Handoff = new("Công dân muốn gặp cán bộ"),
            },
            """
            "text":"Chọn đi","subject":"Lịch",
            "buttons":[{"title":"Tra cứu","says":"TRA CUU"},{"title":"Cổng","url":"https://dichvucong.gov.vn/a?b=c"}],
            "cards":[{"title":"Khai sinh","subtitle":"1 ngày","link":"https://a.vn/","picture":"https://a.vn/p.png","buttons":[{"title":"Đặt","says":"Đặt"}]}],
            "spans":[{"start":0,"length":4,"style":"bold"},{"start":5,"length":2,"style":"link","link":"https://a.vn/"}],
            "asksForContact":{"title":"Liên hệ","ask":"Cho biết số điện thoại"},
            "handoff":{"reason":"Công dân muốn gặp cán bộ"}
            """),
        new(
            "Pictures and a document",
            new("Thông báo", new MessageImage("3f.png", "Lịch tiêm"))
            {
                Album = [new("4a.png", "Bản đồ")],
                File = new("5b.pdf", "Tờ khai.pdf", "application/pdf"),
            },
            """
            "text":"Thông báo",
            "pictures":[{"url":"https://thongtin.example.gov.vn/media/3f.png","alt":"Lịch tiêm"},{"url":"https://thongtin.example.gov.vn/media/4a.png","alt":"Bản đồ"}],
            "file":{"url":"https://thongtin.example.gov.vn/media/5b.pdf","name":"Tờ khai.pdf","contentType":"application/pdf"}
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
    public async Task A_message_leaves_signed_and_as_the_schema_describes(RequestCase row)
    {
        Provider.Answers(SendPath, "", 204);
        var message = Stand.Message(Address, row.Content);

        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBe(new SendOutcome.Accepted($"e-office:{message.Id}"));

        var expected = $$"""
            {"id":"{{message.Id}}","type":"message","sentAt":"2026-01-05T02:00:00+00:00","account":"default","endpoint":"e-office","recipient":"vanthu",{{row.Body}}}
            """;
        var received = Provider.Received.Single();
        JsonNode.DeepEquals(JsonNode.Parse(received.Body), JsonNode.Parse(expected)).ShouldBeTrue(received.Body);
        received.Headers["Webhook-Id"].ShouldBe(message.Id.ToString());
        received.Headers["Webhook-Timestamp"].ShouldBe("1767578400");
        WebhookSignature.IsGenuine([WebhookSignature.KeyOf(Secret)!], message.Id.ToString(), "1767578400", Encoding.UTF8.GetBytes(received.Body), received.Headers["Webhook-Signature"])
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Every_attempt_has_the_same_id_and_a_time_and_signature_of_its_own()
    {
        Provider.Answers(SendPath, "", 500);
        Provider.Answers(SendPath, "", 200);
        var message = Stand.Message(Address, new("Xin chào"));

        await Stand.Channel.SendAsync(message, CancellationToken.None);
        Stand.Time.Advance(TimeSpan.FromMinutes(10));
        await Stand.Channel.SendAsync(message, CancellationToken.None);

        Provider.Received.Select(request => request.Headers["Webhook-Id"]).Distinct().ShouldHaveSingleItem();
        Provider.Received.Select(request => request.Headers["Webhook-Timestamp"]).ShouldBe(["1767578400", "1767579000"]);
        Provider.Received.Select(request => request.Headers["Webhook-Signature"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task While_a_secret_is_changed_both_sign()
    {
        await using var stand = await StandAsync(new(Settings(Provider.Url)) { ["Channels:Webhook:Endpoints:E-Office:OldSecret"] = OldSecret });
        Provider.Answers(SendPath, "", 200);

        await stand.SendAsync(Address, new("Xin chào"));

        Provider.Received.Single().Headers["Webhook-Signature"].Split(' ').Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_system_that_is_gone_is_left_alone_for_an_hour()
    {
        Provider.Answers(SendPath, "", 410);
        Provider.Answers(SendPath, "", 200);

        await SendAsync();
        (await SendAsync()).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("410");
        Provider.Received.Count.ShouldBe(1);

        Stand.Time.Advance(TimeSpan.FromHours(1));
        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task The_trouble_of_one_system_among_several_is_not_the_account_s(int status)
    {
        await using var stand = await StandAsync(new(Settings(Provider.Url)) { ["Channels:Webhook:Endpoints:1022:Secret"] = OldSecret });
        Provider.Answers(SendPath, "", status);

        (await stand.SendAsync(Address, new("Xin chào"))).ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Recipient);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere|vanthu")]
    [InlineData("")]
    public async Task A_system_nobody_configured_is_refused_before_anything_leaves(string address) =>
        (await Stand.SendAsync(address, new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("no_endpoint");

    [Fact]
    public async Task Without_a_public_address_pictures_wait_for_one()
    {
        await using var stand = await StandAsync(new(Settings(Provider.Url)) { ["Service:PublicUrl"] = null });

        (await stand.SendAsync(Address, new("Xin chào", new MessageImage("3f.png", "")))).ShouldBeOfType<SendOutcome.Misconfigured>();
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => StandAsync(Settings(provider));

    internal static Dictionary<string, string?> Settings(Uri provider) => new()
    {
        ["Service:PublicUrl"] = "https://thongtin.example.gov.vn",
        ["Channels:Webhook:Endpoints:E-Office:Url"] = provider + "outreach",
        ["Channels:Webhook:Endpoints:E-Office:Secret"] = Secret,
    };

    private static Task<ChannelStand> StandAsync(Dictionary<string, string?> settings) => ChannelStand.CreateAsync(services => services.AddWebhook(), settings);
}
