using System.Net;
using Outreach.Channels.SmsGateway;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>A row of the table of calls: what a gateway says and what is stored of it.</summary>
public sealed record CallCase(string Label, string Call, ReceiptStatus? Stored)
{
    public override string ToString() => Label;
}

[Trait("Database", "Both")]
public sealed class SmsGatewayWebhookTests : IAsyncLifetime
{
    private const string Path = $"/webhooks/sms/default/{EsmsTests.Secret}";
    private const string Ours = "0194f0c0000070008000000000000001";
    private const string Json = "application/json";

    private WebhookStand esms = null!;
    private WebhookStand speedSms = null!;

    public static TheoryData<CallCase> EsmsCalls =>
    [
        new("Awaiting approval", Esms("1", "0", "0"), null),
        new("Waiting", Esms("2", "0", "0"), null),
        new("Rejected", Esms("4", "0", "0"), ReceiptStatus.Failed),
        new("Arrived", Esms("5", "1", "0"), ReceiptStatus.Delivered),
        new("Arrived, in other figures", Esms("5", "1.0000", "0.0000"), ReceiptStatus.Delivered),
        new("Failed", Esms("5", "0", "1"), ReceiptStatus.Failed),
        new("Finished, and nothing known", Esms("5", "0", "0"), null),
        new("Sent", Esms("7", "0", "0"), ReceiptStatus.Sent),
        new("Finished, says a word", Esms("5", "one", "none"), null),
        new("Another state", Esms("77", "1", "0"), null),
        new("No state", $"?SMSID=ebe1&RequestId={Ours}", null),
        new("Nothing", "", null),
        new("Failed, with words in words", Esms("5", "0", "1") + "&error_info=%2522%257B%2522a%2522%253A1%257D%2522____2026", ReceiptStatus.Failed),
    ];

    public async Task InitializeAsync()
    {
        esms = await StartAsync(EsmsTests.Settings(FakeProvider.Down()));
        speedSms = await StartAsync(SpeedSmsTests.Settings(FakeProvider.Down()));
    }

