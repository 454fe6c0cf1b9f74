using System.Text.Json.Nodes;
using System.Web;
using Outreach.Sandbox;
using Outreach.Sandbox.Twilio;
using Outreach.Sandbox.Zalo;

namespace Outreach.Tests.Sandbox;

public sealed class WebhookTests
{
    [Fact]
    public async Task A_Zalo_message_is_reported_received_with_a_valid_signature()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url });

        var sent = await sandbox.ZaloTextAsync("11", "xin chào");
        var call = await service.NextAsync();

        call.Path.ShouldBe("/webhooks/zalo/default");
        var body = JsonNode.Parse(call.Body)!;
        body["event_name"]!.GetValue<string>().ShouldBe("user_received_message");
        body["message"]!["msg_id"]!.GetValue<string>().ShouldBe(sent["data"]!["message_id"]!.GetValue<string>());
        call.Headers[ZaloSignature.Header].ShouldBe(ZaloSignature.Of(
            SandboxDefaults.ZaloAppId, call.Body, body["timestamp"]!.GetValue<string>(), SandboxDefaults.ZaloOaSecret));
    }

    [Fact]
    public async Task A_Zalo_event_is_repeated_unchanged_with_a_count()
    {
        await using var service = await ListeningService.StartAsync();
        service.Status = count => count == 0 ? 500 : 200;
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url, WebhookRetryScale = 0.0001 });

        await sandbox.CitizenAsync("""{"channel":"zalo","from":"11","text":"Tôi cần giấy tờ gì?"}""");
        var (first, second) = (await service.NextAsync(), await service.NextAsync());

        first.Headers.ContainsKey("num_retry").ShouldBeFalse();
        second.Headers["num_retry"].ShouldBe("1");
        second.Body.ShouldBe(first.Body);
        JsonNode.Parse(first.Body)!["message"]!["text"]!.GetValue<string>().ShouldBe("Tôi cần giấy tờ gì?");
    }

    [Fact]
    public async Task Webhooks_wait_until_the_service_is_known()
    {
        var options = new SandboxOptions();
        await using var sandbox = await RunningSandbox.StartAsync(options);
        await sandbox.CitizenAsync("""{"channel":"zalo","from":"11","event":"join"}""");
        await using var service = await ListeningService.StartAsync();

        options.WebhookBaseUrl = service.Url;

        JsonNode.Parse((await service.NextAsync()).Body)!["event_name"]!.GetValue<string>().ShouldBe("follow");
    }

    [Fact]
    public async Task Telegram_updates_keep_their_order_within_a_chat()
    {
        await using var service = await ListeningService.StartAsync();
        service.Status = count => count < 2 ? 503 : 200;
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url, WebhookRetryScale = 0.001 });

        foreach (var text in (string[])["một", "hai", "ba"])
            await sandbox.CitizenAsync($$"""{"channel":"telegram","from":"5","text":"{{text}}"}""");

        var texts = new List<string>();
        while (texts.Count < 5)
        {
            var call = await service.NextAsync();
            call.Path.ShouldBe("/webhooks/telegram/default");
            call.Headers["X-Telegram-Bot-Api-Secret-Token"].ShouldBe(SandboxDefaults.TelegramWebhookSecret);
            texts.Add(JsonNode.Parse(call.Body)!["message"]!["text"]!.GetValue<string>());
        }

        texts.ShouldBe(["một", "một", "một", "hai", "ba"]);
    }

    [Fact]
    public async Task A_tapped_button_is_a_callback_query()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url });
        using var sent = await sandbox.TelegramAsync(
            "sendMessage", """{"chat_id":5,"text":"Chọn","reply_markup":{"inline_keyboard":[[{"text":"A","callback_data":"hs:1"}]]}}""");
        var message = (await sandbox.MessagesAsync())[0].GetProperty("seq").GetInt64();

        await sandbox.CitizenAsync($$"""{"channel":"telegram","from":"5","event":"tap","message":{{message}},"button":0}""");

        var query = JsonNode.Parse((await service.NextAsync()).Body)!["callback_query"]!;
        query["data"]!.GetValue<string>().ShouldBe("hs:1");
        query["message"]!["message_id"]!.GetValue<long>().ShouldBe(message);
        using var answered = await sandbox.TelegramAsync("answerCallbackQuery", $$"""{"callback_query_id":"{{query["id"]}}"}""");
        ((int)answered.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task An_SMS_is_reported_queued_sent_and_delivered()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync();
        var callback = new Uri(service.Url, "webhooks/twilio/default/status?m=row-1").ToString();

        using var sent = await sandbox.TwilioAsync(
            ("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", "a"), ("StatusCallback", callback + "#rc=3"));

        foreach (var status in (string[])["queued", "sent", "delivered"])
        {
            var call = await service.NextAsync();
            var form = HttpUtility.ParseQueryString(call.Body);
            form["MessageStatus"].ShouldBe(status);
            call.Query.ShouldBe("?m=row-1");
            call.Headers[TwilioSignature.Header].ShouldBe(
                TwilioSignature.Of(SandboxDefaults.TwilioAuthToken, callback, form.AllKeys.Select(key => KeyValuePair.Create(key!, form[key]!))));
        }
    }

    [Fact]
    public async Task A_citizens_SMS_comes_signed_and_names_the_opt_out()
    {
        await using var service = await ListeningService.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { WebhookBaseUrl = service.Url });

        await sandbox.CitizenAsync("""{"channel":"sms","from":"+84901234567","text":"Stop"}""");

        var call = await service.NextAsync();
        call.Path.ShouldBe("/webhooks/twilio/default");
        var form = HttpUtility.ParseQueryString(call.Body);
        (form["From"], form["Body"], form["OptOutType"]).ShouldBe(("+84901234567", "Stop", "STOP"));
        call.Headers[TwilioSignature.Header].ShouldBe(TwilioSignature.Of(
            SandboxDefaults.TwilioAuthToken,
            new Uri(service.Url, "webhooks/twilio/default").ToString(),
            form.AllKeys.Select(key => KeyValuePair.Create(key!, form[key]!))));
    }
}
