using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Channels.Twilio;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Twilio;

[Trait("Database", "Both")]
public sealed class TwilioWebhookTests : IAsyncLifetime
{
    private const string Inbound = "/webhooks/twilio/default";
    private const string Status = "/webhooks/twilio/default/status?m=0194f0c0-0000-7000-8000-000000000001";
    private const string Form = "application/x-www-form-urlencoded";

    private WebhookStand stand = null!;

    public static TheoryData<IncomingCase> Incoming =>
    [
        new("Text", "MessageSid=SM1&From=%2B84901234567&To=%2B84900000000&Body=Xin+ch%C3%A0o%2C+t%C3%B4i+c%E1%BA%A7n+h%E1%BB%97+tr%E1%BB%A3&NumMedia=0",
            Stored(IncomingKind.Message, "Xin chào, tôi cần hỗ trợ")),
        new("Without words", "MessageSid=SM1&From=%2B84901234567&NumMedia=1", Stored(IncomingKind.Message, "")),
        new("Stop", "MessageSid=SM1&From=%2B84901234567&Body=STOP&OptOutType=STOP", Stored(IncomingKind.Refused, "STOP")),
        new("Start", "MessageSid=SM1&From=%2B84901234567&Body=START&OptOutType=START", Stored(IncomingKind.Agreed, "START")),
    ];

