using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Channels.Facebook;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Facebook;

[Trait("Database", "Both")]
public sealed class FacebookWebhookTests : IAsyncLifetime
{
    private const string Path = "/webhooks/facebook/default";

    /// <summary>Two bodies that mean the same and are signed differently; signatures computed apart.</summary>
    private const string Plain = """{"object":"page","entry":[{"id":"1234","time":1459991487970,"messaging":[{"sender":{"id":"5678"},"recipient":{"id":"1234"},"timestamp":1459991487970,"message":{"mid":"m_test1","text":"Xin chào"}}]}]}""";
    private const string PlainSignature = "sha256=a4d0fe1638fbab1c56a7e57c70f0b27bca6715329f32e05275d50b8a384bcaaf";
    private const string EscapedSignature = "sha256=d16afda6728e352104e465908bf69b7557f69eb5beb166b5d254513d5f4f6680";

    private static readonly string Escaped = Plain.Replace("à", "\\u00e0", StringComparison.Ordinal);

    private WebhookStand stand = null!;

    public static TheoryData<IncomingCase> Incoming =>
    [
        new("Text", Event(""" "message":{"mid":"m_1","text":"Tra cứu"}"""), Stored("m_1", IncomingKind.Message, "Tra cứu")),
        new("Tapped quick reply", Event(""" "message":{"mid":"m_1","text":"Tra cứu","quick_reply":{"payload":"TRACUU"}}"""), Stored("m_1", IncomingKind.Message, "TRACUU")),
        new("Picture", Event(""" "message":{"mid":"m_2","attachments":[{"type":"image","payload":{"url":"https://scontent.example/1"}}]}"""), Stored("m_2", IncomingKind.Message, "")),
        new("Place", Event(""" "message":{"mid":"m_3","attachments":[{"type":"location","payload":{"coordinates":{"lat":16.46,"long":107.59}}}]}"""), Stored("m_3", IncomingKind.Message, "")),
        new("Shared link", Event(""" "message":{"mid":"m_5","attachments":[{"type":"fallback","payload":{"url":"https://a.vn","title":"Foo"}}]}"""), Stored("m_5", IncomingKind.Message, "")),
        new("Get started", Event(""" "postback":{"mid":"m_8","title":"Bắt đầu","payload":"GET_STARTED"}"""), Stored("m_8", IncomingKind.Joined, null)),
        new(
            "Get started from a link",
            Event(""" "postback":{"mid":"m_8","title":"Bắt đầu","payload":"GET_STARTED","referral":{"ref":"c42","source":"SHORTLINK","type":"OPEN_THREAD","ad_id":"9"}}"""),
            Stored("m_8", IncomingKind.Joined, "c42")),
        new("Tapped button", Event(""" "postback":{"mid":"m_9","title":"Tra cứu hồ sơ","payload":"TRACUU"}"""), Stored("m_9", IncomingKind.Message, "TRACUU")),
        new("Tapped button without an id", Event(""" "postback":{"title":"Tra cứu","payload":"TRACUU"}"""), Stored("postback:5678:1459991487970", IncomingKind.Message, "TRACUU")),
        new("Link into a thread", Event(""" "referral":{"ref":"c42","source":"SHORTLINK","type":"OPEN_THREAD"}"""), Stored("referral:5678:1459991487970", IncomingKind.Joined, "c42")),
        new(
            "Notifications stopped",
            Event(""" "optin":{"type":"notification_messages","notification_messages_token":"123","notification_messages_status":"STOP_NOTIFICATIONS"}"""),
            Stored("stop:5678:1459991487970", IncomingKind.Refused, null)),
        new("Our own echo", Event(""" "message":{"mid":"m_6","is_echo":true,"app_id":1517776481860111,"metadata":"row-42","text":"Xin chào"}""", sender: "1234", recipient: "5678"), null),
        new("Taken back", Event(""" "message":{"mid":"m_7","is_deleted":true}"""), null),
        new("Reaction", Event(""" "reaction":{"mid":"m_9","action":"react","reaction":"love","emoji":"❤️"}"""), null),
        new("Checkbox without a person", """{"object":"page","entry":[{"id":"1234","time":1,"messaging":[{"recipient":{"id":"1234"},"timestamp":1,"optin":{"ref":"a","user_ref":"b"}}]}]}""", null),
        new("Of another page", Event(""" "message":{"mid":"m_1","text":"a"}""").Replace("1234", "9999", StringComparison.Ordinal), null),
        new("To another page", Event(""" "message":{"mid":"m_1","text":"a"}""", recipient: "9999"), null),
        new("Comment", """{"object":"page","entry":[{"id":"1234","time":1459991487,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_2","message":"a"}}]}]}""", null),
        new("Standby", """{"object":"page","entry":[{"id":"1234","time":1,"standby":[{"sender":{"id":"5678"},"message":{"mid":"m_1","text":"a"}}]}]}""", null),
        new("Not of the documented form", Event(""" "message":[1]"""), null),
        new("Nothing at all", "{}", null),
    ];

