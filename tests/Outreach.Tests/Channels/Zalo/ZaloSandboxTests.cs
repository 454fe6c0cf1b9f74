using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Channels.Zalo;
using Outreach.Delivery;
using Outreach.Sandbox;
using Outreach.Tests.Sandbox;

namespace Outreach.Tests.Channels.Zalo;

/// <summary>The adapters against the simulator of the provider, over real HTTP: two readings of one documentation.</summary>
[Trait("Database", "Both")]
public sealed class ZaloSandboxTests : IAsyncLifetime
{
    private const string Citizen = "246845883529197922";

    private RunningSandbox sandbox = null!;

    public async Task InitializeAsync() => sandbox = await RunningSandbox.StartAsync();

    public async Task DisposeAsync() => await sandbox.DisposeAsync();

    [Fact]
    public async Task A_list_a_form_a_file_and_words_arrive_with_their_buttons()
    {
        await using var stand = await StandAsync("zalo");
        var content = new MessageContent("Chọn thủ tục", Buttons: [new("Gọi", new Uri("tel:1022")), new("Nhắn", new Uri("sms:1022?body=HS"))])
        {
            Cards = [new("Khai sinh", Link: new Uri("https://dichvucong.gov.vn/")), new("Cư trú", "Thường trú", Buttons: [new("Hỏi", Says: "cư trú")])],
            File = new(await stand.Media.SaveAsync("%PDF-1.7"u8.ToArray(), "pdf", default), "Tờ khai.pdf", "application/pdf"),
            Contact = new("UBND tỉnh", "Xin cho số điện thoại."),
        };

        (await stand.SendAsync(Citizen, content)).ShouldBeOfType<SendOutcome.Accepted>();

        var messages = await sandbox.MessagesAsync();
        messages.Length.ShouldBe(4);
        messages[0].GetProperty("file").GetProperty("name").GetString().ShouldBe("To khai.pdf");
        messages[1].GetProperty("asksForContact").GetBoolean().ShouldBeTrue();
        Buttons(messages[2]).ShouldBe([("Khai sinh", "https://dichvucong.gov.vn/"), ("Cư trú", "cư trú")]);
        messages[3].GetProperty("text").GetString().ShouldBe("Chọn thủ tục");
        Buttons(messages[3]).ShouldBe([("Gọi", "tel:+1022"), ("Nhắn", "sms:+1022")]);
    }

    [Fact]
    public async Task A_template_reaches_a_number_and_tells_the_quota()
    {
        await using var stand = await StandAsync("zns");
        var message = stand.Message("+84901234567", new("Hồ sơ đã xong") { Template = new("7895", new Dictionary<string, string> { ["ma"] = "HS-01" }) });

        (await stand.Channel.SendAsync(message, default)).ShouldBeOfType<SendOutcome.Accepted>();

        (await sandbox.MessagesAsync("channel=zns&to=84901234567")).ShouldHaveSingleItem().GetProperty("clientRef").GetString().ShouldBe(message.Id.ToString("N"));
        await stand.Get<ProviderQuotas>().FlushAsync(default);
        (await stand.Get<ProviderQuotas>().ReadAsync("zns", "default", default)).ShouldHaveSingleItem().Remaining.ShouldBe(999_999);
    }

    [Fact]
    public async Task An_article_reaches_every_follower_once()
    {
        foreach (var user in (string[])["1", "2"])
            await sandbox.CitizenAsync($$"""{"channel":"zalo","from":"{{user}}","text":"xin chào"}""");
        await using var stand = await StandAsync("zalo-broadcast");

        (await stand.SendAsync("followers", new("") { Template = new("4402c73f", new Dictionary<string, string>()) })).ShouldBeOfType<SendOutcome.Accepted>();

        (await sandbox.MessagesAsync()).Select(message => message.GetProperty("to").GetString()).ShouldBe(["1", "2"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_article_made_of_words_and_a_picture_reaches_every_follower()
    {
        await sandbox.CitizenAsync("""{"channel":"zalo","from":"1","text":"xin chào"}""");
        await using var stand = await StandAsync("zalo-broadcast");

        (await stand.SendAsync("followers", new("Lịch tháng 8.\n\nMang theo sổ.") { Subject = "Tiêm chủng", Image = new("picture.png", "Lịch") })).ShouldBeOfType<SendOutcome.Accepted>();

        var shown = (await sandbox.MessagesAsync()).ShouldHaveSingleItem();
        shown.GetProperty("text").GetString().ShouldBe("📰 Tiêm chủng\nLịch tháng 8.\nMang theo sổ.");
        shown.GetProperty("imageUrl").GetString().ShouldBe("https://thongtin.example.gov.vn/media/picture.png");
    }

    private Task<ChannelStand> StandAsync(string channel) => ChannelStand.CreateAsync(
        services => services.AddZalo().Configure<ServiceOptions>(service => service.PublicUrl = new Uri("https://thongtin.example.gov.vn")),
        new Dictionary<string, string?>(ZaloStand.Settings(sandbox.Http.BaseAddress!))
        {
            ["Channels:Zalo:AppId"] = SandboxDefaults.ZaloAppId,
            ["Channels:Zalo:AppSecret"] = SandboxDefaults.ZaloAppSecret,
            ["Channels:Zalo:RefreshToken"] = SandboxDefaults.ZaloRefreshToken,
        },
        channel);

    private static IEnumerable<(string?, string?)> Buttons(JsonElement message) =>
        message.GetProperty("buttons").EnumerateArray().Select(button =>
            (button.GetProperty("title").GetString(), (button.TryGetProperty("url", out var url) ? url : button.GetProperty("payload")).GetString()));
}
