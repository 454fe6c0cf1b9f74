using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Outreach.Channels.Telegram;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

[Trait("Database", "Both")]
public sealed class TelegramRegistrationTests
{
    private const string Bot = "/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";

    [Fact]
    public async Task The_webhook_is_registered_at_start_with_its_secret_and_the_bot_shows_its_commands()
    {
        await using var provider = await FakeProvider.StartAsync();
        var done = new TaskCompletionSource();
        provider.Answers(Bot + "/setWebhook", """{"ok":true,"result":true,"description":"Webhook was set"}""");
        provider.Answers(Bot + "/getMe", """{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Tỉnh","username":"tinh_bot"}}""");
        provider.Answers(Bot + "/setMyCommands", async context =>
        {
            await context.Response.WriteAsync("""{"ok":true,"result":true}""");
            done.SetResult();
        });
        var settings = TelegramChannelTests.Settings(provider.Url);
        settings["Service:PublicUrl"] = "https://bot.example.vn/";
        settings["Channels:Telegram:RegisterWebhook"] = "true";

        await using var stand = await WebhookStand.StartAsync(services => services.AddTelegram(), routes => routes.MapTelegramWebhook(), settings);
        await done.Task;

        foreach (var request in provider.Received)
            BotApi.Faults(request.Path[(Bot.Length + 1)..], JsonNode.Parse(request.Body)!.AsObject()).ShouldBeEmpty();
        var body = JsonNode.Parse(provider.Received[0].Body)!;
        body["url"]!.GetValue<string>().ShouldBe("https://bot.example.vn/webhooks/telegram/default");
        body["secret_token"]!.GetValue<string>().ShouldBe("Nq3_tele-Hook");
        body["allowed_updates"]!.AsArray().Select(kind => kind!.ToString()).ShouldBe(["message", "edited_message", "callback_query", "my_chat_member"]);
        JsonNode.Parse(provider.Received[2].Body)!["commands"]!.AsArray().Select(command => command!["command"]!.ToString()).ShouldBe(["start", "help", "stop"]);
    }

    [Fact]
    public async Task Updates_are_brought_or_fetched_and_never_both()
    {
        var settings = TelegramChannelTests.Settings(FakeProvider.Down());
        settings["Service:PublicUrl"] = "https://bot.example.vn/";
        settings["Channels:Telegram:RegisterWebhook"] = "true";
        settings["Channels:Telegram:Polling"] = "true";

        var refusal = await Should.ThrowAsync<OptionsValidationException>(
            () => WebhookStand.StartAsync(services => services.AddTelegram(), routes => routes.MapTelegramWebhook(), settings));

        refusal.Message.ShouldContain("Channels:Telegram:Polling and Channels:Telegram:RegisterWebhook cannot both be true");
    }

    [Fact]
    public async Task While_updates_are_fetched_nobody_may_bring_any()
    {
        var settings = TelegramChannelTests.Settings(FakeProvider.Down());
        settings["Channels:Telegram:Polling"] = "true";
        settings.Remove("Channels:Telegram:WebhookSecret");

        await using var stand = await WebhookStand.StartAsync(services => services.AddTelegram(), routes => routes.MapTelegramWebhook(), settings);

        (await stand.PostAsync("/webhooks/telegram/default", "{}", "application/json")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
