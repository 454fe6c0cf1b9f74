using System.Text.Json.Nodes;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

[Trait("Database", "Both")]
public sealed class ZnsChannelTests : ChannelContract
{
    private const string Send = "/message/template";
    private const string Sent = """{"error":0,"message":"Success","data":{"msg_id":"a4d0243feb163bd3af24","sent_time":"1626926349402","sending_mode":"1","quota":{"dailyQuota":"500","remainingQuota":"499"}}}""";

    protected override string SendPath => Send;

    protected override string Address => "+84987654321";

    protected override bool TellsItsId => true;

    protected override MessageContent Plain => new("Hồ sơ đã xong") { Template = new("7895417a7d3f9461cd2e", new Dictionary<string, string> { ["ten"] = "A", ["ma"] = "HS-01" }) };

    protected override (int Status, string Body) TooManyRequests => (200, Error(-32));

    protected override (int Status, string Body) Taken => (200, Sent);

    protected override (int Status, string Body) UnknownCode => (200, Error(-9999));

    protected override bool Repeats500 => true;

    public static TheoryData<OutgoingCase> Outgoing =>
    [
        new("Taken", 200, Sent, new SendOutcome.Accepted("a4d0243feb163bd3af24")),
        new("An OA message's answer", 200, """{"error":0,"data":{"message_id":"1"}}""", new SendOutcome.Unconfirmed("HTTP 200 without Zalo's answer")),
        new("Rate limit", 200, Error(-32), new SendOutcome.Postponed("-32 words", TimeSpan.FromMinutes(1), PostponedFor.Pace)),
        new("Unknown, try later", 200, Error(-100), new SendOutcome.Postponed("-100 words")),
        new("The day's messages are used up", 200, Error(-144), new SendOutcome.Postponed("-144 words", TimeSpan.FromHours(1), PostponedFor.Quota)),
        new("Night", 200, Error(-133), new SendOutcome.Postponed("-133 words", TimeSpan.FromHours(21), PostponedFor.Recipient)),
        .. Rows(code => new SendOutcome.OptedOut($"{code}"), (-114, "Takes none"), (-139, "Refuses this kind"), (-141, "Refuses this account")),
        .. Rows(code => new SendOutcome.Misconfigured($"{code} words"), (-101, "App invalid"), (-102, "No app"), (-103, "App not activated"), (-104, "Secret"),
            (-105, "Not linked"), (-106, "Method"), (-115, "Out of balance"), (-242, "Proof")),
        .. Rows(code => new SendOutcome.Rejected($"{code}", "words"), (-107, "Message id"), (-108, "Number"), (-109, "Template id"), (-110, "Old app"), (-111, "No values"),
            (-112, "Values"), (-1121, "Value too long"), (-1122, "Value missing"), (-113, "Button"), (-116, "Text"), (-117, "No permission"), (-118, "No Zalo account"),
            (-119, "Cannot receive"), (-131, "Not approved"), (-132, "Parameter"), (-120, "Hearsay: feature"), (-126, "Hearsay: wallet"), (-130, "Hearsay: length"),
            (-134, "Hearsay: consent"), (-135, "Hearsay: not permitted"), (-136, "Hearsay: no cloud account"), (-137, "Hearsay: payment"), (-140, "Hearsay: after-sales"),
            (-145, "Hearsay: kind of content"), (-146, "Hearsay: template off"), (-147, "Hearsay: template's limit")),
    ];

    [Theory]
    [MemberData(nameof(Outgoing))]
    public async Task An_answer_has_one_outcome(OutgoingCase row)
    {
        Provider.Answers(Send, row.Answer, row.Status);

        (await SendAsync()).ShouldBe(row.Outcome);
    }

    [Fact]
    public async Task A_template_leaves_as_Zalo_documents_with_our_id()
    {
        Provider.Answers(Send, Sent);
        var message = Stand.Message(Address, Plain);

        await Stand.Channel.SendAsync(message, default);

        JsonNode.DeepEquals(
            JsonNode.Parse(Provider.Received.Single().Body),
            JsonNode.Parse($$"""{"phone":"84987654321","template_id":"7895417a7d3f9461cd2e","template_data":{"ten":"A","ma":"HS-01"},"tracking_id":"{{message.Id:N}}"}""")).ShouldBeTrue();
        Provider.Received.Single().Headers["access_token"].ShouldBe("test_access_token");
    }

    [Fact]
    public async Task In_development_mode_it_says_so()
    {
        await using var stand = await ChannelStand.CreateAsync(
            services => services.AddZalo(), [.. ZaloStand.Settings(Provider.Url), new("Channels:Zalo:ZnsDevelopment", "true")], "zns");
        Provider.Answers("/v4/oa/access_token", """{"access_token":"a","refresh_token":"r","expires_in":"90000"}""");
        Provider.Answers(Send, Sent);

        await stand.SendAsync(Address, Plain);

        JsonNode.Parse(Provider.Received[^1].Body)!["mode"]!.GetValue<string>().ShouldBe("development");
    }

    [Theory]
    [InlineData("+84987654321", false, "no_template")]
    [InlineData("0262381234", true, "bad_number")]
    [InlineData("246845883529197922", true, "bad_number")]
    public async Task What_cannot_be_sent_is_refused_before_it_leaves(string address, bool template, string code) =>
        (await Stand.SendAsync(address, template ? Plain : new("Xin chào"))).ShouldBeOfType<SendOutcome.Rejected>().Code.ShouldBe(code);

    [Fact]
    public async Task The_quota_of_the_day_is_kept()
    {
        Provider.Answers(Send, Sent);

        await SendAsync();
        await Stand.Get<ProviderQuotas>().FlushAsync(CancellationToken.None);

        var quota = (await Stand.Get<ProviderQuotas>().ReadAsync("zns", "default", CancellationToken.None)).ShouldHaveSingleItem();
        (quota.Kind, quota.Remaining, quota.Total).ShouldBe(("daily", 499, 500));
    }

    [Fact]
    public async Task It_is_off_until_somebody_turns_it_on()
    {
        await using var stand = await ChannelStand.CreateAsync(
            services => services.AddZalo(), new Dictionary<string, string?>(ZaloStand.Settings(Provider.Url)) { ["Channels:Zalo:ZnsEnabled"] = "false" }, "zns");

        stand.Channel.Enabled.ShouldBeFalse();
        (await stand.SendAsync(Address, Plain)).ShouldBe(new SendOutcome.Misconfigured("Channels:Zalo:ZnsEnabled is not set."));
    }

    [Fact]
    public async Task A_stale_token_is_renewed_for_it_too()
    {
        Provider.Answers(Send, Error(-124));
        Provider.Answers("/v4/oa/access_token", """{"access_token":"second","refresh_token":"r","expires_in":"90000"}""");
        Provider.Answers(Send, Sent);

        (await SendAsync()).ShouldBeOfType<SendOutcome.Accepted>();
    }

    protected override Task<ChannelStand> StandAsync(Uri provider) => ZaloStand.WithTokenAsync(provider, "zns");

    private static IEnumerable<OutgoingCase> Rows(Func<int, SendOutcome> outcome, params (int Code, string Label)[] rows) =>
        rows.Select(row => new OutgoingCase(row.Label, 200, Error(row.Code), outcome(row.Code)));

    private static string Error(int code) => $$"""{"error":{{code}},"message":"words"}""";
}
