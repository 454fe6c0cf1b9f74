using System.Security.Cryptography;
using Outreach.BotFramework.Activities;
using Outreach.Channels.Web;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Storage;

/// <summary>Whatever a provider or client calls its events, both databases keep them, and once.</summary>
[Trait("Database", "Both")]
public sealed class ForeignIdTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TestDatabase test = null!;

    public static TheoryData<string, string> Ids => new()
    {
        { "usual", "96d3cdf3af150460909" },
        { "with a NUL", "a\0b" },
        { "longer than an index holds", string.Concat(Enumerable.Range(0, 500).Select(i => Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(i))))) },
    };

    public async Task InitializeAsync() => test = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_message_is_kept_once(string label, string id)
    {
        using var signal = new InboxSignal(time);
        var inbox = new IncomingMessages(test.Database, test.Cipher, time, signal);
        var message = new IncomingMessage("zalo", "default", id, "246", IncomingKind.Message, time.GetUtcNow(), "a\0b");

        (await inbox.AcceptAsync(message, default)).ShouldBeTrue(label);
        (await inbox.AcceptAsync(message, default)).ShouldBeFalse(label);
        (await inbox.AcceptAsync(message with { EventId = id + "2" }, default)).ShouldBeTrue(label);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_receipt_is_kept_once(string label, string id)
    {
        var receipts = new Receipts(test.Database, time);
        var receipt = new Receipt("zalo", "default", id, id, ReceiptStatus.Failed, time.GetUtcNow(), Reason: "a\0b");

        (await receipts.RecordAsync([receipt], default)).ShouldBe(1, label);
        (await receipts.RecordAsync([receipt], default)).ShouldBe(0, label);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_activity_is_kept_once(string label, string id)
    {
        var log = new WebConversationLog(test.Database, test.Cipher, time);
        await log.StartAsync("c1", default);

        var first = await log.AppendAsync("c1", new Activity { Text = "a" }, id, default);
        var again = await log.AppendAsync("c1", new Activity { Text = "a" }, id, default);

        (first!.Sequence, again!.Sequence).ShouldBe((1, 1), label);
    }
}
