using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Outreach.Sandbox;

namespace Outreach.Tests.Sandbox;

public sealed class TelegramWireTests
{
    public static TheoryData<string, string, string, int, string> Refusals => new()
    {
        { "empty text", "sendMessage", """{"chat_id":1,"text":""}""", 400, "message text is empty" },
        { "4097 characters", "sendMessage", $$"""{"chat_id":1,"text":"{{new string('a', 4097)}}"}""", 400, "message is too long" },
        { "a name for a chat", "sendMessage", """{"chat_id":"@nobody","text":"a"}""", 400, "chat not found" },
        { "no chat", "sendMessage", """{"text":"a"}""", 400, "chat_id is empty" },
        { "unclosed tag", "sendMessage", """{"chat_id":1,"text":"<b>a","parse_mode":"HTML"}""", 400, "can't parse entities" },
        { "unknown tag", "sendMessage", """{"chat_id":1,"text":"<p>a</p>","parse_mode":"HTML"}""", 400, "can't parse entities" },
        { "1025 characters", "sendPhoto", $$"""{"chat_id":1,"photo":"x","caption":"{{new string('a', 1025)}}"}""", 400, "caption is too long" },
        { "unknown file", "sendPhoto", """{"chat_id":1,"photo":"x"}""", 400, "wrong file identifier" },
        {
            "65 bytes of data",
            "sendMessage",
            $$$"""{"chat_id":1,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"A","callback_data":"{{{new string('a', 65)}}}"}]]}}""",
            400,
            "BUTTON_DATA_INVALID"
        },
        { "entity before the text", "sendMessage", """{"chat_id":1,"text":"abc","entities":[{"type":"bold","offset":-1,"length":2}]}""", 400, "Receive an entity with incorrect offset -1" },
        { "entity after the text", "sendMessage", """{"chat_id":1,"text":"abc","entities":[{"type":"bold","offset":4,"length":1}]}""", 400, "Entity begins after the end of the text at UTF-16 offset 4" },
        { "entity beyond the text", "sendMessage", """{"chat_id":1,"text":"abc","entities":[{"type":"bold","offset":1,"length":3}]}""", 400, "ends after the end of the text at UTF-16 offset 4" },
        { "entity from within an emoji", "sendMessage", """{"chat_id":1,"text":"👉","entities":[{"type":"bold","offset":1,"length":1}]}""", 400, "Entity begins in a middle of a UTF-16 symbol at byte offset 4" },
        { "entity into an emoji", "sendMessage", """{"chat_id":1,"text":"👉","entities":[{"type":"bold","offset":0,"length":1}]}""", 400, "Entity beginning at UTF-16 offset 0 ends in a middle" },
        { "unknown entity", "sendMessage", """{"chat_id":1,"text":"abc","entities":[{"type":"loud","offset":0,"length":1}]}""", 400, "MessageEntity" },
        { "a number behind a key", "sendMessage", """{"chat_id":1,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"A","url":"tel:1022"}]]}}""", 400, "'tel:1022' is invalid" },
        { "empty album", "sendMediaGroup", """{"chat_id":1,"media":[]}""", 400, "no messages to send" },
        { "album of eleven", "sendMediaGroup", $$"""{"chat_id":1,"media":[{{string.Join(',', Enumerable.Repeat("{\"type\":\"photo\",\"media\":\"x\"}", 11))}}]}""", 400, "too many messages" },
        { "mixed album", "sendMediaGroup", """{"chat_id":1,"media":[{"type":"photo","media":"x"},{"type":"document","media":"y"}]}""", 400, "can't be mixed" },
        { "album without its part", "sendMediaGroup", """{"chat_id":1,"media":[{"type":"photo","media":"attach://p0"}]}""", 400, "wrong file identifier" },
        { "a command in capitals", "setMyCommands", """{"commands":[{"command":"Start","description":"a"}]}""", 400, "BOT_COMMAND_INVALID" },
        { "unknown method", "sendNothing", "{}", 404, "Not Found" },
        { "late answer", "answerCallbackQuery", """{"callback_query_id":"999"}""", 400, "query is too old" },
        { "bad secret", "setWebhook", """{"url":"https://a.vn/","secret_token":"Nq3_tele-Hook."}""", 400, "secret token" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_call_is_refused_in_the_envelope(string label, string method, string body, int code, string reason)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.TelegramAsync(method, body);

        ((int)response.StatusCode).ShouldBe(code, label);
        var envelope = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        envelope["ok"]!.GetValue<bool>().ShouldBeFalse(label);
        envelope["error_code"]!.GetValue<int>().ShouldBe(code, label);
        envelope["description"]!.GetValue<string>().ShouldContain(reason, Case.Insensitive, label);
        (await sandbox.MessagesAsync()).ShouldBeEmpty(label);
    }

    [Theory]
    [InlineData("700000001:wrong", 401)]
    [InlineData("nonsense", 404)]
    public async Task A_wrong_token_is_not_served(string token, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.TelegramAsync("getMe", "{}", token);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("sendMessage")]
    [InlineData("SENDMESSAGE")]
    public async Task Form_query_and_JSON_are_one_call(string method)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var json = await sandbox.TelegramAsync(method, """{"chat_id":7,"text":"một"}""");
        using var form = await sandbox.Http.PostAsync(
            $"/bot{SandboxDefaults.TelegramBotToken}/{method}", RunningSandbox.Form(("chat_id", "7"), ("text", "hai")));
        using var query = await sandbox.Http.GetAsync($"/bot{SandboxDefaults.TelegramBotToken}/{method}?chat_id=7&text=ba");

        (await sandbox.MessagesAsync("channel=telegram&to=7")).Select(m => m.GetProperty("text").GetString()).ShouldBe(["một", "hai", "ba"]);
    }

