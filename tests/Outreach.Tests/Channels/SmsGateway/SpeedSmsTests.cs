using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Channels.SmsGateway;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>The shipped description of SpeedSMS, by its documentation.</summary>
[Trait("Database", "Both")]
public sealed class SpeedSmsTests : ChannelContract
{
    private const string Sent = """{"status":"success","code":"00","data":{"tranId":123456,"totalSMS":1,"totalPrice":300,"invalidPhone":[]}}""";

    protected override string SendPath => "/index.php/sms/send";

    protected override string Address => "+84901234567";

    protected override (int Status, string Body) TooManyRequests => (429, """{"status":"error","code":"429","message":"words"}""");

    protected override (int Status, string Body) Taken => (200, Sent);

    protected override (int Status, string Body) UnknownCode => (200, Error("777"));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 200, Sent, new SendOutcome.Accepted("123456")),
        new("Taken, but not the number", 200, """{"status":"success","code":"00","data":{"tranId":1,"invalidPhone":["84901234567"]}}""", new SendOutcome.Rejected("00", "no message")),
        new("Our address is locked", 200, Error("007"), new SendOutcome.Misconfigured("007 words")),
        new("Account blocked", 200, Error("008"), new SendOutcome.Misconfigured("008 words")),
        new("Not allowed", 200, Error("009"), new SendOutcome.Misconfigured("009 words")),
        new("No money", 200, Error("300"), new SendOutcome.Misconfigured("300 words")),
        new("Wrong parameters", 200, Error("101"), new SendOutcome.Rejected("101", "words")),
        new("Wrong number", 200, Error("105"), new SendOutcome.Rejected("105", "words")),
        new("Wrong alphabet", 200, Error("110"), new SendOutcome.Rejected("110", "words")),
        new("Too long", 200, Error("113"), new SendOutcome.Rejected("113", "words")),
        new("Their trouble", 200, Error("500"), new SendOutcome.Postponed("500 words")),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Fact]
    public async Task A_message_leaves_as_SpeedSMS_documents()
    {
        Provider.Answers(SendPath, Sent);

        await SendAsync();

        var request = Provider.Received.Single();
        request.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("token-1:x")));
        JsonNode.DeepEquals(
            JsonNode.Parse(request.Body),
            JsonNode.Parse("""{"to":["84901234567"],"content":"Xin chao","sms_type":3,"sender":"HUEPORTAL"}""")).ShouldBeTrue(request.Body);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("1767578409", 9)]
    [InlineData("2000000000", 86_400)]
    public async Task The_end_of_the_minute_is_waited_for_whether_named_in_seconds_or_as_a_time(string header, int seconds)
    {
        Provider.Answers(SendPath, context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers["X-Rate-Limit-Reset"] = header;
            return Task.CompletedTask;
        });

        (await SendAsync()).ShouldBe(new SendOutcome.Postponed("HTTP 429", TimeSpan.FromSeconds(seconds), PostponedFor.Pace));
    }

    [Fact]
    public void A_lost_answer_is_not_sent_again_because_SpeedSMS_knows_no_id_of_ours()
    {
        Stand.Channel.WhenUnknown.ShouldBe(UnknownPolicy.Hold);
        Stand.Channel.ShouldNotBeAssignableTo<IMessageLookup>();
        Stand.Channel.Limits.MessagesPerSecond.ShouldBe(1);
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ChannelStand.CreateAsync(services => services.AddSmsGateway(), Settings(provider));

    internal static Dictionary<string, string?> Settings(Uri provider) => new()
    {
        ["Channels:SmsGateway:Preset"] = "speedsms",
        ["Channels:SmsGateway:BaseUrl"] = provider.ToString(),
        ["Channels:SmsGateway:Brandname"] = "HUEPORTAL",
        ["Channels:SmsGateway:WebhookSecret"] = EsmsTests.Secret,
        ["Channels:SmsGateway:Secrets:AccessToken"] = "token-1",
    };

    private static string Error(string code) => $$"""{"status":"error","code":"{{code}}","message":"words"}""";
}