    public async Task InitializeAsync() => stand = await WebhookStand.StartAsync(
        services => services.AddTwilio(), routes => routes.MapTwilioWebhook(), TwilioChannelTests.Settings(FakeProvider.Down()));

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Incoming))]
    public async Task An_incoming_message_is_stored_once_however_often_it_comes(IncomingCase row)
    {
        var (status, body) = await SignedAsync(Inbound, row.Body);
        await SignedAsync(Inbound, row.Body);

        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe("""<?xml version="1.0" encoding="UTF-8"?><Response/>""");
        (await stand.InboxAsync()).ShouldBe([row.Stored!]);
    }

    [Fact]
    public async Task A_call_for_help_that_Twilio_has_answered_is_only_acknowledged()
    {
        (await SignedAsync(Inbound, "MessageSid=SM1&From=%2B84901234567&Body=HELP&OptOutType=HELP")).Status.ShouldBe(HttpStatusCode.OK);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("sent", ReceiptStatus.Sent, null)]
    [InlineData("delivered", ReceiptStatus.Delivered, null)]
    [InlineData("read", ReceiptStatus.Seen, null)]
    [InlineData("undelivered&ErrorCode=30003", ReceiptStatus.Failed, "30003 undelivered")]
    [InlineData("failed&ErrorCode=30024&ErrorMessage=not+provisioned", ReceiptStatus.Failed, "30024 not provisioned")]
    public async Task A_status_is_recorded_once_under_our_own_id(string status, ReceiptStatus expected, string? reason)
    {
        (await SignedAsync(Status, "MessageSid=SM1&MessageStatus=" + status)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SignedAsync(Status, "MessageSid=SM1&MessageStatus=" + status)).Status.ShouldBe(HttpStatusCode.NoContent);

        var receipt = (await stand.ReceiptsAsync()).ShouldHaveSingleItem();
        (receipt.Channel, receipt.ProviderId, receipt.Status, receipt.Reason).ShouldBe(("sms", "SM1", expected, reason));
        receipt.MessageId.ShouldBe(Guid.Parse("0194f0c0-0000-7000-8000-000000000001"));
    }

    [Fact]
    public async Task Each_status_of_a_message_is_recorded()
    {
        await SignedAsync(Status, "MessageSid=SM1&MessageStatus=delivered");
        await SignedAsync(Status, "MessageSid=SM1&MessageStatus=sent");

        (await stand.ReceiptsAsync()).Select(receipt => receipt.EventId).ShouldBe(["SM1:delivered", "SM1:sent"]);
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("queued")]
    [InlineData("sending")]
    [InlineData("a-status-of-tomorrow")]
    public async Task A_status_on_the_way_is_only_acknowledged(string status)
    {
        (await SignedAsync(Status, "MessageSid=SM1&MessageStatus=" + status)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(Inbound)]
    [InlineData(Status)]
    public async Task A_forged_form_is_refused_and_leaves_nothing(string path)
    {
        const string Body = "MessageSid=SM1&From=%2B84901234567&Body=a&MessageStatus=delivered";
        var genuine = Sign(path, Body);

        (await PostAsync(path, Body, genuine[..^2] + "A=")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(path, Body + "&More=1", genuine)).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(path + (path == Inbound ? "?a=1" : "&a=1"), Body, genuine)).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(path, Body, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_JSON_event_is_taken_when_its_hash_is_signed()
    {
        const string Body = """{"MessageSid":"SM1","From":"+84901234567","Body":"Xin chào","NumMedia":0}""";

        (await JsonAsync(Body, Hash(Body))).ShouldBe(HttpStatusCode.OK);

        (await stand.InboxAsync()).ShouldBe([Stored(IncomingKind.Message, "Xin chào")]);
    }

    [Theory]
    [InlineData("""{"MessageSid":"SM1","From":"+84901234567"}""", null, HttpStatusCode.Forbidden)]
    [InlineData("""{"MessageSid":"SM1","From":"+84901234567"}""", "00", HttpStatusCode.Forbidden)]
    [InlineData("""[1]""", "", HttpStatusCode.BadRequest)]
    [InlineData("""{"MessageSid":""", "", HttpStatusCode.BadRequest)]
    [InlineData("""{"MessageSid":"\ud800"}""", "", HttpStatusCode.BadRequest)]
    [InlineData("", "", HttpStatusCode.BadRequest)]
    public async Task JSON_that_nothing_vouches_for_or_nobody_understands_is_refused(string body, string? hash, HttpStatusCode expected)
    {
        (await JsonAsync(body, hash == "" ? Hash(body) : hash)).ShouldBe(expected);
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Pictures_are_kept_as_links()
    {
        const string Body =
            "MessageSid=MM1&From=%2B84901234567&Body=a&NumMedia=3&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fme1&MediaContentType0=image%2Fjpeg"
            + "&MediaUrl1=https%3A%2F%2Fapi.twilio.com%2Fme2&MediaContentType1=application%2Fpdf&MediaUrl2=file%3A%2F%2F%2Fetc%2Fpasswd";

        (await SignedAsync(Inbound, Body)).Status.ShouldBe(HttpStatusCode.OK);

        (await stand.DetailsAsync()).ShouldHaveSingleItem()!.Files.ShouldBe(
        [
            new IncomingFile("image", new Uri("https://api.twilio.com/me1"), ContentType: "image/jpeg"),
            new IncomingFile("file", new Uri("https://api.twilio.com/me2"), ContentType: "application/pdf"),
        ]);
    }

    [Theory]
    [InlineData("MessageSid=SM%00&From=%2B84901234567&Body=a")]
    [InlineData("MessageSid=SM1%27%3B&From=%2B84901234567&Body=a")]
    public async Task An_id_that_cannot_be_one_is_a_bad_request(string body) =>
        (await SignedAsync(Inbound, body)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("%EF%BF%BE")]
    [InlineData("%ED%A0%80")]
    [InlineData("%00")]
    public async Task Words_that_are_no_letters_are_stored_all_the_same(string words)
    {
        (await SignedAsync(Inbound, "MessageSid=SM1&From=%2B84901234567&Body=" + words)).Status.ShouldBe(HttpStatusCode.OK);
        (await stand.RowsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_signed_form_without_a_message_is_a_bad_request() =>
        (await SignedAsync(Inbound, "AccountSid=AC1")).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task The_second_token_is_taken_while_the_first_is_changed()
    {
        var settings = TwilioChannelTests.Settings(FakeProvider.Down());
        settings["Channels:Twilio:AuthToken"] = "new";
        settings["Channels:Twilio:SecondaryAuthToken"] = "12345";
        await using var changing = await WebhookStand.StartAsync(services => services.AddTwilio(), routes => routes.MapTwilioWebhook(), settings);
        const string Body = "MessageSid=SM1&From=%2B84901234567&Body=a";

        (await changing.PostAsync(Inbound, Body, Form, ("X-Twilio-Signature", Sign(Inbound, Body)))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_account_is_not_found()
    {
        (await SignedAsync("/webhooks/twilio/other", "MessageSid=SM1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SignedAsync("/webhooks/twilio/other/status", "MessageSid=SM1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpStatusCode> JsonAsync(string body, string? hash)
    {
        var path = hash is null ? Inbound : $"{Inbound}?bodySHA256={hash}";
        var signature = TwilioSignature.Compute("12345", "https://bot.example.vn" + path, []);
        return (await stand.PostAsync(path, body, "application/json", ("X-Twilio-Signature", signature))).Status;
    }

    private static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private Task<(HttpStatusCode Status, string Body)> SignedAsync(string path, string body) =>
        stand.PostAsync(path, body, Form, ("X-Twilio-Signature", Sign(path, body)));

    private async Task<HttpStatusCode> PostAsync(string path, string body, string? signature) =>
        (await stand.PostAsync(path, body, Form, signature is null ? [] : [("X-Twilio-Signature", signature)])).Status;

    private static string Sign(string path, string body) => TwilioSignature.Compute(
        "12345",
        "https://bot.example.vn" + path,
        QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => field.Value.ToString()));

    private static StoredEvent Stored(IncomingKind kind, string? text) => new("sms", "default", "SM1", kind, text, "+84901234567", null);
}
