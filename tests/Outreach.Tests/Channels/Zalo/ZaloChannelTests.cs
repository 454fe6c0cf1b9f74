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
        new("Rate limit", 200, Error(-32), new SendOutcome.Postponed("-32 words", NextMinute, PostponedFor.Pace)),
        new("Failed on Zalo's side", 200, Error(-200), new SendOutcome.Postponed("-200 words")),
        new("The account's quota is used up", 200, Error(-211), new SendOutcome.Postponed("-211 words", TimeSpan.FromHours(1), PostponedFor.Quota)),
        new("This person's quota is used up", 200, Error(-218), new SendOutcome.Postponed("-218 words", TimeSpan.FromHours(1), PostponedFor.Recipient)),
        new("The article is being processed", 200, Error(-214), new SendOutcome.Postponed("-214 words", For: PostponedFor.Recipient)),
        new("Night", 200, Error(-234), new SendOutcome.Postponed("-234 words", TimeSpan.FromHours(21), PostponedFor.Quota)),
        new("Parameter", 200, Error(-201), new SendOutcome.Rejected("-201", "words")),
        new("Not a follower", 200, Error(-213), new SendOutcome.Rejected("-213", "words")),
        new("Seven days are over", 200, Error(-230), new SendOutcome.Rejected("-230", "words")),
        new("An unknown code", 200, Error(-999), new SendOutcome.Rejected("-999", "words")),
        new("The person refused the invitation", 200, Error(-217), new SendOutcome.OptedOut("-217")),
        new("The person refused this kind of message", 200, Error(-244), new SendOutcome.OptedOut("-244")),
        new("The account is disabled", 200, Error(-204), new SendOutcome.Misconfigured("-204 words")),
        new("Wrong proof", 200, Error(-242), new SendOutcome.Misconfigured("-242 words")),
        new("A code as a string", 200, """{"error":"-213","message":"words"}""", new SendOutcome.Rejected("-213", "words")),
        new("Unavailable", 503, "", new SendOutcome.Postponed("HTTP 503")),
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
        await using var stand = await ChannelStand.CreateAsync(services => services.AddZalo(), []);

        (await stand.SendAsync(Address, new("Xin chào"))).ShouldBe(new SendOutcome.Misconfigured("Channels:Zalo:AppId is not set."));
    }

    protected override async Task<ChannelStand> StandAsync(Uri provider)
    {
        var stand = await ZaloStand.CreateAsync(provider);
        var pair = new TokenPair("test_access_token", "refresh-1", stand.Time.GetUtcNow().AddHours(20), Version: 1);
        (await stand.Tokens.ReplaceAsync("zalo", "default", pair, CancellationToken.None)).ShouldBeTrue();
        return stand;
    }

    private async Task<MessageImage> PictureAsync() =>
        new(await Stand.Media.SaveAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "png", CancellationToken.None), "Lịch tiêm chủng");

    private static string Error(int code) => $$"""{"error":{{code}},"message":"words"}""";

    private static string Grant(string access, string refresh) =>
        $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":"90000"}""";
}
