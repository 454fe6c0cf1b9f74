using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Channels.Telegram;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Telegram;

[Trait("Database", "Both")]
public sealed class TelegramRegistrationTests
{
    [Fact]
    public async Task The_webhook_is_registered_at_start_with_its_secret()
    {
        await using var provider = await FakeProvider.StartAsync();
        var asked = new TaskCompletionSource();
        provider.Answers("/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11/setWebhook", async context =>
        {
            await context.Response.WriteAsync("""{"ok":true,"result":true,"description":"Webhook was set"}""");
            asked.SetResult();
        });
        var settings = TelegramChannelTests.Settings(provider.Url);
        settings["Service:PublicUrl"] = "https://bot.example.vn/";
        settings["Channels:Telegram:RegisterWebhook"] = "true";

        await using var stand = await WebhookStand.StartAsync(services => services.AddTelegram(), routes => routes.MapTelegramWebhook(), settings);
        await asked.Task;

        var body = JsonNode.Parse(provider.Received.Single().Body)!;
        body["url"]!.GetValue<string>().ShouldBe("https://bot.example.vn/webhooks/telegram/default");
        body["secret_token"]!.GetValue<string>().ShouldBe("Nq3_tele-Hook");
    }
}
