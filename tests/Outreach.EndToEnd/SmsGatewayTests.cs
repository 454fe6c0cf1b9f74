using System.Net;
using System.Text;
using Outreach.EndToEnd.Support;
using Outreach.Sandbox;

namespace Outreach.EndToEnd;

/// <summary>The program with a brand-name gateway in Twilio's place, against simulators of eSMS and SpeedSMS.</summary>
public sealed class SmsGatewayTests
{
    private const string Citizen = "+84900000078";

    [Theory]
    [InlineData("esms")]
    [InlineData("speedsms")]
    public async Task A_question_is_answered_by_the_gateway_and_the_answer_is_reported_as_delivered(string preset)
    {
        using var data = new DataFolder();
        var url = OutreachProcess.FreeUrl();
        await using var service = await OutreachProcess.ServeAsync(Environment(preset, url), "serve", "--data", data.Path, "--urls", url);

        await WriteAsync(service.ServiceUrl, "Đăng ký khai sinh cần giấy tờ gì?");

        using var sandbox = new SandboxControl(service.SandboxUrl);
        var reply = await Eventually.FindsAsync("a reply", async () => await sandbox.MessagesAsync("sms", Citizen) is [var first, ..] ? first : null);
        reply.Text.ShouldContain("1.001193");
        reply.Text.ShouldAllBe(letter => letter < 128);
        await Eventually.FindsAsync("the receipt", async () =>
            await ServiceDatabase.Sqlite(data).CountAsync("outbox WHERE channel = 'sms' AND state = 3") == 1 ? "delivered" : null);
        service.Output.ShouldNotContain(SandboxDefaults.SmsWebhookSecret);
        service.Output.ShouldNotContain(SandboxDefaults.EsmsSecretKey);
    }

    [Fact]
    public async Task An_answer_of_eSMS_that_was_lost_is_settled_by_asking_again_and_the_citizen_gets_one_message()
    {
        using var data = new DataFolder();
        var url = OutreachProcess.FreeUrl();
        await using var service = await OutreachProcess.ServeAsync(Environment("esms", url), "serve", "--data", data.Path, "--urls", url);
        using var sandbox = new SandboxControl(service.SandboxUrl);
        await sandbox.SetFaultsAsync(new ProviderFaults(Garbage: 1, DropReceipts: 1, Channel: "sms"));

        await WriteAsync(service.ServiceUrl, "Đăng ký khai sinh cần giấy tờ gì?");

        // Taken the second time as "exists": under our id, because that answer names none.
        await Eventually.FindsAsync("the message as sent", async () =>
            await ServiceDatabase.Sqlite(data).CountAsync("outbox WHERE channel = 'sms' AND state = 2 AND LENGTH(provider_id) = 32") == 1 ? "sent" : null);
        (await sandbox.MessagesAsync("sms", Citizen)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_providers_of_SMS_stop_the_start_with_one_line()
    {
        using var data = new DataFolder();
        var environment = Environment("esms", OutreachProcess.FreeUrl());
        environment["OUTREACH__Channels__Twilio__AccountSid"] = "AC0123456789abcdef0123456789abcdef";
        await using var service = OutreachProcess.Start(environment, "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");

        (await service.ExitAsync()).ShouldBe(2);

        service.Output.Trim().ShouldBe("Wrong setting: Channels:Twilio and Channels:SmsGateway are both set; SMS leaves through one of them.");
    }

    /// <summary>eSMS hands nothing over; its description is widened by what SpeedSMS does, so that both can be asked.</summary>
    private static Dictionary<string, string> Environment(string preset, string url) => new()
    {
        ["OUTREACH__Sandbox__Enabled"] = "true",
        ["OUTREACH__Service__PublicUrl"] = url,
        ["OUTREACH__Channels__SmsGateway__Preset"] = preset,
        ["OUTREACH__Channels__SmsGateway__BaseUrl"] = $"http://127.0.0.1:{new Uri(url).Port + 1}",
        ["OUTREACH__Channels__SmsGateway__Brandname"] = "UBNDTINH",
        ["OUTREACH__Channels__SmsGateway__WebhookSecret"] = SandboxDefaults.SmsWebhookSecret,
        ["OUTREACH__Channels__SmsGateway__Secrets__ApiKey"] = SandboxDefaults.EsmsApiKey,
        ["OUTREACH__Channels__SmsGateway__Secrets__SecretKey"] = SandboxDefaults.EsmsSecretKey,
        ["OUTREACH__Channels__SmsGateway__Secrets__AccessToken"] = SandboxDefaults.SpeedSmsAccessToken,
        ["OUTREACH__Channels__SmsGateway__Inbound__When__type"] = "sms",
        ["OUTREACH__Channels__SmsGateway__Inbound__Phone"] = "phone",
        ["OUTREACH__Channels__SmsGateway__Inbound__Text"] = "content",
    };

    private static async Task WriteAsync(string serviceUrl, string text)
    {
        using var http = new HttpClient();
        using var body = new StringContent($$"""{"type":"sms","phone":"0{{Citizen[3..]}}","content":"{{text}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"{serviceUrl}/webhooks/sms/default/{SandboxDefaults.SmsWebhookSecret}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
