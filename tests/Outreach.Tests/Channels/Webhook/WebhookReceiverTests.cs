using System.Net;
using System.Text;
using Outreach.Channels.Webhook;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Webhook;

[Trait("Database", "Both")]
public sealed class WebhookReceiverTests : IAsyncLifetime
{
    private const string Path = "/webhooks/generic/e-office";

    /// <summary>What the stand's clock says, in Unix seconds.</summary>
    private const long Now = 1767578400;

    private const string Ours = "0199f2a0-7b1c-7000-8000-000000000001";
    private const string Hello = """{"type":"message","from":"0913000001","text":"Xin chào"}""";

    private WebhookStand stand = null!;

    public static TheoryData<IncomingCase> Incoming =>
    [
        new("Text", Hello, Stored(IncomingKind.Message, "Xin chào")),
        new("Text with a name and fields of tomorrow", """{"type":"message","from":"0913000001","name":"Chị Hoa","text":"A","mood":{"x":[1]}}""", Stored(IncomingKind.Message, "A", "Chị Hoa")),
        new("Decomposed letters", """{"type":"message","from":"0913000001","text":"che\u0302\u0301"}""", Stored(IncomingKind.Message, "chế")),
        new("Only a picture", """{"type":"message","from":"0913000001","files":[{"url":"https://a.vn/7.jpg","kind":"image"}]}""", Stored(IncomingKind.Message, "")),
        new("Joined", """{"type":"joined","from":"0913000001","code":"c42"}""", Stored(IncomingKind.Joined, "c42")),
        new("Left", """{"type":"left","from":"0913000001"}""", Stored(IncomingKind.Left, null)),
        new("Contact", """{"type":"contact","from":"0913000001","name":"Lê Thị Hoa","phone":"0913000001"}""", Stored(IncomingKind.SharedContact, null, "Lê Thị Hoa")),
    ];

    public static TheoryData<string, string> Wrong => new()
    {
        { "no JSON", "body" },
        { "[]", "body" },
        { """{"type":"message","from":"1","text":"\ud800"}""", "body" },
        { "{}", "type" },
        { """{"type":"greeting","from":"1"}""", "type" },
        { """{"type":["message"]}""", "type" },
        { """{"type":"message","text":"a"}""", "from" },
        { """{"type":"message","from":7,"text":"a"}""", "from" },
        { """{"type":"message","from":"1"}""", "text" },
        { """{"type":"message","from":"1","text":" "}""", "text" },
        { """{"type":"message","from":"1","text":"a","occurredAt":"yesterday"}""", "occurredAt" },
        { """{"type":"message","from":"1","files":[]}""", "files" },
        { """{"type":"message","from":"1","files":[1]}""", "files[0]" },
        { """{"type":"message","from":"1","files":[{"url":"https://a.vn"},{"url":"javascript:alert(1)"}]}""", "files[1].url" },
        { """{"type":"contact","from":"1"}""", "phone" },
        { """{"type":"receipt","message":"7","status":"seen"}""", "message" },
        { $$"""{"type":"receipt","message":"{{Ours}}","status":"lost"}""", "status" },
    };

    public async Task InitializeAsync() => stand = await WebhookStand.StartAsync(
        services => services.AddWebhook(), routes => routes.MapGenericWebhook(), new Dictionary<string, string?>(WebhookChannelTests.Settings(FakeProvider.Down()))
        {
            ["Channels:Webhook:Endpoints:E-Office:OldSecret"] = WebhookChannelTests.OldSecret,
            ["Channels:Webhook:Endpoints:1022:Secret"] = "whsec_" + Convert.ToBase64String(new byte[32]),
        });

    public async Task DisposeAsync() => await stand.DisposeAsync();

