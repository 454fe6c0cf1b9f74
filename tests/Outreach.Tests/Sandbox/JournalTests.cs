using System.Text.Json.Nodes;
using Outreach.Sandbox;
using Outreach.Sandbox.Journal;

namespace Outreach.Tests.Sandbox;

public sealed class JournalTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("sandbox").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task What_was_answered_is_in_the_file_before_anything_is_closed()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory });

        var sent = await sandbox.ZaloTextAsync("1", "Đã nhận hồ sơ");

        using var file = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync();
        text.ShouldContain(sent["data"]!["message_id"]!.GetValue<string>());
        text.ShouldContain("Đã nhận hồ sơ");
    }

    [Fact]
    public async Task Messages_tokens_opt_outs_and_people_survive_a_restart_and_a_torn_line()
    {
        string refreshToken;
        await using (var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory }))
        {
            await sandbox.ZaloTextAsync("1", "một");
            await sandbox.ZaloTextAsync("2", "hai");
            await sandbox.CitizenAsync("""{"channel":"sms","from":"+84901234567","text":"STOP"}""");
            using var people = await sandbox.ControlAsync("people", """[{"name":"Bà Tư","zalo":"1","telegram":"5"}]""", HttpMethod.Put);
            refreshToken = LastRefreshToken();
        }

        await File.AppendAllTextAsync(Journal, """{"entry":"message","seq":99,"chan""");
        await using var again = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory });

        (await again.MessagesAsync()).Select(m => m.GetProperty("text").GetString()).ShouldBe(["một", "hai"]);
        (await again.RefreshAsync(SandboxDefaults.ZaloRefreshToken)).ContainsKey("access_token").ShouldBeFalse();
        (await again.RefreshAsync(refreshToken)).ContainsKey("access_token").ShouldBeTrue();
        using var refused = await again.TwilioAsync(("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", "a"));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("21610");
        (await again.Http.GetStringAsync("/sandbox/phones?search=ba%20tu")).ShouldContain("\"total\":1");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"entry\":\"message\",\"seq\":99,\"channel\":\"zalo\",\"text\":\"Đ")]
    [InlineData("{\"entry\":\"cleared\"}")]
    public async Task After_a_torn_line_the_journal_goes_on_where_it_was_whole(string torn)
    {
        await using (var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory }))
            await sandbox.ZaloTextAsync("1", "một");
        await File.AppendAllTextAsync(Journal, torn);
        await using (var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory }))
        {
            using var sent = await sandbox.TelegramAsync("sendMessage", """{"chat_id":5,"text":"hai"}""");
        }

        await using var again = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory });

        (await again.MessagesAsync()).Select(m => m.GetProperty("text").GetString()).ShouldBe(["một", "hai"]);
        (await File.ReadAllLinesAsync(Journal)).ShouldAllBe(line => JsonNode.Parse(line) != null);
    }

    [Fact]
    public async Task A_damaged_line_is_named_with_file_and_number()
    {
        await File.WriteAllTextAsync(Journal, "{\"entry\":\"cleared\"}\nnonsense\n");

        var error = await Should.ThrowAsync<InvalidDataException>(() => RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory }));

        error.Message.ShouldContain(JournalFile.Name + ":2:");
    }

    [Fact]
    public async Task A_receipt_that_nobody_took_is_sent_after_the_restart()
    {
        JsonObject sent;
        await using (var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory }))
            sent = await sandbox.ZaloTextAsync("1", "một");
        await using var service = await ListeningService.StartAsync();

        await using var again = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory, WebhookBaseUrl = service.Url });

        JsonNode.Parse((await service.NextAsync()).Body)!["message"]!["msg_id"]!.GetValue<string>()
            .ShouldBe(sent["data"]!["message_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Clearing_empties_the_phones_and_numbers_go_on()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { DataDirectory = directory });
        await sandbox.ZaloTextAsync("1", "một");
        var before = (await sandbox.MessagesAsync())[0].GetProperty("seq").GetInt64();

        using var cleared = await sandbox.Http.DeleteAsync("/sandbox/messages");
        await sandbox.ZaloTextAsync("1", "hai");

        var message = (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
        message.GetProperty("text").GetString().ShouldBe("hai");
        message.GetProperty("seq").GetInt64().ShouldBeGreaterThan(before);
    }

    private string Journal => Path.Combine(directory, JournalFile.Name);

    private string LastRefreshToken()
    {
        using var file = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var line = reader.ReadToEnd().Split('\n').Last(line => line.Contains("\"tokens\"", StringComparison.Ordinal));
        return JsonNode.Parse(line)!["refreshToken"]!.GetValue<string>();
    }
}
