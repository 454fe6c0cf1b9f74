using System.Net;
using System.Text.Json;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>A campaign as another system runs it: contacts by the command line, everything else over REST, sending by the scheduler.</summary>
public sealed class RestTests : IDisposable
{
    private const string List = "Tổ dân phố 4";

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_campaign_goes_from_the_list_to_the_phones()
    {
        await ImportAsync();
        var authorKey = await KeyAsync("Hoa", "read", "campaigns.write", "campaigns.approve");
        var approverKey = await KeyAsync("Minh", "read", "campaigns.approve");
        await using var service = await OutreachProcess.ServeAsync(null, "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");
        using var sandbox = new SandboxControl(service.SandboxUrl);
        await sandbox.RegisterAsync("Trần Văn An", "800000000000000011", "8000000011", "+84912345671");
        await sandbox.RegisterAsync("Lê Thị Bình", "800000000000000012", "8000000012", "+84912345672");
        using var author = new RestClient(service.ServiceUrl, authorKey);
        using var approver = new RestClient(service.ServiceUrl, approverKey);
        using var stranger = new RestClient(service.ServiceUrl, "or_guessed");
        var wanted = new
        {
            name = "Khai sinh",
            message = "khai-sinh-truc-tuyen",
            list = List,
            channels = new[] { "zalo", "sms" },

            // As guidance it would wait for the morning when this runs at night.
            @class = "socialPolicy",
            classReason = "Tin về chính sách xã hội; người ký: lãnh đạo phòng.",
        };

        (await stranger.PostAsync("/api/v1/campaigns", wanted, "x")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await approver.PostAsync("/api/v1/campaigns", wanted, "x")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var created = await author.PostAsync("/api/v1/campaigns", wanted, "create");
        created.Status.ShouldBe(HttpStatusCode.Created, created.Body.ToString());
        var campaign = $"/api/v1/campaigns/{created.Body.GetProperty("id").GetString()}";

        // The same key again is the same campaign; the same key for something else is a mistake.
        var again = await author.PostAsync("/api/v1/campaigns", wanted, "create");
        (again.Status, again.Body.ToString()).ShouldBe((created.Status, created.Body.ToString()));
        (await author.PostAsync("/api/v1/campaigns", wanted with { name = "Khác" }, "create")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await author.GetAsync("/api/v1/campaigns")).Body.GetArrayLength().ShouldBe(1);

        var soon = new { at = TimeProvider.System.GetUtcNow().AddSeconds(1) };
        (await author.PostAsync($"{campaign}/schedule", soon, "too early")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await author.PostAsync($"{campaign}/approve", null, "own")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await approver.PostAsync($"{campaign}/approve", null, "approve")).Status.ShouldBe(HttpStatusCode.OK);
        (await approver.PostAsync($"{campaign}/schedule", soon, "schedule")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await author.PostAsync($"{campaign}/schedule", soon, "schedule")).Status.ShouldBe(HttpStatusCode.OK);

        await Eventually.FindsAsync("the end of the campaign", async () =>
            (await author.GetAsync(campaign)).Body.GetProperty("state").GetString() is "finished" ? "finished" : null);
        (await author.PostAsync($"{campaign}/schedule", soon, "once more")).Status.ShouldBe(HttpStatusCode.Conflict);
        await ShouldHaveArrivedAsync(sandbox, (await author.GetAsync($"{campaign}/report")).Body);
    }

    /// <summary>One citizen with Zalo, one with a number only, one who said no.</summary>
    private async Task ImportAsync()
    {
        await File.WriteAllTextAsync(data.File("to-4.csv"), """
            Họ và tên,Số điện thoại,Zalo,Đồng ý
            Trần Văn An,0912345671,800000000000000011,có
            Lê Thị Bình,0912 345 672,,có
            Phạm Thị Cúc,0912345673,,không
            """);
        var printed = await OutreachProcess.RunAsync("contacts", "import", data.File("to-4.csv"), "--list", List, "--data", data.Path);
        printed.ShouldContain("3 accepted, 0 merged, 0 rejected");
    }

    private Task<string> KeyAsync(string name, params string[] scopes) =>
        OutreachProcess.RunAsync(["key", "add", name, .. scopes.SelectMany(scope => (string[])["--scope", scope]), "--data", data.Path]);

    private static async Task ShouldHaveArrivedAsync(SandboxControl sandbox, JsonElement report)
    {
        (await sandbox.MessagesAsync()).Select(message => (message.Channel, message.To)).ShouldBe(
            [("zalo", "800000000000000011"), ("sms", "+84912345672")], ignoreOrder: true);
        var channels = report.GetProperty("channels");
        channels.GetProperty("zalo").GetProperty("sent").GetInt32().ShouldBe(1);
        channels.GetProperty("sms").GetProperty("sent").GetInt32().ShouldBe(1);
        report.GetProperty("reasons").GetProperty("no_consent").GetInt32().ShouldBe(1);
    }
}