    [Theory]
    [MemberData(nameof(Incoming))]
    public async Task An_event_is_stored_once_however_often_it_comes(IncomingCase row)
    {
        (await PostAsync(row.Body)).ShouldBe((HttpStatusCode.OK, """{"id":"evt-1","stored":true}"""));
        (await PostAsync(row.Body, at: Now + 100)).ShouldBe((HttpStatusCode.OK, """{"id":"evt-1","stored":false}"""));

        (await stand.InboxAsync()).ShouldBe([row.Stored!]);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var (status, answer) = await PostAsync(body);

        status.ShouldBe(HttpStatusCode.BadRequest, answer);
        answer.ShouldStartWith($$"""{"field":"{{field}}",""");
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(null, "evt-1", Now, "Webhook-Signature")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "evt-1", Now, "Webhook-Signature")]
    [InlineData(WebhookChannelTests.Secret, "", Now, "Webhook-Id")]
    [InlineData(WebhookChannelTests.Secret, "evt.1", Now, "Webhook-Id")]
    [InlineData(WebhookChannelTests.Secret, "evt-1", Now - 301, "Webhook-Timestamp")]
    [InlineData(WebhookChannelTests.Secret, "evt-1", Now + 301, "Webhook-Timestamp")]
    [InlineData(WebhookChannelTests.Secret, "evt-1", -1L, "Webhook-Timestamp")]
    public async Task A_forged_or_replayed_event_is_refused_and_leaves_nothing(string? secret, string id, long at, string field)
    {
        var (status, answer) = await PostAsync(Hello, id, at, secret);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.ShouldStartWith($$"""{"field":"{{field}}",""");
        (await stand.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(Now - 300)]
    [InlineData(Now + 300)]
    public async Task Five_minutes_are_within_the_window(long at) => (await PostAsync(Hello, at: at)).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task What_was_changed_after_it_was_signed_is_refused() =>
        (await stand.PostAsync(Path, Hello + " ", "application/json", Headers(Hello, "evt-1", Now, WebhookChannelTests.Secret))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task The_old_secret_is_good_while_it_is_changed() => (await PostAsync(Hello, secret: WebhookChannelTests.OldSecret)).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task One_system_cannot_sign_for_another()
    {
        (await stand.PostAsync("/webhooks/generic/1022", Hello, "application/json", Headers(Hello, "evt-1", Now, WebhookChannelTests.Secret))).Status
            .ShouldBe(HttpStatusCode.Unauthorized);
        (await stand.PostAsync("/webhooks/generic/nobody", Hello, "application/json")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_event_id_from_two_systems_is_two_events()
    {
        await PostAsync(Hello);
        await stand.PostAsync("/webhooks/generic/1022", Hello, "application/json", Headers(Hello, "evt-1", Now, "whsec_" + Convert.ToBase64String(new byte[32])));

        (await stand.InboxAsync()).Select(stored => stored.Sender).ShouldBe(["1022|0913000001", "e-office|0913000001"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("sent", ReceiptStatus.Sent, null)]
    [InlineData("delivered", ReceiptStatus.Delivered, null)]
    [InlineData("seen", ReceiptStatus.Seen, null)]
    [InlineData("failed", ReceiptStatus.Failed, "hết hạn")]
    public async Task A_receipt_names_our_message_and_speaks_only_for_its_own_system(string status, ReceiptStatus expected, string? reason)
    {
        var body = $$"""{"type":"receipt","message":"{{Ours}}","status":"{{status}}"{{(reason is null ? "" : $",\"reason\":\"{reason}\"")}},"occurredAt":"2026-01-05T09:00:00+07:00"}""";

        (await PostAsync(body)).Body.ShouldContain("\"stored\":true");
        (await PostAsync(body)).Body.ShouldContain("\"stored\":false");

        var stored = (await stand.ReceiptsAsync()).ShouldHaveSingleItem();
        stored.ProviderId.ShouldBe($"e-office:{Ours}");
        stored.EventId.ShouldBe("e-office:evt-1");
        stored.Status.ShouldBe(expected);
        stored.Reason.ShouldBe(reason);
        stored.OccurredAt.ToUnixTimeSeconds().ShouldBe(Now);
    }

    [Theory]
    [InlineData("e-office", 0, "delivered", MessageState.Delivered)]
    [InlineData("e-office|0913000001", 1, "delivered", MessageState.Delivered)]
    [InlineData("e-office", 1, "failed", MessageState.Failed)]
    [InlineData("e-office", 0, "failed", MessageState.Sent)]
    [InlineData("1022", 0, "delivered", MessageState.Sent)]
    public async Task What_was_put_back_is_found_by_the_id_of_either_round_and_only_by_the_system_it_went_to(string address, int round, string status, MessageState state)
    {
        var row = Guid.Parse(Ours);
        await stand.AddOutgoingAsync("webhook", row, address, round: 1);

        await PostAsync($$"""{"type":"receipt","message":"{{RequestIds.Of(row, round)}}","status":"{{status}}"}""");

        (await stand.StateAsync(row)).ShouldBe(state);
    }

    [Fact]
    public async Task The_schema_is_published_beside_it()
    {
        var (status, type, body) = await stand.GetAsync("/webhooks/generic/schema.json");

        status.ShouldBe(HttpStatusCode.OK);
        type.ShouldBe("application/schema+json");
        body.ShouldContain("Standard Webhooks 1.0.0");
    }

    private Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string id = "evt-1", long at = Now, string? secret = WebhookChannelTests.Secret) =>
        stand.PostAsync(Path, body, "application/json", Headers(body, id, at, secret));

    private static (string, string)[] Headers(string body, string id, long at, string? secret) =>
    [
        ("Webhook-Id", id),
        ("Webhook-Timestamp", $"{at}"),
        ("Webhook-Signature", secret is null ? "" : WebhookSignature.Sign([WebhookSignature.KeyOf(secret)!], id, $"{at}", Encoding.UTF8.GetBytes(body))),
    ];

    private static StoredEvent Stored(IncomingKind kind, string? text, string? name = null) =>
        new("webhook", "default", "e-office:evt-1", kind, text, "e-office|0913000001", name);
}