    public async Task DisposeAsync()
    {
        await esms.DisposeAsync();
        await speedSms.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(EsmsCalls))]
    public async Task A_call_of_eSMS_is_answered_and_stored_once(CallCase row)
    {
        for (var i = 0; i < 2; i++)
        {
            var (status, _, body) = await esms.GetAsync(Path + "/status" + row.Call);
            (status, body).ShouldBe((HttpStatusCode.OK, "OK"));
        }

        var receipts = await esms.ReceiptsAsync();
        receipts.Select(receipt => (ReceiptStatus?)receipt.Status).ShouldBe(row.Stored is null ? [] : [row.Stored]);
        receipts.ShouldAllBe(receipt => receipt.Channel == "sms" && receipt.ProviderId == "ebe1" && receipt.MessageId == Guid.Parse(Ours));
    }

    [Fact]
    public async Task An_id_nobody_knows_is_kept_for_later()
    {
        (await esms.GetAsync(Path + "/status?SMSID=of-somebody&SendStatus=5&SendSuccess=1")).Status.ShouldBe(HttpStatusCode.OK);

        var receipt = (await esms.ReceiptsAsync()).ShouldHaveSingleItem();
        (receipt.ProviderId, receipt.MessageId, receipt.EventId).ShouldBe(("of-somebody", null, "of-somebody:Delivered"));
    }

    [Theory]
    [InlineData("0", ReceiptStatus.Delivered)]
    [InlineData("1", null)]
    [InlineData("63", null)]
    [InlineData("64", ReceiptStatus.Failed)]
    [InlineData("\"255\"", ReceiptStatus.Failed)]
    [InlineData("null", null)]
    public async Task A_report_of_SpeedSMS_is_read_by_its_number(string status, ReceiptStatus? expected)
    {
        var body = $$"""{"type":"report","tranId":123456,"phone":"84901234567","status":{{status}}}""";

        (await speedSms.PostAsync(Path, body, Json)).ShouldBe((HttpStatusCode.OK, "OK"));
        (await speedSms.PostAsync(Path + "/status", body, Json)).Status.ShouldBe(HttpStatusCode.OK);

        (await speedSms.ReceiptsAsync()).Select(receipt => (receipt.ProviderId, Status: (ReceiptStatus?)receipt.Status))
            .ShouldBe(expected is null ? [] : [("123456", expected)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    public async Task What_a_citizen_writes_comes_to_the_same_address_and_is_stored_once(string end)
    {
        const string Body = """{"type":"sms","phone":"0901234567","content":"Xin chào"}""";

        (await speedSms.PostAsync(Path + end, Body, Json)).Status.ShouldBe(HttpStatusCode.OK);
        (await speedSms.PostAsync(Path + end, Body, Json)).Status.ShouldBe(HttpStatusCode.OK);

        var stored = (await speedSms.InboxAsync()).ShouldHaveSingleItem();
        (stored.Channel, stored.Kind, stored.Text, stored.Sender).ShouldBe(("sms", IncomingKind.Message, "Xin chào", "+84901234567"));
        (await speedSms.ReceiptsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"sms","phone":"VIETTEL","content":"a"}""")]
    [InlineData("""{"type":"sms","content":"a"}""")]
    [InlineData("""{"type":"sms","phone":{"a":1}}""")]
    [InlineData("""{"type":"report","status":0}""")]
    [InlineData("""{"type":"report","tranId":"\u0000","status":0}""")]
    [InlineData("{}")]
    public async Task What_means_nothing_is_only_acknowledged(string body)
    {
        (await speedSms.PostAsync(Path, body, Json)).Status.ShouldBe(HttpStatusCode.OK);
        (await speedSms.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("<a/>")]
    [InlineData("")]
    public async Task What_is_not_of_the_format_is_a_bad_request(string body) =>
        (await speedSms.PostAsync(Path, body, Json)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("/webhooks/sms/default/0123456789abcdef0123456789abcdeF/status")]
    [InlineData("/webhooks/sms/default/0123456789abcdef/status")]
    [InlineData("/webhooks/sms/other/0123456789abcdef0123456789abcdef/status")]
    public async Task Without_the_secret_there_is_nothing_here(string path)
    {
        (await esms.GetAsync(path + Esms("5", "1", "0"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await esms.RowsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("10.0.0.0/8", HttpStatusCode.Forbidden, 0)]
    [InlineData("10.0.0.0/8, 127.0.0.1", HttpStatusCode.OK, 1)]
    public async Task Calls_are_taken_from_the_addresses_named(string addresses, HttpStatusCode expected, int receipts)
    {
        var settings = EsmsTests.Settings(FakeProvider.Down());
        settings["Channels:SmsGateway:WebhookAddresses"] = addresses;
        await using var guarded = await StartAsync(settings);

        (await guarded.GetAsync(Path + "/status" + Esms("5", "1", "0"))).Status.ShouldBe(expected);
        (await guarded.ReceiptsAsync()).Count.ShouldBe(receipts);
    }

    [Fact]
    public async Task A_gateway_that_is_not_configured_has_no_webhook()
    {
        await using var none = await StartAsync([]);

        (await none.GetAsync(Path + "/status" + Esms("5", "1", "0"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Esms(string status, string success, string failed) =>
        $"?SMSID=ebe1&SendFailed={failed}&SendStatus={status}&SendSuccess={success}&TotalPrice=850.0&TotalReceiver=1&TotalSent=1&RequestId={Ours}&TypeId=2&telcoid=1&phonenumber=0901888484";

    private static Task<WebhookStand> StartAsync(Dictionary<string, string?> settings) =>
        WebhookStand.StartAsync(services => services.AddSmsGateway(), routes => routes.MapSmsGatewayWebhook(), settings);
}
