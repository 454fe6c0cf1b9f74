using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

public sealed class FacebookWireTests
{
    private const string Page = "/v25.0/" + SandboxDefaults.FacebookPageId;
    private const string Citizen = """{"channel":"messenger","from":"5678","text":"Chào"}""";

    public static TheoryData<string, string, int> Refusals => new()
    {
        { "2001 characters", Text(new string('a', 2001)), 100 },
        { "text and attachment", """{"text":"a","attachment":{"type":"image","payload":{"attachment_id":"1"}}}""", 100 },
        { "14 quick replies", $$"""{"text":"a","quick_replies":[{{string.Join(',', Enumerable.Repeat("""{"content_type":"text","title":"a","payload":"a"}""", 14))}}]}""", 100 },
        { "21 characters of a title", $$"""{"text":"a","quick_replies":[{"content_type":"text","title":"{{new string('a', 21)}}","payload":"a"}]}""", 100 },
        { "641 characters of a template", Template($$""" "template_type":"button","text":"{{new string('a', 641)}}","buttons":[{"type":"postback","title":"a","payload":"a"}]"""), 100 },
        { "4 buttons", Template($$""" "template_type":"button","text":"a","buttons":[{{string.Join(',', Enumerable.Repeat("""{"type":"postback","title":"a","payload":"a"}""", 4))}}]"""), 100 },
        { "an address without TLS", Template(""" "template_type":"button","text":"a","buttons":[{"type":"web_url","title":"a","url":"http://a.vn"}]"""), 100 },
        { "11 elements", Template($$""" "template_type":"generic","elements":[{{string.Join(',', Enumerable.Repeat("""{"title":"a","subtitle":"b"}""", 11))}}]"""), 100 },
        { "an element with nothing but its title", Template(""" "template_type":"generic","elements":[{"title":"a"}]"""), 100 },
        { "an unknown attachment", """{"attachment":{"type":"image","payload":{"attachment_id":"1"}}}""", 100 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_message_that_breaks_a_rule_is_refused(string label, string message, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.CitizenAsync(Citizen);

        (await SendAsync(sandbox, message)).Code.ShouldBe(code, label);
        (await sandbox.MessagesAsync("channel=messenger")).ShouldBeEmpty(label);
    }

    [Fact]
    public async Task Only_who_wrote_within_a_day_may_be_written_to()
    {
        var clock = new Support.ManualTime();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = clock });

        (await SendAsync(sandbox, Text("a"))).ShouldBe((400, 100, 2018001));
        await sandbox.CitizenAsync(Citizen);
        (await SendAsync(sandbox, Text("a"))).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        (await SendAsync(sandbox, Text("b"))).ShouldBe((400, 10, 2018278));
        (await SendAsync(sandbox, Text("b"), tag: "HUMAN_AGENT")).Status.ShouldBe(200);
        (await SendAsync(sandbox, Text("b"), tag: "CONFIRMED_EVENT_UPDATE")).Code.ShouldBe(100);
        await sandbox.CitizenAsync("""{"channel":"messenger","from":"5678","event":"leave"}""");
        (await SendAsync(sandbox, Text("b"))).ShouldBe((400, 551, 1545041));
    }

    [Theory]
    [InlineData("wrong", "", 190)]
    [InlineData(SandboxDefaults.FacebookPageAccessToken, "?appsecret_proof=00", 100)]
    public async Task A_wrong_token_or_proof_is_not_served(string token, string query, int code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        (await PostAsync(sandbox, $"{Page}/feed{query}", """{"message":"a"}""", token)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task What_a_citizen_does_comes_signed_over_escaped_bytes()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url });

        await sandbox.CitizenAsync("""{"channel":"messenger","from":"5678","event":"join","text":"c42"}""");
        var start = await NextAsync(service);
        await sandbox.CitizenAsync("""{"channel":"messenger","from":"5678","text":"Xin chào"}""");
        var said = await NextAsync(service);

        start["postback"]!["referral"]!["ref"]!.GetValue<string>().ShouldBe("c42");
        said["message"]!["text"]!.GetValue<string>().ShouldBe("Xin chào");
    }

    [Fact]
    public async Task A_message_is_echoed_with_its_metadata_and_then_delivered_and_its_buttons_speak()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url, ReceiptDelay = TimeSpan.Zero });
        await sandbox.CitizenAsync(Citizen);
        await NextAsync(service);

        await SendAsync(sandbox, """{"text":"Chọn","quick_replies":[{"content_type":"text","title":"Tra cứu","payload":"TRACUU"}],"metadata":"row-42"}""");
        var (echo, delivery) = (await NextAsync(service), await NextAsync(service));
        var seq = (await sandbox.MessagesAsync("channel=messenger"))[0].GetProperty("seq").GetInt64();
        await sandbox.CitizenAsync($$"""{"channel":"messenger","from":"5678","event":"tap","message":{{seq}},"button":0}""");
        var tap = await NextAsync(service);

        echo["message"]!["is_echo"]!.GetValue<bool>().ShouldBeTrue();
        echo["message"]!["metadata"]!.GetValue<string>().ShouldBe("row-42");
        delivery["delivery"]!["mids"]![0]!.GetValue<string>().ShouldBe(echo["message"]!["mid"]!.GetValue<string>());
        tap["message"]!["quick_reply"]!["payload"]!.GetValue<string>().ShouldBe("TRACUU");
        tap["message"]!["text"]!.GetValue<string>().ShouldBe("Tra cứu");
    }

    [Fact]
    public async Task The_same_words_twice_in_a_row_are_a_duplicate_post()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        (await PostAsync(sandbox, Page + "/feed", """{"message":"a"}""")).Status.ShouldBe(200);
        (await PostAsync(sandbox, Page + "/feed", """{"message":"a"}""")).Code.ShouldBe(506);
        (await PostAsync(sandbox, Page + "/feed", """{"message":"b"}""")).Status.ShouldBe(200);
    }

    private static async Task<JsonNode> NextAsync(ListeningService service)
    {
        var call = await service.NextAsync();
        call.Path.ShouldBe("/webhooks/facebook/default");
        call.Body.ShouldAllBe(c => char.IsAscii(c));
        call.Headers["X-Hub-Signature-256"].ShouldBe(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SandboxDefaults.FacebookAppSecret), Encoding.UTF8.GetBytes(call.Body))));
        return JsonNode.Parse(call.Body)!["entry"]![0]!["messaging"]![0]!;
    }

    private static Task<(int Status, int? Code, int? Subcode)> SendAsync(RunningSandbox sandbox, string message, string? tag = null) => PostAsync(
        sandbox,
        Page + "/messages",
        $$"""{"recipient":{"id":"5678"},"messaging_type":"{{(tag is null ? "RESPONSE" : "MESSAGE_TAG")}}",{{(tag is null ? "" : $"\"tag\":\"{tag}\",")}}"message":{{message}}}""");

    private static async Task<(int Status, int? Code, int? Subcode)> PostAsync(
        RunningSandbox sandbox, string path, string body, string token = SandboxDefaults.FacebookPageAccessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await sandbox.Http.SendAsync(request);
        var error = (await response.Content.ReadFromJsonAsync<JsonObject>())!["error"];
        return ((int)response.StatusCode, error?["code"]?.GetValue<int>(), error?["error_subcode"]?.GetValue<int>());
    }

    private static string Text(string text) => $$"""{"text":"{{text}}"}""";

    private static string Template(string payload) => """{"attachment":{"type":"template","payload":{""" + payload + "}}}";
}
