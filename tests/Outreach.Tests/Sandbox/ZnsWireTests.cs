using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

public sealed class ZnsWireTests
{
    private const string Path = "/message/template";
    private const string Good = """{"phone":"84987654321","template_id":"7895","template_data":{"ten":"A","ma":"HS-01"},"tracking_id":"c42-r1001"}""";

    public static TheoryData<string, string, int> Refusals => new()
    {
        { "a number with a plus", Good.Replace("\"84", "\"+84", StringComparison.Ordinal), -108 },
        { "a user id", Good.Replace("84987654321", "246845883529197922", StringComparison.Ordinal), -108 },
        { "no template", Good.Replace("7895", "", StringComparison.Ordinal), -109 },
        { "no values", Good.Replace("\"ten\":\"A\",\"ma\":\"HS-01\"", "", StringComparison.Ordinal), -111 },
        { "a value that is no string", Good.Replace("\"A\"", "7", StringComparison.Ordinal), -112 },
        { "a long tracking id", Good.Replace("c42-r1001", new string('a', 49), StringComparison.Ordinal), -132 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_message_is_refused_with_a_code(string label, string body, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        (await sandbox.ZaloAsync(body, Path))["error"]!.GetValue<int>().ShouldBe(code, label);
        (await sandbox.MessagesAsync()).ShouldBeEmpty(label);
    }

    [Fact]
    public async Task A_message_reaches_the_phone_that_has_the_number_and_is_reported_with_the_sender_s_id()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url });
        using var registered = await sandbox.ControlAsync("people", """[{"name":"Bà Tư","zalo":"1","sms":"+84987654321"}]""", HttpMethod.Put);

        var answer = await sandbox.ZaloAsync(Good, Path);

        answer["data"]!["quota"]!["remainingQuota"]!.GetValue<string>().ShouldBe("999999");
        (await sandbox.MessagesAsync("channel=zns")).ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("[7895]\nten: A\nma: HS-01");
        var phones = JsonNode.Parse(await sandbox.Http.GetStringAsync("/sandbox/phones"))!["phones"]!.AsArray();
        phones.ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("Bà Tư");
        var receipt = JsonNode.Parse((await service.NextAsync()).Body)!;
        receipt["event_name"]!.GetValue<string>().ShouldBe("user_received_message");
        receipt["recipient"]!["id"]!.GetValue<string>().ShouldBe("84987654321");
        receipt["message"]!["tracking_id"]!.GetValue<string>().ShouldBe("c42-r1001");
        receipt["message"]!["msg_id"]!.GetValue<string>().ShouldBe(answer["data"]!["msg_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_template_whose_words_are_known_is_shown_in_them()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var approved = await sandbox.ControlAsync(
            "templates", """[{"id":"7895","text":"Chào <ten>, hồ sơ <ma> đã xong.","buttons":[{"title":"Xem hồ sơ","url":"https://a.vn/<ma>"}]}]""", HttpMethod.Put);
        ((int)approved.StatusCode).ShouldBe(204);

        await sandbox.ZaloAsync(Good, Path);
        (await sandbox.ZaloAsync(Good.Replace("\"ma\"", "\"so\"", StringComparison.Ordinal), Path))["error"]!.GetValue<int>().ShouldBe(-112);

        var shown = (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
        shown.GetProperty("text").GetString().ShouldBe("Chào A, hồ sơ HS-01 đã xong.");
        shown.GetProperty("buttons")[0].GetProperty("url").GetString().ShouldBe("https://a.vn/HS-01");
    }

    [Fact]
    public async Task A_template_has_an_id_and_words()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var refused = await sandbox.ControlAsync("templates", """[{"id":"7895","text":" "}]""", HttpMethod.Put);

        ((int)refused.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_token_it_does_not_know_has_its_own_code()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        (await sandbox.ZaloAsync(Good, Path, token: "nonsense"))["error"]!.GetValue<int>().ShouldBe(-124);
    }

    [Fact]
    public async Task Nobody_answers_on_it()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var refused = await sandbox.ControlAsync("inbound", """{"channel":"zns","from":"84987654321","text":"xin chào"}""");

        ((int)refused.StatusCode).ShouldBe(400);
    }
}
