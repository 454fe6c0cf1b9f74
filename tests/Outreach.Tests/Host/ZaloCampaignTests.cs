using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Campaigns;
using Outreach.Content.Infographics;
using Outreach.Host;
using Outreach.People;
using Outreach.Sandbox;
using Outreach.Tests.Content.Zns;
using Outreach.Tests.Sandbox;
using Outreach.Tests.Support;

namespace Outreach.Tests.Host;

/// <summary>
/// Campaigns by Zalo's templates and articles through the whole service: made, approved and launched as officers do, sent to the
/// sandbox over HTTP. What is lost or comes twice is counted from what the phones received.
/// </summary>
[Trait("Database", "Both")]
public sealed class ZaloCampaignTests : IAsyncLifetime
{
    private const int Contacts = 120;
    private const string List = "Dân phố";

    private const string Consent = """
        - id: dong-y
          basis: caution
          channel: any
          classes: [guidance]
          requiresConsent: true
          source: { name: Thử, date: 2026-01-01 }
          verified: false
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("outreach-test-").FullName;
    private readonly SandboxOptions providers = new() { ArticleDelay = TimeSpan.FromMilliseconds(1) };
    private string? database;
    private RunningSandbox sandbox = null!;
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        WriteContent();
        sandbox = await RunningSandbox.StartAsync(providers);
        database = PostgresServer.ConnectionString is null ? null : await PostgresServer.TakeAsync();
        app = OutreachApplication.Build("http://127.0.0.1:0", Settings(sandbox.Http.BaseAddress!.ToString()));
        await OutreachApplication.PrepareAsync(app, default);
        await app.StartAsync();
        providers.WebhookBaseUrl = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await sandbox.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        if (database is not null)
            await PostgresServer.GiveBackAsync(database);
    }

    [Fact]
    public async Task Everybody_who_may_be_reached_gets_the_template_once_and_by_their_own_name()
    {
        using var approved = await sandbox.ControlAsync("templates", """[{"id":"578634","text":"Kính gửi <ten> (<noi>), thủ tục <thu_tuc> (<ma>), <ngay>, <phi>."}]""", HttpMethod.Put);
        using var faults = await sandbox.ControlAsync("faults", """{"channel":"zns","duplicateReceipts":0.3}""");
        await Of<ContactStore>().AddAsync([.. Enumerable.Range(0, Contacts).Select(Person)], List, default);

        var campaign = await LaunchAsync("zns");
        await FinishedAsync(campaign, "zns", report => report.Delivered == Contacts * 9 / 10);

        var received = await sandbox.MessagesAsync("channel=zns");
        var expected = Enumerable.Range(0, Contacts).Where(n => n % 10 != 7).ToDictionary(n => Number(n)[1..], Words);
        received.GroupBy(To).Where(phone => phone.Count() > 1).ShouldBeEmpty("duplicated");
        expected.Keys.Except(received.Select(To)).ShouldBeEmpty("lost");
        received.ShouldAllBe(message => expected[To(message)] == message.GetProperty("text").GetString());
        var counts = (await Of<CampaignReports>().ForAsync(campaign, default)).Channels["zns"];
        counts.ShouldBe(new ChannelCounts(Contacts, Contacts / 10, Waiting: 0, Contacts * 9 / 10, Contacts * 9 / 10, Failed: 0, Unknown: 0, HandedOn: 0));
    }

    [Fact]
    public async Task An_article_is_published_once_for_all_who_follow_and_counts_as_one()
    {
        if (!SvgRasterizer.IsAvailable)
            return;
        foreach (var follower in (string[])["1", "2", "3"])
            await sandbox.CitizenAsync($$"""{"channel":"zalo","from":"{{follower}}","event":"join"}""");
        await Of<ContactStore>().AddAsync([new NewContact("Zalo OA của tỉnh", [new("zalo-broadcast", "followers")])], List, default);

        var campaign = await LaunchAsync("zalo-broadcast");
        await FinishedAsync(campaign, "zalo-broadcast", report => report.Sent == 1);

        var articles = (await sandbox.MessagesAsync("channel=zalo")).Where(message => message.GetProperty("text").GetString()!.StartsWith("📰", StringComparison.Ordinal)).ToList();
        articles.Select(To).ShouldBe(["1", "2", "3"], ignoreOrder: true);
        articles.ShouldAllBe(message => message.GetProperty("text").GetString()!.Contains("mã thủ tục 1.004194: https://dichvucong.gov.vn/"));
        articles.ShouldAllBe(message => message.GetProperty("imageUrl").GetString()!.Contains("/media/"));
        (await Of<CampaignReports>().ForAsync(campaign, default)).Channels.ShouldHaveSingleItem().Value
            .ShouldBe(new ChannelCounts(1, Suppressed: 0, Waiting: 0, Sent: 1, Delivered: 0, Failed: 0, Unknown: 0, HandedOn: 0));
    }

    private string ContentFolder => Path.Combine(folder, "content");

    /// <summary>The program's own, with one message more that does not end, and without the hours that would let a test wait for the morning.</summary>
    private void WriteContent()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "content");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(ContentFolder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(ContentFolder, "messages", "tam-tru.yaml"), ZnsSample.Message.Replace("validTo: 2026-12-31", "validTo: 2099-12-31", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(ContentFolder, "rules", "sending.yaml"), Consent);
    }

    private async Task<Guid> LaunchAsync(string channel)
    {
        var made = await Of<CampaignComposer>().CreateAsync(new NewCampaign("Tạm trú", "tam-tru", List, [channel], "lan"), default);
        var id = made.ShouldBeOfType<CampaignChange.Done>().Campaign.Id;
        (await Of<CampaignStore>().ApproveAsync(id, "minh", default)).ShouldBeOfType<CampaignChange.Done>();
        (await Of<CampaignScheduler>().ScheduleAsync(id, TimeProvider.System.GetUtcNow(), default)).ShouldBeOfType<CampaignChange.Done>();
        return id;
    }

    private Task FinishedAsync(Guid campaign, string channel, Func<ChannelCounts, bool> done) => Eventually.BecomesTrueAsync(
        async () => (await Of<CampaignStore>().FindAsync(campaign, default))!.State == CampaignState.Finished
            && done((await Of<CampaignReports>().ForAsync(campaign, default)).Channels[channel]),
        "the campaign is finished and reported");

    /// <summary>Of ten: one did not agree, one has a name longer than a parameter takes, one has no unit.</summary>
    private static NewContact Person(int n) => new(
        n % 10 == 3 ? $"Công Tằng Tôn Nữ Thị Hoàng Phương {n}" : $"Người {n}",
        [new("zns", Number(n))],
        n % 10 == 5 ? null : $"Xã {n % 4}",
        new NewConsent(n % 10 != 7, "đồng ý", ConsentSource.List("ds.csv")));

    private static string Words(int n) =>
        $"Kính gửi {(n % 10 == 3 ? "Quý công dân" : $"Người {n}")} ({(n % 10 == 5 ? "toàn tỉnh" : $"Xã {n % 4}")}), thủ tục Đăng ký tạm trú (1.004194), 31/12/2099, 7000.";

    private static string Number(int n) => string.Create(CultureInfo.InvariantCulture, $"+8490{n:D7}");

    private static string To(JsonElement message) => message.GetProperty("to").GetString()!;

    private T Of<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private Dictionary<string, string?> Settings(string url) => new()
    {
        ["Storage:DataDirectory"] = Path.Combine(folder, "data"),
        ["Storage:Provider"] = database is null ? "Sqlite" : "PostgreSql",
        ["Storage:ConnectionString"] = database is null ? null : PostgresServer.To(database),
        ["Logging:LogLevel:Default"] = "None",
        ["Content:Directory"] = ContentFolder,
        ["Service:PublicUrl"] = "https://thongtin.example.gov.vn",
        ["Channels:Zalo:BaseUrl"] = url,
        ["Channels:Zalo:OAuthUrl"] = url,
        ["Channels:Zalo:ZnsUrl"] = url,
        ["Channels:Zalo:ZnsEnabled"] = "true",
        ["Channels:Zalo:AppId"] = SandboxDefaults.ZaloAppId,
        ["Channels:Zalo:AppSecret"] = SandboxDefaults.ZaloAppSecret,
        ["Channels:Zalo:OaSecret"] = SandboxDefaults.ZaloOaSecret,
        ["Channels:Zalo:RefreshToken"] = SandboxDefaults.ZaloRefreshToken,
    };
}
