using Outreach.Channels.Twilio;
using Outreach.Delivery;
using Outreach.Sandbox;
using Outreach.Tests.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Twilio;

/// <summary>The adapter against the simulator of the provider, over real HTTP.</summary>
[Trait("Database", "Both")]
public sealed class TwilioSandboxTests : IAsyncLifetime
{
    private const string Number = "+84901234567";

    private readonly ManualTime sandboxTime = new();
    private RunningSandbox sandbox = null!;
    private ChannelStand stand = null!;

    public async Task InitializeAsync()
    {
        sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = sandboxTime });
        stand = await ChannelStand.CreateAsync(services => services.AddTwilio(), new Dictionary<string, string?>
        {
            ["Service:PublicUrl"] = "http://127.0.0.1:9",
            ["Channels:Twilio:BaseUrl"] = sandbox.Http.BaseAddress!.ToString(),
            ["Channels:Twilio:AccountSid"] = SandboxDefaults.TwilioAccountSid,
            ["Channels:Twilio:AuthToken"] = SandboxDefaults.TwilioAuthToken,
            ["Channels:Twilio:From"] = SandboxDefaults.TwilioSender,
        });
    }

    public async Task DisposeAsync()
    {
        await stand.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_message_whose_answer_was_withheld_is_found()
    {
        await FaultAsync("timeoutAfterAccept");
        var since = stand.Time.GetUtcNow();
        var message = Message("Xin chào");

        var sending = stand.Channel.SendAsync(message, CancellationToken.None);
        while ((await sandbox.MessagesAsync()).Length == 0)
            await Task.Yield();
        stand.Time.Advance(TimeSpan.FromSeconds(20));

        (await sending).ShouldBeOfType<SendOutcome.Unconfirmed>();
        (await LookUpAsync(message, since)).ShouldBe(new LookupResult.Found(await OnlyIdAsync(), ReceiptStatus.Sent));
    }

    [Fact]
    public async Task A_message_answered_with_garbage_is_found_whatever_the_garbage()
    {
        await FaultAsync("garbage");
        var since = stand.Time.GetUtcNow();
        OutgoingMessage[] messages = [.. Enumerable.Range(0, 10).Select(i => Message($"Tin {i}"))];

        foreach (var message in messages)
            (await stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Unconfirmed>();

        sandboxTime.Advance(TimeSpan.FromSeconds(1));
        foreach (var message in messages)
            (await LookUpAsync(message, since)).ShouldBeOfType<LookupResult.Found>().Status.ShouldBe(ReceiptStatus.Delivered);
    }

    [Fact]
    public async Task A_message_that_failed_on_the_providers_side_is_not_found()
    {
        await FaultAsync("error5xx");
        var since = stand.Time.GetUtcNow();
        var message = Message("Xin chào");

        (await stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Unconfirmed>();

        (await LookUpAsync(message, since)).ShouldBe(new LookupResult.NotFound());
    }

    [Fact]
    public async Task A_message_is_found_behind_a_thousand_others()
    {
        var since = stand.Time.GetUtcNow();
        var message = Message("Tin đầu");
        var first = (await stand.Channel.SendAsync(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Accepted>();
        await Parallel.ForAsync(0, 1000, async (i, ct) => await stand.Channel.SendAsync(Message($"Tin {i}"), ct));

        (await LookUpAsync(message, since)).ShouldBeOfType<LookupResult.Found>().ProviderId.ShouldBe(first.ProviderId);
    }

    private async Task FaultAsync(string name)
    {
        using var set = await sandbox.ControlAsync("faults", $$"""{"channel":"sms","{{name}}":1}""");
        set.EnsureSuccessStatusCode();
    }

    private OutgoingMessage Message(string text) => stand.Message(Number, new(text));

    private Task<LookupResult> LookUpAsync(OutgoingMessage message, DateTimeOffset since) =>
        ((IMessageLookup)stand.Channel).LookUpAsync(new(message, since), CancellationToken.None);

    private async Task<string> OnlyIdAsync() => (await sandbox.MessagesAsync()).ShouldHaveSingleItem().GetProperty("providerId").GetString()!;
}
