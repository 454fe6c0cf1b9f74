using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

public sealed class SummaryTests
{
    private const string Nothing = """{"received":0,"recipients":0,"repeated":0,"refused429":0}""";

    [Fact]
    public async Task It_counts_messages_recipients_and_who_got_the_same_twice()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.ZaloTextAsync("1", "một");
        await sandbox.ZaloTextAsync("1", "hai");
        await sandbox.ZaloTextAsync("2", "một");
        await sandbox.ZaloTextAsync("3", "một");
        await sandbox.ZaloTextAsync("3", "một");
        await sandbox.ZaloTextAsync("3", "một");
        using var sent = await sandbox.TelegramAsync("sendMessage", """{"chat_id":3,"text":"một"}""");

        var summary = await SummaryAsync(sandbox);

        summary["zalo"]!.ToJsonString().ShouldBe("""{"received":6,"recipients":3,"repeated":1,"refused429":0}""");
        summary["telegram"]!.ToJsonString().ShouldBe("""{"received":1,"recipients":1,"repeated":0,"refused429":0}""");
        summary["sms"]!.ToJsonString().ShouldBe(Nothing);
    }

    [Theory]
    [InlineData("zalo")]
    [InlineData("telegram")]
    [InlineData("sms")]
    public async Task It_counts_requests_over_the_rate_until_the_messages_are_deleted(string channel)
    {
        // The clock stands, so a bucket of two takes two.
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = new StandingClock() });
        var token = channel == "zalo" ? await sandbox.AccessTokenAsync() : "";
        using var set = await sandbox.ControlAsync("faults", """{"rateLimitPerSecond":2}""");

        for (var i = 0; i < 5; i++)
            await SendAsync(sandbox, channel);

        (await SummaryAsync(sandbox))[channel]!.ToJsonString().ShouldBe("""{"received":2,"recipients":1,"repeated":1,"refused429":3}""");
        using var deleted = await sandbox.Http.DeleteAsync("/sandbox/messages");
        (await SummaryAsync(sandbox))[channel]!.ToJsonString().ShouldBe(Nothing);
    }

    [Fact]
    public async Task What_the_dice_refuse_is_not_over_the_rate()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var set = await sandbox.ControlAsync("faults", """{"error429":1}""");

        await SendAsync(sandbox, "telegram");

        (await SummaryAsync(sandbox))["telegram"]!.ToJsonString().ShouldBe(Nothing);
    }

    [Fact]
    public async Task Zalos_4000_a_minute_are_counted_as_well()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = new StandingClock() });
        _ = await sandbox.AccessTokenAsync();

        await Parallel.ForAsync(0, 4010, async (i, _) => await SendAsync(sandbox, "zalo"));

        (await SummaryAsync(sandbox))["zalo"]!["refused429"]!.GetValue<long>().ShouldBe(10);
    }

    [Fact]
    public async Task Messages_are_read_a_page_at_a_time()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        foreach (var text in (string[])["một", "hai", "ba"])
            await sandbox.ZaloTextAsync("1", text);

        var first = await sandbox.MessagesAsync("limit=2");
        var second = await sandbox.MessagesAsync($"limit=2&after={first[^1].GetProperty("seq").GetInt64()}");

        first.Concat(second).Select(message => message.GetProperty("text").GetString()).ShouldBe(["một", "hai", "ba"]);
    }

    private static async Task<JsonObject> SummaryAsync(RunningSandbox sandbox) => (await sandbox.Http.GetFromJsonAsync<JsonObject>("/sandbox/summary"))!;

    private static async Task SendAsync(RunningSandbox sandbox, string channel)
    {
        switch (channel)
        {
            case "zalo":
                await sandbox.ZaloTextAsync("1", "một");
                break;
            case "telegram":
                (await sandbox.TelegramAsync("sendMessage", """{"chat_id":1,"text":"một"}""")).Dispose();
                break;
            default:
                (await sandbox.TwilioAsync(("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", "một"))).Dispose();
                break;
        }
    }
}
