using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Outreach.EndToEnd.Kills;
using Outreach.EndToEnd.Support;
using Outreach.Sandbox;

namespace Outreach.EndToEnd;

/// <summary>
/// Two nodes on one PostgreSQL database send one campaign, and one of them is killed in the middle. They share the key of the
/// addresses and the folder of the pictures; each has a data folder and a name of its own.
/// </summary>
public sealed partial class TwoNodesTests : IAsyncLifetime, IDisposable
{
    private const int Contacts = 4000;
    private const string List = "Tổ dân phố 4";

    private readonly DataFolder dataA = new();
    private readonly DataFolder dataB = new();
    private readonly string urlA = OutreachProcess.FreeUrl();
    private readonly string urlB = OutreachProcess.FreeUrl();
    private OutreachProcess? providers;
    private ServiceStore store = null!;

    public async Task InitializeAsync() => store = await ServiceStore.PostgresAsync();

    public async Task DisposeAsync()
    {
        if (providers is not null)
            await providers.DisposeAsync();
        await store.DisposeAsync();
    }

    public void Dispose()
    {
        dataB.Dispose();
        dataA.Dispose();
    }

    [PostgresFact]
    public async Task Two_nodes_share_a_campaign_and_one_of_them_may_be_killed()
    {
        providers = OutreachProcess.Start(null, "sandbox", "--urls", "http://127.0.0.1:0");
        var sandboxUrl = (await providers.LineAsync(SandboxLine())).Groups[1].Value;
        using var sandbox = new SandboxControl(sandboxUrl);
        await sandbox.SetFaultsAsync(new ProviderFaults(LatencyMs: 40));
        await ImportAsync();

        await using var nodeA = Serve("a", dataA, urlA, sandboxUrl);
        await nodeA.ServingAsync();
        ShareWithB();
        await using var nodeB = Serve("b", dataB, urlB, sandboxUrl);
        await nodeB.ServingAsync();
        using var author = new RestClient(urlA, await KeyAsync("Hoa"));
        using var approver = new RestClient(urlB, await KeyAsync("Minh"));
        var campaign = await LaunchAsync(author, approver);

        var senders = new HashSet<string>();
        await Eventually.FindsAsync("a claim of either node", async () =>
        {
            senders.UnionWith(await store.Tables.QueryAsync("SELECT DISTINCT claimed_by FROM outbox WHERE claimed_by IS NOT NULL", row => row.GetString(0)));
            return senders.Count == 2 && await sandbox.CountAsync() > Contacts / 8 ? "both" : null;
        });
        await nodeB.KillAsync();
        (await sandbox.CountAsync()).ShouldBeLessThan(Contacts, "it was killed too late to mean anything");

        // Under its name again: what it had on the wire is settled at once. Else that waits until the leases end, two minutes.
        await using var again = Serve("b", dataB, urlB, sandboxUrl);
        await again.ServingAsync();
        await Eventually.FindsAsync("the end of the campaign", async () =>
            (await author.GetAsync(campaign)).Body.GetProperty("state").GetString() is "finished" ? "finished" : null);

        var audit = await CampaignAudit.OfAsync(CampaignWitness.Of(await sandbox.MessagesAsync()), dataA, store.Tables);
        var output = $"{nodeA.Output}\n{nodeB.Output}\n{again.Output}";
        (audit.Planned, audit.Strangers, audit.Denied).ShouldBe((Contacts, 0, 0), output);
        (audit.Lost, audit.Duplicated, audit.UnknownOn("sms")).ShouldBe((0, 0, 0), output);
    }

    /// <summary>Half of them with Zalo, all with a number.</summary>
    private async Task ImportAsync()
    {
        var csv = new StringBuilder("Họ và tên,Số điện thoại,Zalo,Đồng ý\n");
        for (var i = 0; i < Contacts; i++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"Trần Văn An,091{i:D7},{(i % 2 == 0 ? $"8{i:D17}" : "")},có\n");
        await File.WriteAllTextAsync(dataA.File("to-4.csv"), csv.ToString());
        (await OutreachProcess.RunAsync(store.Settings, "contacts", "import", dataA.File("to-4.csv"), "--list", List, "--data", dataA.Path))
            .ShouldContain($"{Contacts} accepted");
    }

