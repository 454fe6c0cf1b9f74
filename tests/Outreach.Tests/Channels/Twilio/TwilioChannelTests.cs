using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Channels.Twilio;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.Twilio;

[Trait("Database", "Both")]
public sealed class TwilioChannelTests : ChannelContract
{
    private const string AccountSid = "AC22222222222222222222222222222222";

    private const string Sent =
        """{"sid":"SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","status":"queued","num_segments":"1","error_code":null,"error_message":null}""";

    protected override string SendPath => $"/2010-04-01/Accounts/{AccountSid}/Messages.json";

    protected override string Address => "+84901234567";

    protected override bool TellsItsId => true;

    protected override (int Status, string Body) TooManyRequests => (429, Error(20429, 429));

    protected override (int Status, string Body) Taken => (201, Sent);

    protected override (int Status, string Body) UnknownCode => (400, Error(99999, 400));

    protected override bool Repeats500 => false;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 201, Sent, new SendOutcome.Accepted("SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")),
        new("Too many requests", 429, Error(20429, 429), new SendOutcome.Postponed("20429 words", For: PostponedFor.Pace)),
        new("The sender's rate", 400, Error(14107, 400), new SendOutcome.Postponed("14107 words", For: PostponedFor.Pace)),
        new("Unavailable", 503, Error(20503, 503), new SendOutcome.Postponed("20503 words")),
        new("The sender's queue is full", 400, Error(21611, 400), new SendOutcome.Postponed("21611 words", TimeSpan.FromMinutes(10), PostponedFor.Quota)),
        new("Answered STOP", 400, Error(21610, 400), new SendOutcome.OptedOut("21610")),
        new("Invalid number", 400, Error(21211, 400), new SendOutcome.Rejected("21211", "words")),
        new("Not a mobile number", 400, Error(21614, 400), new SendOutcome.Rejected("21614", "words")),
        new("The sender cannot reach this number", 400, Error(21606, 400), new SendOutcome.Rejected("21606", "words")),
        new("A trial account has not verified this number", 400, Error(21608, 400), new SendOutcome.Rejected("21608", "words")),
        new("No way from this sender to this number", 400, Error(21612, 400), new SendOutcome.Rejected("21612", "words")),
        new("The sender is no number of ours", 400, Error(21212, 400), new SendOutcome.Misconfigured("21212 words")),
        new("Wrong credentials", 401, Error(20003, 401), new SendOutcome.Misconfigured("20003 words")),
        new("Region not enabled", 400, Error(21408, 400), new SendOutcome.Misconfigured("21408 words")),
        new("Refused callback address", 400, Error(21609, 400), new SendOutcome.Unconfirmed("21609 words")),
        new("Server error in JSON", 500, Error(20500, 500), new SendOutcome.Unconfirmed("20500 words")),
        new("WhatsApp's rate", 400, Error(63018, 400), new SendOutcome.Postponed("63018 words", For: PostponedFor.Pace)),
        new("A US operator's limit", 400, Error(30022, 400), new SendOutcome.Postponed("30022 words", For: PostponedFor.Pace)),
        new("The queue has overflowed", 400, Error(30001, 400), new SendOutcome.Postponed("30001 words", TimeSpan.FromMinutes(10), PostponedFor.Quota)),
        new("Handset off", 201, Failed(30003), new SendOutcome.Postponed("30003 words", TimeSpan.FromHours(1), PostponedFor.Recipient)),
        new("Unknown to the operator", 201, Failed(30008), new SendOutcome.Postponed("30008 words", TimeSpan.FromHours(1), PostponedFor.Recipient)),
        new("No such resource", 404, Error(20404, 404), new SendOutcome.Misconfigured("20404 words")),
        new("From is missing", 400, Error(21603, 400), new SendOutcome.Misconfigured("21603 words")),
        new("From is a trial's", 400, Error(21607, 400), new SendOutcome.Misconfigured("21607 words")),
        new("A template is asked for", 400, Error(21654, 400), new SendOutcome.Misconfigured("21654 words")),
        new("The service has no sender", 400, Error(21703, 400), new SendOutcome.Misconfigured("21703 words")),
        new("Account suspended", 400, Error(30002, 400), new SendOutcome.Misconfigured("30002 words")),
        new("Sender unknown to the operator", 400, Error(30024, 400), new SendOutcome.Misconfigured("30024 words")),
        new("Toll-free number not verified", 400, Error(30032, 400), new SendOutcome.Misconfigured("30032 words")),
        new("Number not registered", 400, Error(30034, 400), new SendOutcome.Misconfigured("30034 words")),
        new("Number takes no SMS", 400, Error(21601, 400), new SendOutcome.Rejected("21601", "words")),
        new("No words", 400, Error(21602, 400), new SendOutcome.Rejected("21602", "words")),
        new("No number", 400, Error(21604, 400), new SendOutcome.Rejected("21604", "words")),
        new("Too long for Twilio", 400, Error(21617, 400), new SendOutcome.Rejected("21617", "words")),
        new("Wrong media address", 400, Error(21620, 400), new SendOutcome.Rejected("21620", "words")),
        new("Too many media", 400, Error(21623, 400), new SendOutcome.Rejected("21623", "words")),
        new("Blocked", 201, Failed(30004), new SendOutcome.Rejected("30004", "words")),
        new("Unknown handset", 201, Failed(30005), new SendOutcome.Rejected("30005", "words")),
        new("Landline", 201, Failed(30006), new SendOutcome.Rejected("30006", "words")),
        new("Taken for spam", 201, Failed(30007), new SendOutcome.Rejected("30007", "words")),
        new("Dearer than the limit", 201, Failed(30010), new SendOutcome.Rejected("30010", "words")),
        new("Outside WhatsApp's window", 201, Failed(63016), new SendOutcome.Rejected("63016", "words")),
        new(
            "Failed at once",
            201,
            """{"sid":"SM1","status":"failed","error_code":30024,"error_message":"words"}""",
            new SendOutcome.Misconfigured("30024 words")),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(SendPath, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Theory]
    [InlineData(21408)]
    [InlineData(30024)]
    public async Task A_foreign_region_that_is_not_enabled_concerns_one_number(int code)
    {
        Provider.Answers(SendPath, Error(code, 400), 400);

        (await Stand.SendAsync("+14155550100", new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>();
    }

    [Theory]
    [InlineData("Xin chao", 1)]
    [InlineData("Xin chào", 1)]
    [InlineData("Đã nhận hồ sơ. Đã nhận hồ sơ. Đã nhận hồ sơ. Đã nhận hồ sơ. Đã nhận hồ sơ.", 2)]
    public void A_message_costs_its_parts(string text, int parts) => Stand.Channel.CostOf(new(text)).ShouldBe(parts);

    [Fact]
    public void Without_a_tariff_SMS_costs_more_than_nothing() => Stand.Channel.Limits.Price.ShouldBeGreaterThan(0);

    [Fact]
    public async Task A_message_leaves_as_Twilio_documents()
    {
        Provider.Answers(SendPath, Sent, 201);
        var message = Stand.Message(Address, new("Hồ sơ đã tiếp nhận".Normalize(NormalizationForm.FormD)));

        await Stand.Channel.SendAsync(message, CancellationToken.None);

        var request = Provider.Received.Single();
        request.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(AccountSid + ":12345")));
        var form = QueryHelpers.ParseQuery(request.Body);
        form.ToDictionary(field => field.Key, field => field.Value.ToString()).ShouldBe(
            new Dictionary<string, string>
            {
                ["To"] = "+84901234567",
                ["From"] = "HUEPORTAL",
                ["Body"] = "Hồ sơ đã tiếp nhận",
                ["SmartEncoded"] = "false",
                ["StatusCallback"] = $"https://bot.example.vn/webhooks/twilio/default/status?m={message.Id}",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_messaging_service_and_an_api_key_take_the_place_of_sender_and_token()
    {
        var settings = Settings(Provider.Url);
        settings.Remove("Channels:Twilio:From");
        settings["Channels:Twilio:MessagingServiceSid"] = "MG1";
        settings["Channels:Twilio:ApiKeySid"] = "SK1";
        settings["Channels:Twilio:ApiKeySecret"] = "secret";
        await using var stand = await ChannelStand.CreateAsync(services => services.AddTwilio(), settings);
        Provider.Answers(SendPath, Sent, 201);

        await stand.SendAsync(Address, new("Xin chào"));

        var request = Provider.Received.Single();
        request.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("SK1:secret"u8));
        var form = QueryHelpers.ParseQuery(request.Body);
        form["MessagingServiceSid"].ToString().ShouldBe("MG1");
        form.ShouldNotContainKey("From");
    }

    [Fact]
    public async Task A_message_may_be_dropped_when_it_has_waited_too_long()
    {
        var settings = Settings(Provider.Url);
        settings["Channels:Twilio:ValidityPeriodSeconds"] = "3600";
        await using var stand = await ChannelStand.CreateAsync(services => services.AddTwilio(), settings);
        Provider.Answers(SendPath, Sent, 201);

        await stand.SendAsync(Address, new("Xin chào"));

        QueryHelpers.ParseQuery(Provider.Received.Single().Body)["ValidityPeriod"].ToString().ShouldBe("3600");
    }

    [Fact]
    public async Task Too_fast_and_then_taken_is_one_message()
    {
        Provider.Answers(SendPath, Error(20429, 429), 429);
        Provider.Answers(SendPath, Sent, 201);
        var message = Stand.Message(Address, new("Xin chào"));

        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Postponed>();
        (await Stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Accepted>();

        Provider.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_picture_stays_behind_and_the_words_travel()
    {
        Provider.Answers(SendPath, Sent, 201);

        (await Stand.SendAsync(Address, new("Xin chào", new MessageImage("x.png", "Lịch")))).ShouldBeOfType<SendOutcome.Accepted>();
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ChannelStand.CreateAsync(services => services.AddTwilio(), Settings(provider));

    internal static Dictionary<string, string?> Settings(Uri provider) => new()
    {
        ["Service:PublicUrl"] = "https://bot.example.vn",
        ["Channels:Twilio:BaseUrl"] = provider.ToString(),
        ["Channels:Twilio:AccountSid"] = AccountSid,
        ["Channels:Twilio:AuthToken"] = "12345",
        ["Channels:Twilio:From"] = "HUEPORTAL",
    };

    private static string Failed(int code) => $$"""{"sid":"SM1","status":"failed","error_code":{{code}},"error_message":"words"}""";

    private static string Error(int code, int status) => $$"""{"code":{{code}},"message":"words","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""";
}
