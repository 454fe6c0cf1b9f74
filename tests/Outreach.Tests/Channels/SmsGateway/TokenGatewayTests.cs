using System.Text;
using System.Text.Json.Nodes;
using Outreach.Channels.SmsGateway;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>A fourth by configuration alone, as FPT's interface works: a token tied to a session, words in Base64, and a look-up.</summary>
[Trait("Database", "Both")]
public sealed class TokenGatewayTests : IAsyncLifetime
{
    private const string TokenPath = "/oauth2/token";
    private const string SendPath = "/api/push-brandname-otp";
    private const string Sent = """{"MessageId":"M1","Phone":"84901234567","BrandName":"HUEPORTAL","Telco":"viettel"}""";

    private FakeProvider provider = null!;
    private ChannelStand stand = null!;

    public static TheoryData<LookupCase> Lookups =>
    [
        new("Delivered", 200, """{"state":"DELIVRD","MessageId":"M1"}""", new LookupResult.Found("M1", ReceiptStatus.Delivered)),
        new("Failed", 200, """{"state":"UNDELIV","MessageId":"M1","error_description":"words"}""", new LookupResult.Found("M1", ReceiptStatus.Failed, "words")),
        new("On its way", 200, """{"state":"ACCEPTD","MessageId":"M1"}""", new LookupResult.Found("M1", ReceiptStatus.Sent)),
        new("Never seen", 200, """{"error":1404}""", new LookupResult.NotFound()),
        new("A state of tomorrow", 200, """{"state":"?"}""", new LookupResult.Unavailable("HTTP 200")),
        new("Never seen, says an error", 500, """{"error":1404}""", new LookupResult.Unavailable("HTTP 500 1404")),
        new("A gateway's page", 502, "<html></html>", new LookupResult.Unavailable("HTTP 502")),
    ];

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        stand = await ChannelStand.CreateAsync(services => services.AddSmsGateway(), Settings(provider.Url));
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task One_token_serves_many_messages_until_its_end()
    {
        Token("t1");
        provider.Answers(SendPath, Sent);
        provider.Answers(SendPath, Sent);

        (await SendAsync("Hồ sơ đã nhận")).ShouldBe(new SendOutcome.Accepted("M1"));
        await SendAsync("Hồ sơ");
        stand.Time.Advance(TimeSpan.FromHours(1));
        Token("t2");
        provider.Answers(SendPath, Sent);
        await SendAsync("Hồ sơ");

        var asked = JsonNode.Parse(provider.Received[0].Body)!;
        asked["client_secret"]!.ToString().ShouldBe("s3cret");
        var first = JsonNode.Parse(provider.Received[1].Body)!;
        first["access_token"]!.ToString().ShouldBe("t1");
        first["session_id"]!.ToString().ShouldBe(asked["session_id"]!.ToString());
        first["session_id"]!.ToString().Length.ShouldBe(32);
        Encoding.UTF8.GetString(Convert.FromBase64String(first["Message"]!.ToString())).ShouldBe("Ho so da nhan");
        provider.Received.Select(request => request.Path).ShouldBe([TokenPath, SendPath, SendPath, TokenPath, SendPath]);
        provider.Received.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_token_that_is_no_longer_good_is_replaced_once()
    {
        Token("t1");
        provider.Answers(SendPath, Error(1011), 401);
        Token("t2");
        provider.Answers(SendPath, Sent);

        (await SendAsync("a")).ShouldBe(new SendOutcome.Accepted("M1"));
    }

    [Fact]
    public async Task A_second_refusal_of_the_token_is_a_wrong_setting()
    {
        Token("t1");
        provider.Answers(SendPath, Error(1011), 401);
        Token("t2");
        provider.Answers(SendPath, Error(1011), 401);

        (await SendAsync("a")).ShouldBe(new SendOutcome.Misconfigured("1011 words"));
    }

    [Theory]
    [InlineData(401, """{"error":1001,"error_description":"words"}""", "Misconfigured")]
    [InlineData(500, "<html></html>", "Postponed")]
    [InlineData(429, "", "Postponed")]
    [InlineData(200, "<html></html>", "Postponed")]
    public async Task Without_a_token_nothing_leaves(int status, string answer, string outcome)
    {
        provider.Answers(TokenPath, answer, status);

        (await SendAsync("a")).GetType().Name.ShouldBe(outcome);
        provider.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Silence_instead_of_a_token_only_postpones()
    {
        var reached = provider.KeepsSilentAt(TokenPath);
        var sending = SendAsync("a");
        await reached;
        stand.Time.Advance(TimeSpan.FromSeconds(20));

        (await sending).ShouldBe(new SendOutcome.Postponed("no token: no answer within 20 s"));
    }

    [Theory]
    [InlineData(1012, "OptedOut")]
    [InlineData(1013, "Postponed")]
    [InlineData(1014, "Rejected")]
    public async Task An_error_is_met_as_described(int code, string outcome)
    {
        Token("t1");
        provider.Answers(SendPath, Error(code), 400);

        (await SendAsync("a")).GetType().Name.ShouldBe(outcome);
    }

    [Theory]
    [MemberData(nameof(Lookups))]
    public async Task A_look_up_has_one_result(LookupCase row)
    {
        var message = stand.Message("+84901234567", new("a"));
        Token("t1");
        provider.Answers($"/api/status/{message.Id:N}?token=t1&phone=84901234567", row.Answer, row.Status);
        var lookup = stand.Channel.ShouldBeAssignableTo<IMessageLookup>()!;

        (await lookup.LookUpAsync(new(message, stand.Time.GetUtcNow()), CancellationToken.None)).ShouldBe(row.Result);
    }

    private void Token(string token) =>
        provider.Answers(TokenPath, $$"""{"access_token":"{{token}}","expires_in":3600,"token_type":"Bearer","scope":"send_brandname_otp"}""");

    private Task<SendOutcome> SendAsync(string text) => stand.SendAsync("+84901234567", new(text));

    private static string Error(int code) => $$"""{"error":{{code}},"error_description":"words"}""";

    private static Dictionary<string, string?> Settings(Uri provider)
    {
        var settings = new Dictionary<string, string?>
        {
            ["BaseUrl"] = provider.ToString(),
            ["Brandname"] = "HUEPORTAL",
            ["TextEncoding"] = "Base64",
            ["Secrets:Id"] = "client",
            ["Secrets:Secret"] = "s3cret",
            ["Auth:Kind"] = "OAuth2",
            ["Auth:TokenPath"] = TokenPath,
            ["Auth:TokenBody"] =
                """{"grant_type":"client_credentials","client_id":"{secret:Id}","client_secret":"{secret:Secret}","scope":"send_brandname_otp","session_id":"{session}"}""",
            ["Send:Path"] = SendPath,
            ["Send:Format"] = "Json",
            ["Send:Body"] =
                """{"access_token":"{token}","session_id":"{session}","BrandName":"{brandname}","Phone":"{phone}","Message":"{text}","RequestId":"{messageId}"}""",
            ["Send:Id"] = "MessageId",
            ["Send:Code"] = "error",
            ["Send:Reason"] = "error_description",
            ["Lookup:Method"] = "GET",
            ["Lookup:Path"] = "/api/status/{messageId}?token={token}&phone={phone}",
            ["Lookup:Id"] = "MessageId",
            ["Lookup:Code"] = "error",
            ["Lookup:Reason"] = "error_description",
        };
        (string Field, string Test, string Is)[] sending =
            [("error", "1011", "TokenExpired"), ("error", "1012", "OptedOut"), ("error", "1013", "Quota"), ("error", "*", "Rejected"), ("MessageId", "*", "Accepted")];
        (string Field, string Test, string Is)[] asking =
            [("state", "DELIVRD", "Delivered"), ("state", "UNDELIV", "Failed"), ("state", "ACCEPTD", "Sent"), ("error", "1404", "NotFound")];
        foreach (var (section, rules) in new[] { ("Send", sending), ("Lookup", asking) })
        {
            for (var i = 0; i < rules.Length; i++)
            {
                settings[$"{section}:Rules:{i}:When:{rules[i].Field}"] = rules[i].Test;
                settings[$"{section}:Rules:{i}:Is"] = rules[i].Is;
            }
        }

        return settings.ToDictionary(pair => "Channels:SmsGateway:" + pair.Key, pair => pair.Value);
    }
}

/// <summary>A row of the table of look-ups: what the gateway answers and what is made of it.</summary>
public sealed record LookupCase(string Label, int Status, string Answer, LookupResult Result)
{
    public override string ToString() => Label;
}