    [Fact]
    public async Task The_31st_message_of_a_second_must_wait()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = new StandingClock() });
        for (var i = 0; i < 30; i++)
        {
            using var sent = await sandbox.TelegramAsync("sendMessage", $$"""{"chat_id":{{i + 1}},"text":"a"}""");
            ((int)sent.StatusCode).ShouldBe(200);
        }

        using var response = await sandbox.TelegramAsync("sendMessage", """{"chat_id":31,"text":"a"}""");

        ((int)response.StatusCode).ShouldBe(429);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        var envelope = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        envelope["parameters"]!["retry_after"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_photo_is_uploaded_once_and_reused_by_its_id()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var upload = new MultipartFormDataContent
        {
            { new StringContent("1"), "chat_id" },
            { new StringContent("Ảnh"), "caption" },
            { new ByteArrayContent(Pixel.Png), "photo", "a.png" },
        };
        using var first = await sandbox.Http.PostAsync($"/bot{SandboxDefaults.TelegramBotToken}/sendPhoto", upload);
        var id = (await first.Content.ReadFromJsonAsync<JsonObject>())!["result"]!["photo"]![0]!["file_id"]!.GetValue<string>();

        using var second = await sandbox.TelegramAsync("sendPhoto", $$"""{"chat_id":2,"photo":"{{id}}"}""");

        ((int)second.StatusCode).ShouldBe(200);
        var images = (await sandbox.MessagesAsync()).Select(m => m.GetProperty("imageUrl").GetString()!).ToList();
        images.Count.ShouldBe(2);
        images[0].ShouldBe(images[1]);
        (await sandbox.Http.GetByteArrayAsync(images[0])).ShouldBe(Pixel.Png);
    }

    [Fact]
    public async Task Who_blocked_the_bot_is_forbidden()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.CitizenAsync("""{"channel":"telegram","from":"5","event":"leave"}""");

        using var response = await sandbox.TelegramAsync("sendMessage", """{"chat_id":5,"text":"a"}""");

        ((int)response.StatusCode).ShouldBe(403);
        (await response.Content.ReadAsStringAsync()).ShouldContain("bot was blocked by the user");
    }
}
