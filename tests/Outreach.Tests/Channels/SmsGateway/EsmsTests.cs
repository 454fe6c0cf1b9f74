using System.Text.Json.Nodes;
using Outreach.Channels.SmsGateway;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>The shipped description of eSMS, by its documentation (developers.esms.vn): requests, answers and codes.</summary>
[Trait("Database", "Both")]
public sealed class EsmsTests : ChannelContract
{
    private const string Sent = """{"CodeResult":"100","CountRegenerate":0,"SMSID":"ebe101db-87cd-4285-b97b-6a7a90455ded30"}""";

    protected override string SendPath => "/MainService.svc/json/SendMultipleMessage_V4_post_json/";

    protected override string Address => "+84901888484";

    protected override bool TellsItsId => true;

    /// <summary>None is documented; a gateway's own 429.</summary>
    protected override (int Status, string Body) TooManyRequests => (429, "{}");

    protected override (int Status, string Body) Taken => (200, Sent);

    protected override (int Status, string Body) UnknownCode => (200, Error("77777"));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 200, Sent, new SendOutcome.Accepted("ebe101db-87cd-4285-b97b-6a7a90455ded30")),
        new("In progress already", 200, Error("199"), new SendOutcome.Postponed("199 words")),
        new("Wrong key", 200, Error("101"), new SendOutcome.Misconfigured("101 words")),
        new("No price list", 200, Error("102"), new SendOutcome.Misconfigured("102 words")),
        new("No money", 200, Error("103"), new SendOutcome.Misconfigured("103 words")),
        new("Brand name unknown", 200, Error("104"), new SendOutcome.Misconfigured("104 words")),
        new("Type not supported", 200, Error("118"), new SendOutcome.Misconfigured("118 words")),
        new("Our address not allowed", 200, Error("140"), new SendOutcome.Misconfigured("140 words")),
        new("Number blocked", 200, Error("99"), new SendOutcome.Rejected("99", "words")),
        new("Wrong number", 200, Error("108"), new SendOutcome.Rejected("108", "words")),
        new("Wrong data", 200, Error("110"), new SendOutcome.Rejected("110", "words")),
        new("Not the registered template", 200, Error("146"), new SendOutcome.Rejected("146", "words")),
        new("Name not registered with this operator", 200, Error("177"), new SendOutcome.Rejected("177", "words")),
        new("A code of tomorrow", 200, Error("555"), new SendOutcome.Rejected("555", "words")),
        new("A code as a number", 200, """{"CodeResult":103}""", new SendOutcome.Misconfigured("103")),
        new("Taken, says an error", 500, Sent, new SendOutcome.Unconfirmed("HTTP 500 100")),
        new("Not let in", 403, "<html></html>", new SendOutcome.Misconfigured("HTTP 403")),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Fact]
    public async Task A_message_leaves_as_eSMS_documents()
    {
        Provider.Answers(SendPath, Sent);
        var message = Stand.Message(Address, new("Hồ sơ \"000.12\" đã tiếp nhận"));

        await Stand.Channel.SendAsync(message, CancellationToken.None);

        var request = Provider.Received.Single();
        request.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        var body = JsonNode.Parse(request.Body)!;
        JsonNode.DeepEquals(body, new JsonObject
        {
            ["ApiKey"] = "key\"1",
            ["SecretKey"] = "secret-2",
            ["Phone"] = "0901888484",
            ["Content"] = "Ho so \"000.12\" da tiep nhan",
            ["Brandname"] = "HUEPORTAL",
            ["SmsType"] = "2",
            ["IsUnicode"] = "0",
            ["Sandbox"] = "0",
            ["RequestId"] = message.Id.ToString("N"),
            ["CallbackUrl"] = $"https://bot.example.vn/webhooks/sms/default/{Secret}/status",
        }).ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_sent_again_under_its_id_and_counts_as_taken()
    {
        Provider.Answers(SendPath, "<html></html>", 502, "text/html");
        Provider.Answers(SendPath, """{"CodeResult":"124","CountRegenerate":0,"ErrorMessage":"Request exist 1"}""");
        var message = Stand.Message(Address, new("Xin chào"));

        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Unconfirmed>();
        Stand.Channel.WhenUnknown.ShouldBe(UnknownPolicy.Resend);
        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBe(new SendOutcome.Accepted(message.Id.ToString("N")));

        Provider.Received.Select(request => JsonNode.Parse(request.Body)!["RequestId"]!.ToString()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_had_failed_and_is_put_back_is_no_repeat_to_eSMS()
    {
        Provider.Answers(SendPath, Error("146"));
        Provider.Answers(SendPath, Sent);
        var message = Stand.Message(Address, new("Xin chào"));

        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Rejected>();
        (await Stand.Channel.SendAsync(message with { Round = 1 }, CancellationToken.None)).ShouldBeOfType<SendOutcome.Accepted>();

        var given = Provider.Received.Select(request => Guid.Parse(JsonNode.Parse(request.Body)!["RequestId"]!.ToString())).ToList();
        given.Select(RequestIds.Read).ShouldBe([(message.Id, 0), (message.Id, 1)]);
    }

    [Theory]
    [InlineData("+842343822822")]
    [InlineData("+841261234567")]
    [InlineData("+14155550100")]
    [InlineData("0901888484")]
    public async Task What_is_no_Vietnamese_mobile_number_is_refused_here(string address) =>
        (await Stand.SendAsync(address, new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe("not_mobile");

    [Theory]
    [InlineData("Xin chào", 1)]
    [InlineData("đ", 1)]
    [InlineData("Đã nhận hồ sơ. Đã nhận hồ sơ. Đã nhận hồ sơ. Đã nhận hồ sơ. Đã nhận hồ sơ.", 1)]
    public void A_message_costs_its_parts_without_marks(string text, int parts) => Stand.Channel.CostOf(new(text)).ShouldBe(parts);

    protected override Task<ChannelStand> StandAsync(Uri provider) => ChannelStand.CreateAsync(services => services.AddSmsGateway(), Settings(provider));

    internal const string Secret = SmsGatewaySettings.Secret;

    internal static Dictionary<string, string?> Settings(Uri provider) => SmsGatewaySettings.Esms(provider);

    private static string Error(string code) => $$"""{"CodeResult":"{{code}}","CountRegenerate":0,"ErrorMessage":"words"}""";
}
