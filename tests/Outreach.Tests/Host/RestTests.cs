using System.Text.Json;
using Outreach.Accounts;

namespace Outreach.Tests.Host;

public sealed class RestTests(ServiceStand service) : IClassFixture<ServiceStand>
{
    private const string Campaigns = "/api/v1/campaigns";
    private const string Problem = "application/problem+json";

    private const string Good = $$"""{"name":"Cảnh giác","message":"canh-giac-lua-dao","list":"{{ServiceStand.List}}","channels":["zalo","sms"]}""";

    [Theory]
    [InlineData(null)]
    [InlineData("or_unknown")]
    [InlineData("something else")]
    public async Task Without_a_known_key_nothing_is_shown(string? key)
    {
        var answer = await service.GetAsync(Campaigns, key);

        (answer.Status, answer.ContentType).ShouldBe((401, Problem));
        (await service.PostAsync(Campaigns, key, Good, "k")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_key_may_do_only_what_its_scopes_say()
    {
        var reader = await service.AddKeyAsync(ApiScopes.Read);

        (await service.GetAsync(Campaigns, reader)).Status.ShouldBe(200);
        var answer = await service.PostAsync(Campaigns, reader, Good, "k");
        (answer.Status, answer.ContentType).ShouldBe((403, Problem));
    }

    [Fact]
    public async Task A_post_needs_an_idempotency_key()
    {
        var writer = await WriterAsync();

        foreach (var key in (string?[])[null, new string('k', 129)])
        {
            var answer = await service.PostAsync(Campaigns, writer, Good, key);
            (answer.Status, answer.ContentType).ShouldBe((400, Problem));
            answer.Body.ShouldContain("Idempotency-Key");
        }
    }

    [Fact]
    public async Task A_repeated_post_gets_the_first_answer_and_makes_no_second_campaign()
    {
        var writer = await WriterAsync();
        var before = await CountAsync(writer);

        var first = await service.PostAsync(Campaigns, writer, Good, "one");
        var second = await service.PostAsync(Campaigns, writer, Good, "one");

        first.Status.ShouldBe(201);
        second.ShouldBe(first);
        (await CountAsync(writer)).ShouldBe(before + 1);

        (await service.PostAsync(Campaigns, writer, Good, "two")).Status.ShouldBe(201);
        (await service.PostAsync(Campaigns, await WriterAsync(), Good, "one")).Body.ShouldNotBe(first.Body, "another key's keys are its own");
    }

    [Fact]
    public async Task Who_approves_sees_what_will_be_sent_on_each_channel()
    {
        var writer = await WriterAsync();
        var made = JsonDocument.Parse((await service.PostAsync(Campaigns, writer, Good, "seen")).Body).RootElement;

        var answer = await service.GetAsync($"{Campaigns}/{made.GetProperty("id").GetString()}/content", writer);

        answer.Status.ShouldBe(200, answer.Body);
        var content = JsonDocument.Parse(answer.Body).RootElement;
        content.EnumerateObject().Select(channel => channel.Name).ShouldBe(["sms", "zalo"], ignoreOrder: true);
        content.GetProperty("sms").GetProperty("text").GetString()!.ShouldStartWith("[QC] ");
    }

    [Fact]
    public async Task A_ready_message_is_listed_with_its_Zalo_template()
    {
        var messages = JsonDocument.Parse((await service.GetAsync("/api/v1/messages", await WriterAsync())).Body).RootElement;

        var zns = messages.EnumerateArray().Single(message => message.GetProperty("id").GetString() == "khai-sinh-truc-tuyen").GetProperty("zns");
        zns.GetProperty("template").GetString().ShouldBe("sandbox-khai-sinh");
        var name = zns.GetProperty("parameters")[0];
        (name.GetProperty("type").GetString(), name.GetProperty("field").GetString(), name.GetProperty("maxLength").GetInt32()).ShouldBe(("customerName", "contact.name", 30));
    }

    [Fact]
    public async Task The_same_idempotency_key_with_another_request_is_a_mistake()
    {
        var writer = await WriterAsync();
        await service.PostAsync(Campaigns, writer, Good, "k");

        var answer = await service.PostAsync(Campaigns, writer, Good.Replace("Cảnh giác", "Khác"), "k");

        (answer.Status, answer.ContentType).ShouldBe((422, Problem));
    }

    public static TheoryData<string, string, string> BadBodies => new()
    {
        { "{}", "nothing said", "name" },
        { """{"name":"x"}""", "no channels", "channel" },
        { """{"name":"x","channels":["zalo"]}""", "no message", "message" },
        { """{"name":"x","message":"canh-giac-lua-dao","channels":["zalo"]}""", "no list", "list" },
        { """{"name":"x","message":"canh-giac-lua-dao","list":"Dân phố","channels":[null]}""", "a channel without a name", "Channel" },
        { """{"name":""", "not JSON", "" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_bad_request_is_refused_and_refused_again_in_the_same_words(string body, string label, string named)
    {
        var writer = await WriterAsync();

        var first = await service.PostAsync(Campaigns, writer, body, "k");
        var second = await service.PostAsync(Campaigns, writer, body, "k");

        (first.Status, first.ContentType).ShouldBe((400, Problem), label);
        JsonDocument.Parse(first.Body).RootElement.GetProperty("title").GetString()!.ShouldContain(named, customMessage: label);
        WithoutTrace(second.Body).ShouldBe(WithoutTrace(first.Body), label);
        (second.Status, second.ContentType).ShouldBe((400, Problem), label);
    }

    [Fact]
    public async Task An_unknown_campaign_is_said_to_be_unknown()
    {
        var key = await service.AddKeyAsync([.. ApiScopes.All]);
        var path = $"{Campaigns}/{Guid.Empty}";

        foreach (var answer in (Answer[])
            [
                await service.GetAsync(path, key),
                await service.GetAsync(path + "/report", key),
                await service.GetAsync(path + "/content", key),
                await service.PostAsync(path + "/approve", key, "{}", "a"),
                await service.PostAsync(path + "/schedule", key, """{"at":"2030-01-01T08:00:00+07:00"}""", "b"),
                await service.PostAsync(path + "/stop", key, "{}", "c"),
                await service.GetAsync(Campaigns + "/not-an-id", key),
            ])
        {
            (answer.Status, answer.ContentType).ShouldBe((404, Problem));
        }
    }

    [Fact]
    public async Task A_campaign_goes_from_draft_to_stopped_and_a_time_is_never_guessed()
    {
        var author = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.CampaignsWrite, ApiScopes.CampaignsApprove);
        var approver = await service.AddKeyAsync(ApiScopes.Read, ApiScopes.CampaignsApprove);
        var created = await service.PostAsync(Campaigns, author, Good, "create");
        var path = $"{Campaigns}/{JsonDocument.Parse(created.Body).RootElement.GetProperty("id").GetString()}";

        (await service.PostAsync(path + "/approve", author, "", "own")).Status.ShouldBe(409);
        (await service.PostAsync(path + "/approve", approver, "", "other")).Status.ShouldBe(200);
        foreach (var body in (string[])["{}", """{"when":"2030-01-01T08:00:00+07:00"}""", """{"at":"mai"}"""])
            (await service.PostAsync(path + "/schedule", author, body, body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))).Status.ShouldBe(400, body);
        await StateIsAsync("approved");

        (await service.PostAsync(path + "/schedule", author, """{"at":"2100-01-01T08:00:00+07:00"}""", "time")).Status.ShouldBe(200);
        await StateIsAsync("scheduled");
        (await service.PostAsync(path + "/stop", author, "", "stop")).Status.ShouldBe(200);
        await StateIsAsync("stopped");
        (await service.GetAsync(path + "/report", author)).Status.ShouldBe(200);

        async Task StateIsAsync(string state) =>
            JsonDocument.Parse((await service.GetAsync(path, author)).Body).RootElement.GetProperty("state").GetString().ShouldBe(state);
    }

    [Fact]
    public async Task The_interface_describes_itself()
    {
        var answer = await service.GetAsync("/openapi/v1.json");

        answer.Status.ShouldBe(200);
        var paths = JsonDocument.Parse(answer.Body).RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in (string[])["", "/{id}", "/{id}/report", "/{id}/approve", "/{id}/schedule", "/{id}/stop"])
            paths.ShouldContain(name => name.TrimEnd('/') == Campaigns + path);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task It_says_that_it_is_well(string path) => (await service.GetAsync(path)).Status.ShouldBe(200);

    [Theory]
    [InlineData("/media/..%2foutreach.db")]
    [InlineData("/media/..%5coutreach.db")]
    [InlineData("/media/%2e%2e/outreach.db")]
    [InlineData("/media/%2fetc%2fpasswd")]
    [InlineData("/media/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.png")]
    public async Task Media_hands_out_nothing_but_saved_pictures(string path) => (await service.GetAsync(path)).Status.ShouldBe(404);

    private Task<string> WriterAsync() => service.AddKeyAsync(ApiScopes.Read, ApiScopes.CampaignsWrite);

    private async Task<int> CountAsync(string key) => JsonDocument.Parse((await service.GetAsync(Campaigns, key)).Body).RootElement.GetArrayLength();

    private static string WithoutTrace(string body) => System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");
}
