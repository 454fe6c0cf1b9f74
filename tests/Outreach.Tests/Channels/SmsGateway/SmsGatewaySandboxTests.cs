using Outreach.Channels.SmsGateway;
using Outreach.Delivery;
using Outreach.Sandbox;
using Outreach.Tests.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.SmsGateway;

/// <summary>The shipped descriptions against simulators of the two gateways, over real HTTP.</summary>
[Trait("Database", "Both")]
public sealed class SmsGatewaySandboxTests : IAsyncLifetime
{
    private const string Number = "+84901234567";

    private RunningSandbox sandbox = null!;

    public async Task InitializeAsync() => sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = new ManualTime() });

    public async Task DisposeAsync() => await sandbox.DisposeAsync();

    [Theory]
    [InlineData("esms")]
    [InlineData("speedsms")]
    public async Task A_message_arrives_without_marks_under_the_name(string preset)
    {
        await using var stand = await StandAsync(preset);

        (await stand.SendAsync(Number, new("Hồ sơ \"000.12\" & phí đã nhận"))).ShouldBeOfType<SendOutcome.Accepted>();

        var message = (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
        message.GetProperty("text").GetString().ShouldBe("Ho so \"000.12\" & phi da nhan");
        message.GetProperty("to").GetString().ShouldBe(Number);
        message.GetProperty("from").GetString().ShouldBe("UBNDTINH");
    }

    [Fact]
    public async Task A_message_whose_answer_was_spoilt_arrives_once_though_sent_again()
    {
        await using var stand = await StandAsync("esms");
        using (var fault = await sandbox.ControlAsync("faults", """{"channel":"sms","garbage":1}"""))
            fault.EnsureSuccessStatusCode();
        var message = stand.Message(Number, new("Xin chào"));
        (await stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Unconfirmed>();
        using (var fault = await sandbox.ControlAsync("faults", """{"channel":"sms","garbage":0}"""))
            fault.EnsureSuccessStatusCode();

        (await stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBe(new SendOutcome.Accepted(message.Id.ToString("N")));

        (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("esms", "Secrets:SecretKey")]
    [InlineData("speedsms", "Secrets:AccessToken")]
    public async Task A_wrong_key_stops_the_account_and_is_not_repeated_in_words(string preset, string key)
    {
        await using var stand = await StandAsync(preset, (key, "wrong-key-4711"));

        var outcome = (await stand.SendAsync(Number, new("Xin chào"))).ShouldBeOfType<SendOutcome.Misconfigured>();

        outcome.Reason.ShouldNotContain("4711");
        (await sandbox.MessagesAsync()).ShouldBeEmpty();
    }

    private Task<ChannelStand> StandAsync(string preset, params (string Key, string Value)[] changed)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Service:PublicUrl"] = "http://127.0.0.1:9",
            ["Channels:SmsGateway:Preset"] = preset,
            ["Channels:SmsGateway:BaseUrl"] = sandbox.Http.BaseAddress!.ToString(),
            ["Channels:SmsGateway:Brandname"] = "UBNDTINH",
            ["Channels:SmsGateway:WebhookSecret"] = SandboxDefaults.SmsWebhookSecret,
            ["Channels:SmsGateway:Secrets:ApiKey"] = SandboxDefaults.EsmsApiKey,
            ["Channels:SmsGateway:Secrets:SecretKey"] = SandboxDefaults.EsmsSecretKey,
            ["Channels:SmsGateway:Secrets:AccessToken"] = SandboxDefaults.SpeedSmsAccessToken,
        };
        foreach (var (key, value) in changed)
            settings["Channels:SmsGateway:" + key] = value;
        return ChannelStand.CreateAsync(services => services.AddSmsGateway(), settings);
    }
}
