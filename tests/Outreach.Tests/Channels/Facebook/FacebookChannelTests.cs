using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Delivery;
using Outreach.Tests.Support;
using static Outreach.Tests.Channels.Facebook.FacebookSettings;

namespace Outreach.Tests.Channels.Facebook;

[Trait("Database", "Both")]
public sealed class FacebookChannelTests : ChannelContract
{
    private const string Feed = "/v25.0/1234/feed" + Proof;
    private const string Photos = "/v25.0/1234/photos" + Proof;
    private const string List = Feed + "&fields=id,message,created_time,from&limit=25";

    protected override string SendPath => Feed;

    protected override string Address => Page;

    protected override (int Status, string Body) TooManyRequests => (400, Error(32, "Page request limit reached"));

    protected override (int Status, string Body) Taken => (200, """{"id":"1234_77"}""");

    protected override (int Status, string Body) UnknownCode => (400, Error(9999, "Unexpected"));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Posted", 200, """{"id":"1234_77"}""", new SendOutcome.Accepted("1234_77")),
        new("App limit", 400, Error(4, "Application request limit reached"), new SendOutcome.Postponed("4 Application request limit reached (fbtrace_id Axyz)", For: PostponedFor.Pace)),
        new("User limit", 400, Error(17, "words"), new SendOutcome.Postponed("17 words (fbtrace_id Axyz)", For: PostponedFor.Pace)),
        new("Calls", 400, Error(613, "words"), new SendOutcome.Postponed("613 words (fbtrace_id Axyz)", For: PostponedFor.Pace)),
        new("Business limit", 400, Error(80006, "words"), new SendOutcome.Postponed("80006 words (fbtrace_id Axyz)", For: PostponedFor.Pace)),
        new("Unknown error", 500, Error(1, "An unknown error occurred"), new SendOutcome.Unconfirmed("1 An unknown error occurred (fbtrace_id Axyz)")),
        new("Service", 503, Error(2, "words"), new SendOutcome.Unconfirmed("2 words (fbtrace_id Axyz)")),
        new("Token expired", 401, Error(190, "words", 463), new SendOutcome.Misconfigured("190/463 words (fbtrace_id Axyz)")),
        new("Permission", 403, Error(200, "words"), new SendOutcome.Misconfigured("200 words (fbtrace_id Axyz)")),
        new("Permission of the app", 400, Error(10, "words"), new SendOutcome.Misconfigured("10 words (fbtrace_id Axyz)")),
        new("Blocked for a time", 400, Error(368, "words", 1390008), new SendOutcome.Misconfigured("368/1390008 words (fbtrace_id Axyz)")),
        new("Invalid parameter", 400, Error(100, "words"), new SendOutcome.Rejected("100", "words")),
    ];

    public static TheoryData<RequestCase> Requests =>
    [
        new("Text", new("Lịch tiêm chủng"), """{"message":"Lịch tiêm chủng"}"""),
        new("Title", new("Nội dung") { Subject = "Tiêu đề" }, """{"message":"Tiêu đề\n\nNội dung"}"""),
        new("A title that the text begins with", new("Tiêu đề. Nội dung") { Subject = "Tiêu đề" }, """{"message":"Tiêu đề. Nội dung"}"""),
        new("Link", new("Xem", Buttons: [new("Cổng", new Uri("https://dichvucong.gov.vn/"))]), """{"message":"Xem","link":"https://dichvucong.gov.vn/"}"""),
        new("Number", new("Xem", Buttons: [new("Gọi", new Uri("tel:1022"))]), """{"message":"Xem\nGọi: 1022"}"""),
        new("Choice", new("Xem", Buttons: [new("Tra cứu")]), """{"message":"Xem\n- Tra cứu"}"""),
    ];

    public static TheoryData<string, string, bool> Usage => new()
    {
        { "X-App-Usage", """{"call_count":100,"total_time":25,"total_cputime":25}""", true },
        { "X-Page-Usage", """{"call_count":20,"total_time":103,"total_cputime":25}""", true },
        { "X-Business-Use-Case-Usage", """{"1234":[{"type":"pages","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":19}]}""", true },
        { "X-App-Usage", """{"call_count":80,"total_time":25}""", false },
        { "X-App-Usage", "nonsense", false },
    };

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_post_leaves_as_Meta_documents(RequestCase row)
    {
        Provider.Answers(SendPath, Taken.Body);

        await Stand.SendAsync(Address, row.Content);

        var request = Provider.Received.Single();
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(row.Body)).ShouldBeTrue(request.Body);
        request.Headers["Authorization"].ShouldBe("Bearer " + Token);
    }

    [Fact]
    public async Task Pictures_are_staged_and_attached()
    {
        Provider.Answers(Photos, """{"id":"501"}""");
        Provider.Answers(Photos, """{"id":"502"}""");
        Provider.Answers(Feed, Taken.Body);
        var content = new MessageContent("Album", await PictureAsync(1), [new("Cổng", new Uri("https://dichvucong.gov.vn/"))]) { Album = [await PictureAsync(2)] };

        (await Stand.SendAsync(Address, content)).ShouldBe(new SendOutcome.Accepted("1234_77"));

        Provider.Received.Take(2).ShouldAllBe(request => request.Body.Contains("name=\"source\"; filename=\"picture.png\"") && request.Body.Contains("name=\"published\""));
        var post = JsonNode.Parse(Provider.Received[^1].Body)!;
        post["attached_media"]!.ToJsonString().ShouldBe("""[{"media_fbid":"501"},{"media_fbid":"502"}]""");
        post["message"]!.GetValue<string>().ShouldBe("Album\nCổng: https://dichvucong.gov.vn/");
        post["link"].ShouldBeNull();
    }

    [Fact]
    public async Task A_lost_answer_to_a_picture_is_repeated_for_nothing_was_seen_of_it()
    {
        Provider.BreaksOffAt(Photos);

        (await Stand.SendAsync(Address, new("Ảnh", await PictureAsync(1)))).ShouldBeOfType<SendOutcome.Postponed>().For.ShouldBe(PostponedFor.Failure);
    }

    [Fact]
    public async Task A_picture_that_is_not_there_is_refused() =>
        (await Stand.SendAsync(Address, new("Ảnh", new MessageImage(new string('0', 64) + ".png", "")))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("no_picture");

    [Fact]
    public async Task Another_page_is_refused_before_anything_leaves() =>
        (await Stand.SendAsync("999", new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("page");

    [Theory]
    [InlineData("2026-01-05T01:00:00+0000", true)]
    [InlineData("2026-01-03T01:00:00+0000", false)]
    public async Task A_duplicate_is_our_post_if_it_is_there_and_of_today(string created, bool ours)
    {
        Provider.Answers(Feed, Error(506, "Duplicate status message"), 400);
        Provider.Answers(List, $$"""{"data":[{"id":"1234_5","message":"Xin chào","created_time":"{{created}}","from":{"id":"1234"} }]}""");

        (await SendAsync()).ShouldBe(ours ? (SendOutcome)new SendOutcome.Accepted("1234_5") : new SendOutcome.Rejected("506", "Duplicate status message"));
    }

    [Theory]
    [InlineData("Xin chào", "1234", "2026-01-05T02:00:00+0000", true)]
    [InlineData("Xin chào ", "1234", "2026-01-05T02:00:09+0000", true)]
    [InlineData("Xin chào", "1234", "2026-01-05T01:59:56+0000", true)]
    [InlineData("Xin chào", "1234", "2026-01-05T01:59:50+0000", false)]
    [InlineData("Xin chào các bạn", "1234", "2026-01-05T02:00:01+0000", false)]
    [InlineData("Xin chào", "5678", "2026-01-05T02:00:01+0000", false)]
    [InlineData("Xin chào", "1234", "when?", false)]
    public async Task A_post_in_doubt_is_known_by_words_author_and_time(string words, string author, string created, bool found)
    {
        Provider.Answers(List, $$"""{"data":[{"id":"1234_5","message":"{{words}}","created_time":"{{created}}","from":{"id":"{{author}}"} }]}""");

        (await LookUpAsync()).ShouldBe(found ? (LookupResult)new LookupResult.Found("1234_5", ReceiptStatus.Sent) : new LookupResult.NotFound());
    }

    [Fact]
    public async Task The_list_is_followed_by_its_cursor_and_never_to_the_address_it_names()
    {
        const string Later = """{"id":"1234_9","message":"Khác","created_time":"2026-01-05T02:05:00+0000"}""";
        Provider.Answers(List, $$"""{"data":[{{Later}}],"paging":{"cursors":{"after":"QVFI="},"next":"http://example.org/?access_token=x"} }""");
        Provider.Answers(List + "&after=QVFI%3D", """{"data":[{"id":"1234_5","message":"Xin chào","created_time":"2026-01-05T02:00:01+0000"}]}""");

        (await LookUpAsync()).ShouldBe(new LookupResult.Found("1234_5", ReceiptStatus.Sent));
    }

    [Theory]
    [InlineData(200, "{}", "HTTP 200")]
    [InlineData(502, "<html></html>", "HTTP 502")]
    [InlineData(400, """{"error":{"code":4,"message":"slowly"}}""", "HTTP 400 4 slowly")]
    public async Task A_list_that_cannot_be_read_leaves_the_doubt(int status, string body, string reason)
    {
        Provider.Answers(List, body, status);

        (await LookUpAsync()).ShouldBe(new LookupResult.Unavailable(reason));
    }

    [Theory]
    [MemberData(nameof(Usage))]
    public async Task At_100_percent_nothing_leaves_until_the_pause_is_over(string header, string value, bool rests)
    {
        Provider.Answers(SendPath, context =>
        {
            context.Response.Headers[header] = value;
            return context.Response.WriteAsync(Taken.Body);
        });
        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
        if (!rests)
            Provider.Answers(SendPath, Taken.Body);

        var next = await SendAsync();

        if (rests)
            next.ShouldBe(new SendOutcome.Postponed("Meta's limit is used up", TimeSpan.FromMinutes(value.Contains("regain") ? 19 : 10), PostponedFor.Pace));
        else
            next.ShouldBeOfType<SendOutcome.Accepted>();
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ChannelStand.CreateAsync(Add, For(provider), "facebook");

    private Task<LookupResult> LookUpAsync() => ((IMessageLookup)Stand.Channel).LookUpAsync(
        new DoubtfulMessage(Stand.Message(Address, new("Xin chào")), Stand.Time.GetUtcNow()), CancellationToken.None);

    private async Task<MessageImage> PictureAsync(byte number) =>
        new(await Stand.Media.SaveAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47, number }, "png", CancellationToken.None), "Ảnh");
}
