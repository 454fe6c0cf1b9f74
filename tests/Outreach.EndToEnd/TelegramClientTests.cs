using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>
/// Telegram against code that is not ours: somebody else's client on our simulator, our service on somebody else's server; and
/// the service fetching its updates through kills.
/// </summary>
public sealed partial class TelegramClientTests
{
    /// <summary>The simulator's own, valid nowhere else.</summary>
    private const string Token = "700000001:SANDBOX-sandbox-SANDBOX-sandbox-000";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_bot_in_grammY_cannot_tell_the_simulator_from_Telegram()
    {
        await using var sandbox = OutreachProcess.Start(null, "sandbox", "--urls", OutreachProcess.FreeUrl());
        var url = (await sandbox.LineAsync(SandboxLine())).Groups[1].Value;

        var output = await NodeProgram.RunAsync("telegram", "grammy.mjs", new Dictionary<string, string> { ["SANDBOX"] = url, ["TOKEN"] = Token }, Patience);

        output.ShouldContain("all of grammY's calls went as with Telegram");
    }

    [Fact]
    public async Task The_service_answers_the_citizens_of_a_Telegram_that_is_not_ours()
    {
        using var data = new DataFolder();
        var port = new Uri(OutreachProcess.FreeUrl()).Port;
        var talking = NodeProgram.RunAsync(
            "telegram",
            "server.mjs",
            new Dictionary<string, string> { ["PORT"] = port.ToString(CultureInfo.InvariantCulture), ["TOKEN"] = Token },
            Patience);
        await using var service = await PollingAsync($"http://127.0.0.1:{port}", data);

        var replies = (await talking).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{'))
            .Select(line => JsonSerializer.Deserialize<Reply>(line, JsonSerializerOptions.Web)!).ToList();

        replies.First(reply => reply.ChatId == 11).Text.ShouldContain("1.001193");
        replies.ShouldContain(reply => reply.ChatId == 12, "whoever pressed Start is welcomed");
        replies.First(reply => reply.ChatId == 13).Text.ShouldContain("kết hôn");
        service.Output.ShouldNotContain(Token);
    }

    [Fact]
    public async Task Whatever_is_fetched_while_the_service_is_killed_is_stored_and_answered_once()
    {
        const int Citizens = 40;
        using var data = new DataFolder();
        await using var sandbox = OutreachProcess.Start(null, "sandbox", "--urls", OutreachProcess.FreeUrl());
        var url = (await sandbox.LineAsync(SandboxLine())).Groups[1].Value;
        using var phones = new SandboxControl(url);
        var database = ServiceDatabase.Sqlite(data);

        for (var life = 0; life < 4; life++)
        {
            await using var service = await PollingAsync(url, data);
            var before = await database.CountAsync("inbox");
            for (var i = 0; i < Citizens / 4; i++)
                await phones.WriteAsync("telegram", (8_000_000_100 + (life * 10) + i).ToString(CultureInfo.InvariantCulture), "Đăng ký khai sinh cần giấy tờ gì?");

            // As soon as something is stored, and so mostly before it is confirmed.
            await Eventually.FindsAsync("the first of this life's messages", async () => await database.CountAsync("inbox") > before ? "" : null);
            await service.KillAsync();
        }

        await using var last = await PollingAsync(url, data);
        await Eventually.FindsAsync("every message", async () => await database.CountAsync("inbox WHERE state = 1") >= Citizens ? "" : null);

        (await database.CountAsync("inbox")).ShouldBe(Citizens);
        (await database.CountAsync("outbox")).ShouldBe(Citizens);
        (await database.QueryAsync("SELECT COUNT(DISTINCT conversation_id) FROM outbox", row => row.GetInt64(0))).Single().ShouldBe(Citizens);
    }

    /// <summary>The service with Telegram at that address, from which it fetches.</summary>
    private static async Task<OutreachProcess> PollingAsync(string telegram, DataFolder data)
    {
        var service = OutreachProcess.Start(
            new Dictionary<string, string>
            {
                ["OUTREACH__Channels__Telegram__BaseUrl"] = telegram,
                ["OUTREACH__Channels__Telegram__BotToken"] = Token,
                ["OUTREACH__Channels__Telegram__Polling"] = "true",
            },
            "serve",
            "--data",
            data.Path,
            "--urls",
            "http://127.0.0.1:0");
        await service.ServingAsync();
        return service;
    }

    [GeneratedRegex(@"^Sandbox: (http\S+)\n", RegexOptions.Multiline)]
    private static partial Regex SandboxLine();

    private sealed record Reply(long ChatId, string Text);
}
