using Outreach.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Sandbox;

/// <summary>Faults of receipts, on the channels that have any: Telegram reports nothing.</summary>
public sealed class ReceiptFaultTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private ListeningService service = null!;
    private RunningSandbox sandbox = null!;

    public async Task InitializeAsync()
    {
        service = await ListeningService.StartAsync();
        sandbox = await RunningSandbox.StartAsync(
            new SandboxOptions { WebhookBaseUrl = service.Url, ReceiptDelay = TimeSpan.Zero, LateReceiptDelay = TimeSpan.FromSeconds(10), Time = time });
    }

    public async Task DisposeAsync()
    {
        await sandbox.DisposeAsync();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData("zalo")]
    [InlineData("sms")]
    public async Task Receipts_may_come_twice(string channel)
    {
        await SetAsync(channel, "duplicateReceipts");

        await SendAsync(channel, "một");

        var (first, second) = (await service.NextAsync(), await service.NextAsync());
        second.Body.ShouldBe(first.Body);
    }

    [Theory]
    [InlineData("zalo")]
    [InlineData("sms")]
    public async Task A_dropped_receipt_is_not_made_up_for(string channel)
    {
        await SetAsync(channel, "dropReceipts");
        await SendAsync(channel, "một");
        await SetAsync(channel, null);

        var second = await SendAsync(channel, "hai");

        (await service.NextAsync()).Body.ShouldContain(second);
    }

    [Theory]
    [InlineData("zalo", 1)]
    [InlineData("sms", 3)]
    public async Task A_late_receipt_comes_after_those_of_later_messages(string channel, int receipts)
    {
        await SetAsync(channel, "lateReceipts");
        var late = await SendAsync(channel, "một");
        await SetAsync(channel, null);
        var prompt = await SendAsync(channel, "hai");

        for (var i = 0; i < receipts; i++)
            (await service.NextAsync()).Body.ShouldContain(prompt);
        time.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < receipts; i++)
            (await service.NextAsync()).Body.ShouldContain(late);
    }

    private async Task SetAsync(string channel, string? fault)
    {
        using var set = await sandbox.ControlAsync(
            "faults", fault is null ? $$"""{"channel":"{{channel}}"}""" : $$"""{"channel":"{{channel}}","{{fault}}":1}""");
        set.EnsureSuccessStatusCode();
    }

    /// <returns>The provider's id of the message, which its receipts name.</returns>
    private async Task<string> SendAsync(string channel, string text)
    {
        if (channel == "zalo")
            return (await sandbox.ZaloTextAsync("1", text))["data"]!["message_id"]!.GetValue<string>();
        var callback = new Uri(service.Url, "webhooks/twilio/default/status?m=row").ToString();
        using var sent = await sandbox.TwilioAsync(("To", "+84901234567"), ("From", "UBNDTINH"), ("Body", text), ("StatusCallback", callback));
        sent.EnsureSuccessStatusCode();
        return (await sandbox.MessagesAsync())[^1].GetProperty("providerId").GetString()!;
    }
}
