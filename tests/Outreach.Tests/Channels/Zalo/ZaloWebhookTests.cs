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
        new("A timestamp as a number", """{"event_name":"user_send_text","sender":{"id":"246"},"message":{"msg_id":"m5","text":"a"},"timestamp":1735689600000}""",
            Stored("user_send_text:m5", IncomingKind.Message, "a")),
    ];

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