    /// <summary>What is not in the database and must be the same on both.</summary>
    private void ShareWithB()
    {
        Directory.CreateDirectory(dataB.File("keys"));
        File.Copy(dataA.File(Path.Combine("keys", "field.key")), dataB.File(Path.Combine("keys", "field.key")));
        Directory.CreateDirectory(dataA.File("media"));
        Directory.CreateSymbolicLink(dataB.File("media"), dataA.File("media"));
    }

    private async Task<string> KeyAsync(string name) => await OutreachProcess.RunAsync(
        store.Settings, "key", "add", name, "--scope", "read", "--scope", "campaigns.write", "--scope", "campaigns.approve", "--data", dataA.Path);

    private OutreachProcess Serve(string node, DataFolder data, string url, string sandboxUrl) => OutreachProcess.Start(
        new Dictionary<string, string>(store.Settings)
        {
            ["OUTREACH__Cluster__Node"] = node,
            ["OUTREACH__Service__PublicUrl"] = urlA,
            ["OUTREACH__Channels__Zalo__BaseUrl"] = sandboxUrl,
            ["OUTREACH__Channels__Zalo__OAuthUrl"] = sandboxUrl,
            ["OUTREACH__Channels__Zalo__AppId"] = SandboxDefaults.ZaloAppId,
            ["OUTREACH__Channels__Zalo__AppSecret"] = SandboxDefaults.ZaloAppSecret,
            ["OUTREACH__Channels__Zalo__OaSecret"] = SandboxDefaults.ZaloOaSecret,
            ["OUTREACH__Channels__Zalo__RefreshToken"] = SandboxDefaults.ZaloRefreshToken,
            ["OUTREACH__Channels__Zalo__MessagesPerSecond"] = "500",
            ["OUTREACH__Channels__Twilio__BaseUrl"] = sandboxUrl,
            ["OUTREACH__Channels__Twilio__AccountSid"] = SandboxDefaults.TwilioAccountSid,
            ["OUTREACH__Channels__Twilio__AuthToken"] = SandboxDefaults.TwilioAuthToken,
            ["OUTREACH__Channels__Twilio__From"] = SandboxDefaults.TwilioSender,
            ["OUTREACH__Channels__Twilio__MessagesPerSecond"] = "500",
            ["OUTREACH__Channels__Twilio__LookupAfterSeconds"] = "2",
            ["OUTREACH__Delivery__PauseAboveErrorShare"] = "1",
        },
        "serve", "--data", data.Path, "--urls", url);

    /// <summary>Where the campaign is.</summary>
    private static async Task<string> LaunchAsync(RestClient author, RestClient approver)
    {
        var wanted = new
        {
            name = "Khai sinh",
            message = "khai-sinh-truc-tuyen",
            list = List,
            channels = new[] { "zalo", "sms" },
            keepOrder = true,
            @class = "socialPolicy",
            classReason = "Tin về chính sách xã hội; người ký: lãnh đạo phòng.",
        };
        var created = await author.PostAsync("/api/v1/campaigns", wanted, "create");
        created.Status.ShouldBe(HttpStatusCode.Created, created.Body.ToString());
        var campaign = $"/api/v1/campaigns/{created.Body.GetProperty("id").GetString()}";
        (await approver.PostAsync($"{campaign}/approve", null, "approve")).Status.ShouldBe(HttpStatusCode.OK);
        (await author.PostAsync($"{campaign}/schedule", new { at = TimeProvider.System.GetUtcNow() }, "schedule")).Status.ShouldBe(HttpStatusCode.OK);
        return campaign;
    }

    [GeneratedRegex(@"^Sandbox: (http\S+)\n", RegexOptions.Multiline)]
    private static partial Regex SandboxLine();
}