    public async Task InitializeAsync() => stand = await WebhookStand.StartAsync(
        services => services.AddFacebook(), routes => routes.MapFacebookWebhook(), FacebookSettings.For(FakeProvider.Down()));

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Incoming))]
    public async Task An_event_is_stored_once_however_often_it_comes(IncomingCase row)
    {
        (await PostAsync(row.Body)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(row.Body)).ShouldBe(HttpStatusCode.OK);

        (await stand.InboxAsync()).ShouldBe(row.Stored is null ? [] : [row.Stored]);
    }

    [Fact]
    public async Task The_bytes_as_sent_are_what_is_signed()
    {
        (await PostAsync(Plain, PlainSignature)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Escaped, EscapedSignature)).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Escaped, PlainSignature)).ShouldBe(HttpStatusCode.Forbidden);

        (await stand.InboxAsync()).ShouldHaveSingleItem().Text.ShouldBe("Xin chào");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a4d0fe1638fbab1c56a7e57c70f0b27bca6715329f32e05275d50b8a384bcaaf")]
    [InlineData("sha256=A4D0FE1638FBAB1C56A7E57C70F0B27BCA6715329F32E05275D50B8A384BCAAF")]
    [InlineData("sha256=a4d0fe1638fbab1c56a7e57c70f0b27bca6715329f32e05275d50b8a384bcaae")]
    public async Task A_forged_event_is_refused_and_leaves_nothing(string? signature)
    {
        (await PostAsync(Plain, signature)).ShouldBe(HttpStatusCode.Forbidden);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_is_taken_whole_though_one_of_it_cannot_be_read()
    {
        var body = $$"""
            {"object":"page","entry":[
             {"id":"1234","time":1,"messaging":[{{One("m_1", "một")}},{"sender":7},{{One("m_2", "hai")}},{{One("m_1", "một")}}]},
             {"id":"1234","time":1,"messaging":[{{One("m_3", "ba")}}]}]}
            """;

        (await PostAsync(body)).ShouldBe(HttpStatusCode.OK);

        (await stand.InboxAsync()).Select(stored => stored.Text).ShouldBe(["một", "hai", "ba"]);
    }

    [Fact]
    public async Task A_delivery_that_names_its_messages_is_a_receipt_of_each()
    {
        await PostAsync(Event(""" "delivery":{"mids":["m_a","m_b"],"watermark":1458668856253}"""));
        await PostAsync(Event(""" "delivery":{"mids":["m_a"],"watermark":1458668856}"""));

        var receipts = await stand.ReceiptsAsync();
        receipts.Select(receipt => (receipt.ProviderId, receipt.Status)).ShouldBe([("m_a", ReceiptStatus.Delivered), ("m_b", ReceiptStatus.Delivered)]);
        receipts[0].OccurredAt.ToUnixTimeMilliseconds().ShouldBe(1458668856253);
    }

    [Fact]
    public async Task The_echo_of_our_message_names_it_by_our_id()
    {
        const string Ours = "0199f2a0-7b1c-7000-8000-000000000001";
        await PostAsync(Event($$""" "message":{"mid":"m_6","is_echo":true,"app_id":1,"metadata":"{{Ours}}","text":"a"}""", sender: "1234", recipient: "5678"));

        var receipt = (await stand.ReceiptsAsync()).ShouldHaveSingleItem();
        (receipt.ProviderId, receipt.MessageId, receipt.Status).ShouldBe(("m_6", (Guid?)Guid.Parse(Ours), ReceiptStatus.Sent));
    }

    [Theory]
    [InlineData("https://scontent.example/1", "image", """{"type":"image","payload":{"url":"https://scontent.example/1"}}""")]
    [InlineData("https://scontent.example/1", "sticker", """{"type":"image","payload":{"sticker_id":369239263222822,"url":"https://scontent.example/1"}}""")]
    [InlineData("geo:16.46,107.59", "location", """{"type":"location","payload":{"coordinates":{"lat":16.46,"long":107.59}}}""")]
    [InlineData(null, "file", """{"type":"file","payload":{"url":"not an address"}}""")]
    [InlineData(null, "audio", """{"type":"audio"}""")]
    public void What_came_with_the_words_is_kept(string? url, string kind, string attachment)
    {
        var json = $$"""{"sender":{"id":"5678"},"recipient":{"id":"1234"},"timestamp":1459991487,"message":{"mid":"m","attachments":[{{attachment}}]} }""";
        var read = JsonSerializer.Deserialize(json, GraphJson.Default.MessengerEvent)!;

        var message = new MessengerHappening("default", "1234", read, DateTimeOffset.UnixEpoch).Message()!;

        var file = message.Details!.Files!.ShouldHaveSingleItem();
        (file.Kind, file.Url?.OriginalString).ShouldBe((kind, url));
        message.OccurredAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1459991487));
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.verify_token=our%20word&hub.challenge=1158201444", HttpStatusCode.OK)]
    [InlineData("hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=our%20word&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.verify_token=our%20word", HttpStatusCode.BadRequest)]
    public async Task The_handshake_repeats_the_challenge_to_who_knows_our_word(string query, HttpStatusCode expected)
    {
        var (status, type, body) = await stand.GetAsync($"{Path}?{query}");

        status.ShouldBe(expected);
        if (status == HttpStatusCode.OK)
            (type, body).ShouldBe(("text/plain", "1158201444"));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"entry":7}""")]
    public async Task A_body_that_is_no_event_is_a_bad_request(string body) => (await PostAsync(body)).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task An_unknown_account_is_not_found() =>
        (await stand.PostAsync("/webhooks/facebook/other", Plain, "application/json", (FacebookSignature.Header, PlainSignature))).Status.ShouldBe(HttpStatusCode.NotFound);

    private Task<HttpStatusCode> PostAsync(string body) => PostAsync(
        body, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FacebookSettings.AppSecret), Encoding.UTF8.GetBytes(body))));

    private async Task<HttpStatusCode> PostAsync(string body, string? signature) =>
        (await stand.PostAsync(Path, body, "application/json", signature is null ? [] : [(FacebookSignature.Header, signature)])).Status;

    private static string Event(string what, string sender = "5678", string recipient = "1234") =>
        $$$"""{"object":"page","entry":[{"id":"1234","time":1459991487970,"messaging":[{"sender":{"id":"{{{sender}}}"},"recipient":{"id":"{{{recipient}}}"},"timestamp":1459991487970,{{{what}}}}]}]}""";

    private static string One(string mid, string text) =>
        $$$"""{"sender":{"id":"5678"},"recipient":{"id":"1234"},"timestamp":1459991487970,"message":{"mid":"{{{mid}}}","text":"{{{text}}}"}}""";

    private static StoredEvent Stored(string eventId, IncomingKind kind, string? text) => new("messenger", "default", eventId, kind, text, "5678", null);
}
