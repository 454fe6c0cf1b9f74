using System.Net;
using System.Security.Cryptography;
using System.Text;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

[Trait("Database", "Both")]
public sealed class ZaloWebhookTests : IAsyncLifetime
{
    private const string Path = "/webhooks/zalo/default";
    private const string Signature = "X-ZEvent-Signature";

    /// <summary>Two vectors computed apart from this code, with the documented rule.</summary>
    private const string FirstBody =
        """{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"message","msg_id":"96d3cdf3af150460909"},"timestamp":"154390853474"}""";

    private const string FirstMac = "e23fc267679cbca50903ada9f1a9395872eaff65365b06af07831f3391dcf739";

    private const string SecondBody =
        """{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào Đăk Lăk 👋","msg_id":"m2"},"timestamp":"1735689600000"}""";

    private const string SecondMac = "b4931cb8457e2095034851a22cdba7d54dcc4aa15fca29fc228d4be45dff582d";

    private WebhookStand stand = null!;

    public static TheoryData<IncomingCase> Incoming =>
    [
        new("Text", Event("user_send_text", """ "sender":{"id":"246"},"message":{"msg_id":"m1","text":"Làm giấy khai sinh"}"""),
            Stored("user_send_text:m1", IncomingKind.Message, "Làm giấy khai sinh")),
        new("Text in loose accents", Event("user_send_text", $$""" "sender":{"id":"246"},"message":{"msg_id":"m1","text":"{{"Đăng ký".Normalize(NormalizationForm.FormD)}}"}"""),
            Stored("user_send_text:m1", IncomingKind.Message, "Đăng ký")),
        new("Picture with words", Event("user_send_image", """ "sender":{"id":"246"},"message":{"msg_id":"m2","text":"ảnh đơn","attachments":[{"type":"image","payload":{"url":"https://a"}}]}"""),
            Stored("user_send_image:m2", IncomingKind.Message, "ảnh đơn")),
        new("Place without words", Event("user_send_location", """ "sender":{"id":"246"},"message":{"msg_id":"m3","attachments":[{"type":"location"}]}"""),
            Stored("user_send_location:m3", IncomingKind.Message, "")),
        new("Follow", """{"app_id":"360846524940903967","event_name":"follow","follower":{"id":"246"},"timestamp":"1735689600000"}""",
            Stored("follow:", IncomingKind.Joined, null)),
        new("Unfollow", """{"app_id":"360846524940903967","event_name":"unfollow","follower":{"id":"246"},"timestamp":"1735689600000"}""",
            Stored("unfollow:", IncomingKind.Left, null)),
        new("Withdrawal", """{"app_id":"360846524940903967","event_name":"user_withdraw","user_id":"246","timestamp":"1735689600000"}""",
            Stored("user_withdraw:", IncomingKind.Withdrew, null)),
        new("The account's own message", Event("oa_send_text", """ "sender":{"id":"388"},"message":{"msg_id":"m4","text":"Xin chào"}"""), null),
        new("An event of an unknown form", Event("oa_send_consent", """ "sender":[],"message":"text" """), null),
        new("Opened the chat for the first time", """{"event_name":"user_click_chatnow","oa_id":"388","user_id":"246","timestamp":"1735689600000"}""",
            Stored("user_click_chatnow:", IncomingKind.Joined, null)),
        new("Handed over name and number", Event("user_submit_info", """ "sender":{"id":"246"},"info":{"name":"A","phone":"84901234567"}"""),
            Stored("user_submit_info:", IncomingKind.SharedContact, null)),
        new("A visitor without an account", Event("anonymous_send_text", """ "sender":{"id":"a1"},"message":{"msg_id":"m6","text":"Xin chào","conversation_id":"c9"}"""),
            Stored("anonymous_send_text:m6", IncomingKind.Message, "Xin chào") with { Sender = "anonymous/a1/c9" }),
        new("A visitor nobody could answer", Event("anonymous_send_text", """ "sender":{"id":"a1"},"message":{"msg_id":"m7","text":"Xin chào"}"""), null),
        new("A timestamp as a number", """{"event_name":"user_send_text","sender":{"id":"246"},"message":{"msg_id":"m5","text":"a"},"timestamp":1735689600000}""",
            Stored("user_send_text:m5", IncomingKind.Message, "a")),
    ];

