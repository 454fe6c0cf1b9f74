using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Sandbox;
using Outreach.Tests.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Facebook;

/// <summary>Page and Messenger against the simulator of Meta, over real HTTP.</summary>
[Trait("Database", "Both")]
public sealed class FacebookSandboxTests : IAsyncLifetime
{
    private readonly ManualTime sandboxTime = new();
    private RunningSandbox sandbox = null!;

    public async Task InitializeAsync() => sandbox = await RunningSandbox.StartAsync(new SandboxOptions { Time = sandboxTime });

    public async Task DisposeAsync() => await sandbox.DisposeAsync();

    [Fact]
    public async Task A_post_with_pictures_stands_on_the_page()
    {
        await using var stand = await StandAsync("facebook");
        var picture = new MessageImage(await stand.Media.SaveAsync(Pixel.Png, "png", CancellationToken.None), "");

        (await stand.SendAsync(SandboxDefaults.FacebookPageId, new("Lịch", picture) { Subject = "Tiêm chủng" })).ShouldBeOfType<SendOutcome.Accepted>();

        var post = (await sandbox.MessagesAsync("channel=facebook")).ShouldHaveSingleItem();
        post.GetProperty("text").GetString().ShouldBe("Tiêm chủng\n\nLịch");
        (await sandbox.Http.GetByteArrayAsync(post.GetProperty("imageUrl").GetString()!)).ShouldBe(Pixel.Png);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("timeoutAfterAccept")]
    public async Task A_post_whose_answer_was_lost_is_found_among_the_later_ones(string fault)
    {
        await using var stand = await StandAsync("facebook");
        using var set = await sandbox.ControlAsync("faults", $$"""{"channel":"facebook","{{fault}}":1}""");
        var message = stand.Message(SandboxDefaults.FacebookPageId, new("Lịch"));

        var sending = stand.Channel.SendAsync(message, CancellationToken.None);
        while ((await sandbox.MessagesAsync("channel=facebook")).Length == 0)
            await Task.Yield();
        stand.Time.Advance(TimeSpan.FromSeconds(20));
        (await sending).ShouldBeOfType<SendOutcome.Unconfirmed>();

        using var mended = await sandbox.ControlAsync("faults", """{"channel":"facebook"}""");
        for (var i = 0; i < 30; i++)
            (await stand.SendAsync(SandboxDefaults.FacebookPageId, new($"Tin {i}"))).ShouldBeOfType<SendOutcome.Accepted>();

        var found = await ((IMessageLookup)stand.Channel).LookUpAsync(new(message, stand.Time.GetUtcNow().AddSeconds(-20)), CancellationToken.None);
        found.ShouldBeOfType<LookupResult.Found>().ProviderId.ShouldBe((await sandbox.MessagesAsync("channel=facebook&limit=1"))[0].GetProperty("providerId").GetString());
    }

    [Fact]
    public async Task Everything_a_message_may_hold_is_taken_by_Messenger()
    {
        await using var stand = await StandAsync("messenger");
        await sandbox.CitizenAsync("""{"channel":"messenger","from":"5678","text":"Chào"}""");
        await stand.Get<IncomingMessages>().AcceptAsync(
            new("messenger", "default", "m_0", "5678", IncomingKind.Message, stand.Time.GetUtcNow(), "Chào"), CancellationToken.None);
        var content = new MessageContent(
            "Chọn", new MessageImage(await stand.Media.SaveAsync(Pixel.Png, "png", CancellationToken.None), ""), [new("Cổng", new Uri("https://a.vn/")), new("Tra cứu")])
        {
            File = new(await stand.Media.SaveAsync("%PDF"u8.ToArray(), "pdf", CancellationToken.None), "Tờ khai.pdf", "application/pdf"),
            Cards = [new("Khai sinh", "1 ngày", new Uri("https://a.vn/"))],
        };

        (await stand.SendAsync("5678", content)).ShouldBeOfType<SendOutcome.Accepted>();

        (await sandbox.MessagesAsync("channel=messenger&to=5678")).Length.ShouldBe(4);
    }

    private Task<ChannelStand> StandAsync(string name) => ChannelStand.CreateAsync(
        FacebookSettings.Add,
        new Dictionary<string, string?>
        {
            ["Channels:Facebook:BaseUrl"] = sandbox.Http.BaseAddress!.ToString(),
            ["Channels:Facebook:PageId"] = SandboxDefaults.FacebookPageId,
            ["Channels:Facebook:PageAccessToken"] = SandboxDefaults.FacebookPageAccessToken,
            ["Channels:Facebook:AppSecret"] = SandboxDefaults.FacebookAppSecret,
            ["Channels:Facebook:VerifyToken"] = SandboxDefaults.FacebookVerifyToken,
        },
        name);
}
