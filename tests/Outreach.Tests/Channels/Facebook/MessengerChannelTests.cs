using System.Text.Json.Nodes;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;
using static Outreach.Tests.Channels.Facebook.FacebookSettings;

namespace Outreach.Tests.Channels.Facebook;

[Trait("Database", "Both")]
public sealed class MessengerChannelTests : ChannelContract
{
    private const string Messages = "/v25.0/1234/messages" + Proof;
    private const string Uploads = "/v25.0/1234/message_attachments" + Proof;
    private const string Sent = """{"recipient_id":"5678","message_id":"m_1"}""";
    private const string Blocked = "This person isn't available right now.";

    private static readonly SendOutcome Closed = new SendOutcome.Rejected("10/2018278", "the window of 24 hours after the person's last word is closed");

    protected override string SendPath => Messages;

    protected override string Address => "5678";

    protected override bool TellsItsId => true;

    protected override (int Status, string Body) TooManyRequests => (400, Error(613, "Calls to this api have exceeded the rate limit."));

    protected override (int Status, string Body) Taken => (200, Sent);

    protected override (int Status, string Body) UnknownCode => (400, Error(9999, "Unexpected"));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 200, Sent, new SendOutcome.Accepted("m_1")),
        new("Outside the window", 403, Error(10, "sent outside of allowed window", 2018278), new SendOutcome.Rejected("10/2018278", "sent outside of allowed window")),
        new("Page restricted", 403, Error(10, "words", 1893063), new SendOutcome.Misconfigured("10/1893063 words (fbtrace_id Axyz)")),
        new("Nobody", 400, Error(100, "No matching user found", 2018001), new SendOutcome.Rejected("100/2018001", "No matching user found")),
        new("Blocked", 400, Error(551, Blocked, 1545041), new SendOutcome.OptedOut("551/1545041")),
        new("Blocked, older code", 400, Error(200, Blocked, 1545041), new SendOutcome.OptedOut("200/1545041")),
        new("Not a tester", 400, Error(200, "words", 2018028), new SendOutcome.Rejected("200/2018028", "words")),
        new("Removed tag", 400, Error(100, "words"), new SendOutcome.Rejected("100", "words")),
        new("Send failure", 400, Error(1200, "words"), new SendOutcome.Postponed("1200 words (fbtrace_id Axyz)")),
        new("Password changed", 401, Error(190, "words", 460), new SendOutcome.Misconfigured("190/460 words (fbtrace_id Axyz)")),
        new("Permission", 403, Error(230, "words"), new SendOutcome.Rejected("230", "words")),
        new("No permission", 403, Error(299, "words"), new SendOutcome.Misconfigured("299 words (fbtrace_id Axyz)")),
    ];

    public static TheoryData<RequestCase> Requests =>
    [
        new("Text", new("Xin chào"), """ "message":{"text":"Xin chào","metadata":"ID"} """),
        new(
            "Choices, one of 21 characters that end in an emoji",
            new("Chọn", Buttons: [new("Tra cứu", Says: "TRACUU"), new("Đăng ký thường trú 😀!")]),
            """
            "message":{"text":"Chọn","quick_replies":[{"content_type":"text","title":"Tra cứu","payload":"TRACUU"},
             {"content_type":"text","title":"Đăng ký thường trú ","payload":"Đăng ký thường trú 😀!"}],"metadata":"ID"}
            """),
        new(
            "An address among the choices",
            new("Chọn", Buttons: [new("Cổng DVC", new Uri("https://dichvucong.gov.vn/")), new("Gọi", new Uri("tel:+842341022")), new("Tra cứu", Says: "TRACUU")]),
            """
            "message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"Chọn","buttons":[
             {"type":"web_url","title":"Cổng DVC","url":"https://dichvucong.gov.vn/"},{"type":"phone_number","title":"Gọi","payload":"\u002B842341022"},
             {"type":"postback","title":"Tra cứu","payload":"TRACUU"}]}},"metadata":"ID"}
            """),
        new(
            "Addresses that fit under no button",
            new("Chọn", Buttons: [new("Trang", new Uri("http://xa.example.vn/")), new("Tra cứu")]),
            """ "message":{"text":"Chọn\nTrang: http://xa.example.vn/","quick_replies":[{"content_type":"text","title":"Tra cứu","payload":"Tra cứu"}],"metadata":"ID"} """),
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
    public async Task A_message_leaves_as_Meta_documents(RequestCase row)
    {
        Provider.Answers(SendPath, Sent);
        var message = Stand.Message(Address, row.Content);

        await Stand.Channel.SendAsync(message, CancellationToken.None);

        var expected = $$"""{"recipient":{"id":"5678"},"messaging_type":"RESPONSE",{{row.Body.Replace("ID", message.Id.ToString(), StringComparison.Ordinal)}}}""";
        var body = Provider.Received.Single().Body;
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(expected)).ShouldBeTrue(body);
    }

    [Fact]
    public async Task Cards_follow_the_words_and_choices_come_last()
    {
        Provider.Answers(SendPath, Sent);
        Provider.Answers(SendPath, """{"recipient_id":"5678","message_id":"m_2"}""");
        var cards = new MessageContent("Thủ tục", Buttons: [new("Khác")])
        {
            Cards = [new("Khai sinh", "1 ngày", new Uri("https://a.vn/"), new Uri("https://a.vn/p.png"), [new("Đặt lịch", Says: "BOOK")]), new(new string('x', 81))],
        };

        (await Stand.SendAsync(Address, cards)).ShouldBe(new SendOutcome.Accepted("m_1"));

        Provider.Received.Count.ShouldBe(2);
        var second = JsonNode.Parse(Provider.Received[1].Body)!["message"]!;
        second["metadata"].ShouldBeNull();
        second["quick_replies"]![0]!["title"]!.GetValue<string>().ShouldBe("Khác");
        var elements = second["attachment"]!["payload"]!["elements"]!;
        JsonNode.DeepEquals(elements[0], JsonNode.Parse(
            """
            {"title":"Khai sinh","subtitle":"1 ngày","image_url":"https://a.vn/p.png","default_action":{"type":"web_url","url":"https://a.vn/"},
             "buttons":[{"type":"postback","title":"Đặt lịch","payload":"BOOK"}]}
            """)).ShouldBeTrue(elements.ToJsonString());
        elements[1]!["title"]!.GetValue<string>().Length.ShouldBe(80);
        elements[1]!["subtitle"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_picture_is_uploaded_once_and_named_in_the_others()
    {
        var picture = new MessageImage(await Stand.Media.SaveAsync(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "png", CancellationToken.None), "");
        Provider.Answers(Uploads, """{"attachment_id":"88"}""");
        foreach (var _ in Enumerable.Range(0, 8))
            Provider.Answers(Messages, Sent);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Stand.SendAsync(Address, new("chú thích", picture))));

        outcomes.ShouldAllBe(outcome => outcome is SendOutcome.Accepted);
        var upload = Provider.Received.Single(request => request.Path == Uploads);
        upload.Body.ShouldContain("""{"attachment":{"type":"image","payload":{"is_reusable":true}}}""");
        upload.Body.ShouldContain("name=\"filedata\"; filename=\"picture.png\"");
        Provider.Received.Count(request => request.Body.Contains("\"attachment_id\":\"88\"")).ShouldBe(4);
    }

    [Fact]
    public async Task A_document_keeps_its_Vietnamese_name()
    {
        var id = await Stand.Media.SaveAsync("%PDF"u8.ToArray(), "pdf", CancellationToken.None);
        Provider.Answers(Uploads, """{"attachment_id":"89"}""");
        Provider.Answers(Messages, Sent);
        Provider.Answers(Messages, Sent);

        await Stand.SendAsync(Address, new("Mẫu") { File = new(id, "Tờ khai.pdf", "application/pdf") });

        Provider.Received[0].Body.ShouldContain("filename=\"Tờ khai.pdf\"");
        Provider.Received[2].Body.ShouldContain("\"type\":\"file\"");
    }

    [Fact]
    public async Task A_lost_answer_to_an_upload_is_repeated_for_nobody_saw_it()
    {
        var picture = new MessageImage(await Stand.Media.SaveAsync(new byte[] { 1 }, "png", CancellationToken.None), "");
        Provider.BreaksOffAt(Uploads);

        (await Stand.SendAsync(Address, new("chú thích", picture))).ShouldBeOfType<SendOutcome.Postponed>();
    }

    [Fact]
    public async Task Words_that_arrived_are_not_sent_again_for_a_picture_that_did_not()
    {
        var picture = new MessageImage(await Stand.Media.SaveAsync(new byte[] { 1 }, "png", CancellationToken.None), "");
        await Stand.References.SaveAsync("messenger", "default", picture.MediaId, "old", TimeSpan.FromDays(1), CancellationToken.None);
        Provider.Answers(Messages, Sent);
        Provider.Answers(Messages, Error(100, "Invalid attachment_id"), 400);

        (await Stand.SendAsync(Address, new("chú thích", picture))).ShouldBe(new SendOutcome.Accepted("m_1") { Missing = "picture: 100 Invalid attachment_id" });
        (await Stand.References.FindAsync("messenger", "default", picture.MediaId, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task What_followed_the_words_without_an_answer_may_be_missing()
    {
        var id = await Stand.Media.SaveAsync("%PDF"u8.ToArray(), "pdf", CancellationToken.None);
        Provider.Answers(Uploads, """{"attachment_id":"89"}""");
        Provider.Answers(Messages, Sent);
        Provider.BreaksOffAt(Messages);

        var outcome = await Stand.SendAsync(Address, new("Mẫu") { File = new(id, "a.pdf", "application/pdf") });

        outcome.ShouldBeOfType<SendOutcome.Accepted>().Missing!.ShouldStartWith("document: perhaps, ");
    }

    [Fact]
    public async Task Cards_that_are_refused_for_now_are_missing_too_and_nothing_after_them_is_tried()
    {
        Provider.Answers(Messages, Sent);
        Provider.Answers(Messages, Error(613, "Calls to this api have exceeded the rate limit."), 400);

        var outcome = await Stand.SendAsync(Address, new("Thủ tục") { Cards = [new("Khai sinh")] });

        outcome.ShouldBeOfType<SendOutcome.Accepted>().Missing!.ShouldStartWith("cards: 613");
    }

    [Fact]
    public async Task A_day_and_a_second_after_the_person_s_last_word_nothing_leaves()
    {
        Provider.Answers(SendPath, Sent);
        Stand.Time.Advance(TimeSpan.FromHours(24));
        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();

        Stand.Time.Advance(TimeSpan.FromSeconds(1));
        (await SendAsync()).ShouldBe(Closed);

        await HearAsync(Stand, "m_later");
        Provider.Answers(SendPath, Sent);
        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
    }

    [Fact]
    public async Task To_who_never_wrote_nothing_leaves() => (await Stand.SendAsync("999", new("Xin chào"))).ShouldBe(Closed);

    [Fact]
    public async Task Where_Meta_approved_it_answers_leave_with_a_tag_for_seven_days()
    {
        await using var stand = await ChannelStand.CreateAsync(Add, new Dictionary<string, string?>(For(Provider.Url)) { ["Channels:Facebook:OutsideWindowTag"] = "HUMAN_AGENT" }, "messenger");
        await HearAsync(stand);
        Provider.Answers(SendPath, Sent);

        stand.Time.Advance(TimeSpan.FromDays(7));
        (await stand.SendAsync(Address, new("Xin chào"))).ShouldBeOfType<SendOutcome.Accepted>();
        stand.Time.Advance(TimeSpan.FromSeconds(1));
        (await stand.SendAsync(Address, new("Xin chào"))).ShouldBe(Closed);

        Provider.Received.Single().Body.ShouldContain("\"messaging_type\":\"MESSAGE_TAG\"");
        Provider.Received.Single().Body.ShouldContain("\"tag\":\"HUMAN_AGENT\"");
    }

    [Fact]
    public async Task An_address_that_is_no_person_is_refused() =>
        (await Stand.SendAsync("chị Hoa", new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("psid");

    [Fact]
    public async Task The_token_is_in_no_address_and_no_reason()
    {
        await using var down = await StandAsync(FakeProvider.Down());
        Provider.Answers(SendPath, Sent);

        (await down.SendAsync(Address, new("Xin chào"))).ToString().ShouldNotContain(Token);
        await SendAsync();

        Provider.Received.Single().Path.ShouldNotContain(Token);
    }

    protected override async Task<ChannelStand> StandAsync(Uri provider)
    {
        var stand = await ChannelStand.CreateAsync(Add, For(provider), "messenger");
        await HearAsync(stand);
        return stand;
    }

    private static Task<bool> HearAsync(ChannelStand stand, string mid = "m_0") => stand.Get<IncomingMessages>().AcceptAsync(
        new("messenger", "default", mid, "5678", IncomingKind.Message, stand.Time.GetUtcNow(), "Chào"), CancellationToken.None);
}