    /// <summary>Names on Zalo's pages that change nothing here.</summary>
    public static TheoryData<string> Acknowledged =>
    [
        "oa_send_text", "oa_send_image", "oa_send_gif", "oa_send_list", "oa_send_file", "oa_send_sticker",
        "oa_send_anonymous_text", "oa_send_anonymous_image", "oa_send_anonymous_file", "oa_send_anonymous_sticker",
        "user_reacted_message", "oa_reacted_message", "add_user_to_tag", "remove_user_from_tag", "remove_tag", "update_user_info",
        "oa_send_consent", "user_reply_consent", "user_call_oa", "oa_call_user", "widget_interaction_accepted", "widget_failed_to_sync_user_external_id",
        "create_group", "delete_group", "update_group_info", "add_group_admin", "remove_group_admin", "user_join_group", "user_out_group",
        "user_request_join_group", "accept_request_join_group", "reject_request_join_group", "user_send_group_text", "oa_send_group_text",
        "user_feedback", "user_click_response_button", "extension_purchased", "change_template_status", "change_template_quality", "change_template_quota",
        "change_oa_daily_quota", "change_oa_template_tags", "event_journey_acknowledged", "event_journey_time_out", "one_of_next_year",
    ];

    /// <summary>Kinds of messages with what comes with them.</summary>
    public static TheoryData<string, string, IncomingFile> Attachments => new()
    {
        { "user_send_image", """{"type":"image","payload":{"thumbnail":"https://a/t.jpg","url":"https://a/1.jpg"}}""", new("image", new("https://a/1.jpg")) },
        { "user_send_gif", """{"type":"gif","payload":{"thumbnail":"https://a/t.gif","url":"https://a/1.gif"}}""", new("gif", new("https://a/1.gif")) },
        { "user_send_sticker", """{"type":"sticker","payload":{"id":"bfe458bf64fa8da4d4eb","url":"https://a/s.png"}}""", new("sticker", new("https://a/s.png"), "bfe458bf64fa8da4d4eb") },
        { "user_send_link", """{"type":"link","payload":{"thumbnail":"https://a/t","description":"Cổng DVC","url":"https://b/"}}""", new("link", new("https://b/"), Name: "Cổng DVC") },
        { "user_send_audio", """{"type":"audio","payload":{"url":"https://a/1.amr"}}""", new("audio", new("https://a/1.amr")) },
        { "user_send_video", """{"type":"video","payload":{"thumbnail":"https://a/t","description":"Sạt lở","url":"https://a/1.mp4"}}""", new("video", new("https://a/1.mp4"), Name: "Sạt lở") },
        { "user_send_location", """{"type":"location","payload":{"coordinates":{"latitude":"16.46","longitude":"107.59"}}}""", new("location", new("geo:16.46,107.59")) },
        { "user_send_location", """{"type":"location","payload":{"coordinates":{"latitude":16.46,"longitude":107.59}}}""", new("location", new("geo:16.46,107.59")) },
        { "user_send_file", """{"type":"file","payload":{"url":"https://a/1.pdf","size":"204800","name":"don.pdf","checksum":"c","type":"pdf"}}""", new("file", new("https://a/1.pdf"), Name: "don.pdf", ContentType: "pdf") },
        { "user_send_business_card", """{"type":"link","payload":{"thumbnail":"https://a/t","description":"{}","url":"https://b/"}}""", new("link", new("https://b/"), Name: "{}") },
        { "anonymous_send_image", """{"type":"image","payload":{"url":"https://a/1.jpg"}}""", new("image", new("https://a/1.jpg")) },
        { "anonymous_send_file", """{"type":"file","payload":{"url":"not an address"}}""", new("file") },
        { "anonymous_send_sticker", """{"type":"sticker"}""", new("sticker") },
    };

