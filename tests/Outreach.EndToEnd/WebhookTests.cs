using System.Net;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>What stands between the internet and the inbox.</summary>
public sealed class WebhookTests(RunningServe service) : IClassFixture<RunningServe>
{
    private const string Question = "Đăng ký khai sinh cần giấy tờ gì?";

    private readonly ServiceDatabase database = ServiceDatabase.Sqlite(service.Data);

    [Theory]
    [InlineData("zalo", Forgery.WithoutProof, HttpStatusCode.Unauthorized)]
    [InlineData("zalo", Forgery.OtherSecret, HttpStatusCode.Unauthorized)]
    [InlineData("zalo", Forgery.ChangedAfterwards, HttpStatusCode.Unauthorized)]
    [InlineData("telegram", Forgery.WithoutProof, HttpStatusCode.Unauthorized)]
    [InlineData("telegram", Forgery.OtherSecret, HttpStatusCode.Unauthorized)]
    [InlineData("sms", Forgery.WithoutProof, HttpStatusCode.Forbidden)]
    [InlineData("sms", Forgery.OtherSecret, HttpStatusCode.Forbidden)]
    [InlineData("sms", Forgery.ChangedAfterwards, HttpStatusCode.Forbidden)]
    public async Task A_forged_message_is_refused_and_leaves_no_trace(string channel, Forgery forgery, HttpStatusCode expected)
    {
        var before = await TraceAsync();

        (await DeliverAsync(new ProviderEvent(channel, Citizen(channel), "66001", Question), forgery)).ShouldBe(expected);

        (await TraceAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("zalo")]
    [InlineData("telegram")]
    [InlineData("sms")]
    public async Task A_genuine_message_is_stored_and_answered_once_however_often_it_comes(string channel)
    {
        var citizen = Citizen(channel);
        await service.Sandbox.RegisterAsync("Chị Hoa", Citizen("zalo"), Citizen("telegram"), Citizen("sms"));
        var before = await TraceAsync();
        var first = new ProviderEvent(channel, citizen, "1001", Question);

        for (var i = 0; i < 3; i++)
            (await DeliverAsync(first)).ShouldBe(HttpStatusCode.OK);
        await RepliesAsync(channel, citizen, 1);
        (await DeliverAsync(first)).ShouldBe(HttpStatusCode.OK);

        // Messages of a conversation are answered in their order: when the next one is, a repeated answer would be there too.
        (await DeliverAsync(new ProviderEvent(channel, citizen, "1002", "lệ phí bao nhiêu?"))).ShouldBe(HttpStatusCode.OK);
        var replies = await RepliesAsync(channel, citizen, 2);

        replies.Count.ShouldBe(2);
        replies.ShouldAllBe(reply => reply.Text.Contains("1.001193"));
        (await TraceAsync()).ShouldBe((before.Inbox + 2, before.Conversations + 1, before.Outbox + 2));
    }

    [Fact]
    public async Task A_forged_receipt_is_refused_and_leaves_no_trace()
    {
        var before = await TraceAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["MessageSid"] = "SM1", ["MessageStatus"] = "delivered" });

        using var answer = await service.Http.PostAsync("/webhooks/twilio/default/status?m=0194f0c0-0000-7000-8000-000000000001", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await TraceAsync()).ShouldBe(before);
        (await database.CountAsync("receipts WHERE provider_id = 'SM1'")).ShouldBe(0);
    }

    private static string Citizen(string channel) => channel switch
    {
        "zalo" => "800000000000000001",
        "telegram" => "8000000001",
        _ => "+84900000001",
    };

    private async Task<HttpStatusCode> DeliverAsync(ProviderEvent message, Forgery forgery = Forgery.None)
    {
        using var request = message.Request(service.Process.ServiceUrl, forgery);
        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<IReadOnlyList<Received>> RepliesAsync(string channel, string citizen, int count) =>
        Eventually.FindsAsync($"reply {count} on {channel}", async () =>
            await service.Sandbox.MessagesAsync(channel, citizen) is { } replies && replies.Count >= count ? replies : null);

    /// <summary>Not the receipts: those of replies that other tests caused come when they come.</summary>
    private async Task<(long Inbox, long Conversations, long Outbox)> TraceAsync() => (
        await database.CountAsync("inbox"),
        await database.CountAsync("conversations"),
        await database.CountAsync("outbox"));
}
