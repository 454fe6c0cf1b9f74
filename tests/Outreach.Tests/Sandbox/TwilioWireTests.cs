using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Outreach.Sandbox.Twilio;

namespace Outreach.Tests.Sandbox;

public sealed class TwilioWireTests
{
    public static TheoryData<string, string, string, string, int> Refusals => new()
    {
        { "no number", "", "UBNDTINH", "a", 21604 },
        { "too short", "+8490", "UBNDTINH", "a", 21211 },
        { "not E.164", "0901234567", "UBNDTINH", "a", 21211 },
        { "a fixed line", "+842343823456", "UBNDTINH", "a", 21614 },
        { "no sender", "+84901234567", "", "a", 21603 },
        { "sender of 12", "+84901234567", "UBNDTINHHUE1", "a", 21212 },
        { "no body", "+84901234567", "UBNDTINH", "", 21602 },
        { "1601 characters", "+84901234567", "UBNDTINH", new string('a', 1601), 21617 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_message_is_refused_with_a_code(string label, string to, string from, string body, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.TwilioAsync(("To", to), ("From", from), ("Body", body));

        ((int)response.StatusCode).ShouldBe(400, label);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<int>().ShouldBe(code, label);
        (await sandbox.MessagesAsync()).ShouldBeEmpty(label);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_served()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.Http.PostAsync(RunningSandbox.TwilioPath("Messages.json"), RunningSandbox.Form(("To", "+84901234567")));

        ((int)response.StatusCode).ShouldBe(401);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<int>().ShouldBe(20003);
    }

    [Fact]
    public async Task A_message_is_created_fetched_and_listed()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.TwilioAsync(
            ("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", "Hồ sơ đã có kết quả"), ("StatusCallback", "http://127.0.0.1:9/status?m=row-1"));

        ((int)response.StatusCode).ShouldBe(201);
        var created = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        created["status"]!.GetValue<string>().ShouldBe("queued");
        created["num_segments"]!.GetValue<string>().ShouldBe("1");
        var sid = created["sid"]!.GetValue<string>();
        sid.ShouldMatch("^SM[0-9a-f]{32}$");
        (await sandbox.MessagesAsync()).ShouldHaveSingleItem().GetProperty("clientRef").GetString().ShouldBe("row-1");
        (await sandbox.TwilioGetAsync(RunningSandbox.TwilioPath($"Messages/{sid}.json")))["sid"]!.GetValue<string>().ShouldBe(sid);
        var list = await sandbox.TwilioGetAsync(RunningSandbox.TwilioPath("Messages.json?To=%2B84901234567&DateSent%3E=2020-01-01"));
        list["messages"]!.AsArray().ShouldHaveSingleItem()!["body"]!.GetValue<string>().ShouldBe("Hồ sơ đã có kết quả");
        list["next_page_uri"].ShouldBeNull();
        (await sandbox.TwilioGetAsync(RunningSandbox.TwilioPath("Messages.json?DateSent=2020-01-01")))["messages"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_come_in_pages_newest_first()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (var body in (string[])["1", "2", "3"])
            (await sandbox.TwilioAsync(("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", body))).Dispose();

        var first = await sandbox.TwilioGetAsync(RunningSandbox.TwilioPath("Messages.json?PageSize=2"));
        var second = await sandbox.TwilioGetAsync(first["next_page_uri"]!.GetValue<string>());

        first["messages"]!.AsArray().Concat(second["messages"]!.AsArray()).Select(m => m!["body"]!.GetValue<string>()).ShouldBe(["3", "2", "1"]);
        second["next_page_uri"].ShouldBeNull();
    }

    [Theory]
    [InlineData("STOP", "START")]
    [InlineData(" stop ", "Yes")]
    public async Task Who_wrote_STOP_is_not_reached_until_START(string stop, string start)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        (string, string)[] message = [("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", "a")];

        await sandbox.CitizenAsync($$"""{"channel":"sms","from":"+84901234567","text":"{{stop}}"}""");
        using var refused = await sandbox.TwilioAsync(message);
        await sandbox.CitizenAsync($$"""{"channel":"sms","from":"+84901234567","text":"{{start}}"}""");
        using var accepted = await sandbox.TwilioAsync(message);

        (await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<int>().ShouldBe(21610);
        ((int)accepted.StatusCode).ShouldBe(201);
    }

    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('{', 80, 1)]
    [InlineData('{', 81, 2)]
    [InlineData('đ', 70, 1)]
    [InlineData('đ', 71, 2)]
    [InlineData('đ', 134, 2)]
    [InlineData('đ', 135, 3)]
    public void Segments_are_counted_by_alphabet(char letter, int count, int segments) =>
        SmsSegments.Count(new string(letter, count)).ShouldBe(segments);

    [Fact]
    public void A_pair_is_not_split_between_segments()
    {
        SmsSegments.Count(new string('a', 152) + "{" + new string('a', 152)).ShouldBe(3);
        SmsSegments.Count(new string('a', 66) + "😀" + new string('a', 66)).ShouldBe(3);
    }
}