    public async Task InitializeAsync() =>
        stand = await WebhookStand.StartAsync(services => services.AddZalo(), routes => routes.MapZaloWebhook(), ZaloStand.Settings(FakeProvider.Down()));

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Incoming))]
    public async Task An_event_is_stored_once_however_often_it_comes(IncomingCase row)
    {
        (await SendAsync(row.Body)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(row.Body)).ShouldBe(HttpStatusCode.OK);

        var expected = row.Stored is { Kind: not IncomingKind.Message } stored
            ? stored with { EventId = $"{stored.EventId.Split(':')[0]}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Body)))}" }
            : row.Stored;
        (await stand.InboxAsync()).ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData(FirstBody, "mac=" + FirstMac)]
    [InlineData(FirstBody, FirstMac)]
    [InlineData(SecondBody, "mac=" + SecondMac)]
    public async Task The_reference_vectors_are_genuine(string body, string signature)
    {
        (await PostAsync(body, signature)).ShouldBe(HttpStatusCode.OK);
        (await stand.InboxAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("mac=f23fc267679cbca50903ada9f1a9395872eaff65365b06af07831f3391dcf739")]
    [InlineData("mac=" + SecondMac)]
    [InlineData("mac=")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_forged_event_is_refused_and_leaves_nothing(string? signature)
    {
        (await PostAsync(FirstBody, signature)).ShouldBe(HttpStatusCode.Unauthorized);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_changed_byte_makes_it_forged()
    {
        (await PostAsync(FirstBody.Replace("\"message\",", "\"massage\",", StringComparison.Ordinal), "mac=" + FirstMac)).ShouldBe(HttpStatusCode.Unauthorized);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Acknowledged))]
    public async Task Every_other_event_is_acknowledged_whatever_its_form(string name)
    {
        (await SendAsync(Event(name, """ "sender":[],"message":"text","quota":"many","status":7,"template_id":{} """))).ShouldBe(HttpStatusCode.OK);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Attachments))]
    public async Task What_comes_with_the_words_is_kept(string name, string attachment, IncomingFile file)
    {
        await SendAsync(Event(name, $$""" "sender":{"id":"246"},"message":{"msg_id":"m1","conversation_id":"c9","attachments":[{{attachment}}]}"""));

        (await stand.DetailsAsync()).ShouldHaveSingleItem()!.Files!.ShouldHaveSingleItem().ShouldBe(file);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("[7,null,{},{\"type\":{}}]")]
    public async Task Attachments_of_another_form_do_not_lose_the_words(string attachments)
    {
        (await SendAsync(Event("user_send_image", $$""" "sender":{"id":"246"},"message":{"msg_id":"m1","text":"ảnh","attachments":{{attachments}}}"""))).ShouldBe(HttpStatusCode.OK);

        (await stand.InboxAsync()).ShouldHaveSingleItem().Text.ShouldBe("ảnh");
        (await stand.DetailsAsync()).ShouldBe([null]);
    }

    [Theory]
    [InlineData("""{"name":"Nguyễn Văn A","phone":"84901234567","address":"12 Lê Lợi","district":"Huế","city":"Thừa Thiên Huế"}""", "84901234567", "12 Lê Lợi, Huế, Thừa Thiên Huế")]
    [InlineData("""{"name":"Nguyễn Văn A","phone":84901234567,"full_address":{"user_city":"Huế","user_ward":"Thuận Hóa","user_address":"12 Lê Lợi"}}""", "84901234567", "12 Lê Lợi, Thuận Hóa, Huế")]
    [InlineData("""{"name":"Nguyễn Văn A"}""", null, null)]
    public async Task A_form_is_read_whichever_way_it_writes_the_address(string info, string? phone, string? address)
    {
        await SendAsync(Event("user_submit_info", $$""" "sender":{"id":"246"},"info":{{info}}"""));

        (await stand.DetailsAsync()).ShouldHaveSingleItem()!.Contact.ShouldBe(new SharedContact("Nguyễn Văn A", phone, address));
    }

    [Fact]
    public async Task A_delivery_by_ZNS_names_our_own_row()
    {
        var ours = Guid.Parse("019b8a4e-0000-7000-8000-000000000001");
        await SendAsync(Event("user_received_message", $$""" "sender":{"id":"388"},"recipient":{"id":"84987654321"},"message":{"delivery_time":"1735689601000","msg_id":"a4d0","tracking_id":"{{ours:N}}"}"""));
        await SendAsync(Event("user_received_message", """ "message":{"msg_id":"a4d1","tracking_id":"c42-r1001"}"""));

        (await stand.ReceiptsAsync()).Select(receipt => (receipt.Channel, receipt.ProviderId, receipt.MessageId, receipt.Status, receipt.OccurredAt.ToUnixTimeMilliseconds())).ShouldBe(
            [("zns", "a4d0", (Guid?)ours, ReceiptStatus.Delivered, 1735689601000), ("zns", "a4d1", null, ReceiptStatus.Delivered, 1735689600000)]);
    }

    [Theory]
    [InlineData("change_oa_daily_quota", """ "quota":{"prev_value":1000,"new_value":"2000"}""", "daily")]
    [InlineData("change_oa_daily_quota", """ "quota":{"prev_quota":1000,"new_quota":2000}""", "daily")]
    [InlineData("change_template_quota", """ "template_id":"7895","new_quota":2000""", "template:7895")]
    public async Task A_new_quota_is_kept(string name, string content, string kind)
    {
        await SendAsync(Event(name, content));
        await stand.Get<ProviderQuotas>().FlushAsync(CancellationToken.None);

        var quota = (await stand.Get<ProviderQuotas>().ReadAsync("zns", "default", CancellationToken.None)).ShouldHaveSingleItem();
        (quota.Kind, quota.Remaining, quota.Total).ShouldBe((kind, null, 2000));
    }

    [Fact]
    public async Task A_delivery_is_recorded_once()
    {
        var body = Event("user_received_message", """ "sender":{"id":"388"},"recipient":{"id":"246"},"message":{"msg_id":"63ec"}""");

        await SendAsync(body);
        await SendAsync(body);

        var receipt = (await stand.ReceiptsAsync()).ShouldHaveSingleItem();
        (receipt.ProviderId, receipt.Status, receipt.OccurredAt).ShouldBe(("63ec", ReceiptStatus.Delivered, DateTimeOffset.FromUnixTimeMilliseconds(1735689600000)));
    }

    [Fact]
    public async Task Messages_seen_together_are_all_recorded()
    {
        await SendAsync(Event("user_seen_message", """ "message":{"msg_ids":["63ec","63ed"]}"""));

        (await stand.ReceiptsAsync()).Select(receipt => (receipt.ProviderId, receipt.Status)).ShouldBe([("63ec", ReceiptStatus.Seen), ("63ed", ReceiptStatus.Seen)]);
    }

    [Theory]
    [InlineData("""{"event_name":"user_send_text","message":"text","timestamp":"1735689600000"}""")]
    [InlineData("{\"event_name\":")]
    [InlineData("null")]
    public async Task A_signed_body_that_is_no_event_is_a_bad_request(string body)
    {
        var status = await stand.PostAsync(Path, body, "application/json", (Signature, Mac(body)), ("X-ZEvent-Timestamp", "1735689600000"));

        status.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task More_than_64_KB_is_refused_unread()
    {
        var (status, _) = await stand.PostAsync(Path, new string(' ', 70_000) + FirstBody, "application/json", (Signature, "mac=" + FirstMac));

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_unknown_account_is_not_found() =>
        (await stand.PostAsync("/webhooks/zalo/other", FirstBody, "application/json", (Signature, FirstMac))).Status.ShouldBe(HttpStatusCode.NotFound);

    private Task<HttpStatusCode> SendAsync(string body) => PostAsync(body, Mac(body));

    private async Task<HttpStatusCode> PostAsync(string body, string? signature) =>
        (await stand.PostAsync(Path, body, "application/json", signature is null ? [] : [(Signature, signature)])).Status;

    private static string Mac(string body) =>
        "mac=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("360846524940903967" + body + "1735689600000" + "zalo-oa-secret-for-tests")));

    private static string Event(string name, string content) =>
        $$"""{"app_id":"360846524940903967","event_name":"{{name}}","timestamp":"1735689600000",{{content}} }""";

    private static StoredEvent Stored(string eventId, IncomingKind kind, string? text) => new("zalo", "default", eventId, kind, text, "246", null);
}
