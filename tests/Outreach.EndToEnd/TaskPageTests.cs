using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>A campaign to a loudspeaker and a notice board, carried out by people on the page of their task.</summary>
public sealed class TaskPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_campaign_to_places_becomes_tasks_and_what_people_confirm_is_in_its_report()
    {
        await File.WriteAllTextAsync(data.File("noi.csv"), """
            Họ và tên,Kênh,Địa chỉ kênh
            Đài truyền thanh phường,loudspeaker,Cụm loa tổ dân phố 4
            Nhà văn hóa,print,Bảng tin nhà văn hóa tổ 4
            """);
        (await OutreachProcess.RunAsync("contacts", "import", data.File("noi.csv"), "--list", "Nơi niêm yết", "--data", data.Path)).ShouldContain("2 accepted");
        var author = await KeyAsync("Hoa", "read", "campaigns.write");
        var approver = await KeyAsync("Minh", "read", "campaigns.approve");
        await using var service = await OutreachProcess.ServeAsync(null, "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");
        using var hoa = new RestClient(service.ServiceUrl, author);
        using var minh = new RestClient(service.ServiceUrl, approver);
        var campaign = await LaunchAsync(hoa, minh);

        var tasks = await Eventually.FindsAsync("two tasks", async () =>
            (await hoa.GetAsync("/api/v1/manual-tasks")).Body is { } open && open.GetArrayLength() == 2 ? open.EnumerateArray().ToList() : null);
        var spoken = tasks.Single(task => task.GetProperty("channel").GetString() == "loudspeaker");
        spoken.GetProperty("text").GetString()!.ShouldNotContain("dichvucong.gov.vn");
        await ConfirmAsync(service.ServiceUrl + spoken.GetProperty("page").GetString());
        await DeclineAsync(service.ServiceUrl + tasks.Single(task => task.GetProperty("channel").GetString() == "print").GetProperty("page").GetString());

        var report = (await hoa.GetAsync(campaign + "/report")).Body.GetProperty("channels");
        report.GetProperty("loudspeaker").GetProperty("delivered").GetInt32().ShouldBe(1);
        report.GetProperty("print").GetProperty("failed").GetInt32().ShouldBe(1);
    }

    private async Task ConfirmAsync(string link)
    {
        var page = await chromium.OpenAsync(link, width: 390, height: 844);
        await page.ShouldBeAccessibleAsync();
        await page.PictureAsync("task-open", whole: true);
        await page.GetByLabel("Người thực hiện").FillAsync("Trần Văn Ba");
        await page.GetByLabel("Đường dẫn bài đăng").FillAsync("Đã phát 17 giờ 30, hai lần");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đã làm xong" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Trần Văn Ba");
        await page.PictureAsync("task-done", whole: true);
    }

    private async Task DeclineAsync(string link)
    {
        var page = await chromium.OpenAsync(link);
        await page.ShouldBeAccessibleAsync();
        await page.PictureAsync("task-print", whole: true);
        await page.GetByLabel("Người thực hiện").FillAsync("Lê Thị Tư");
        await page.GetByLabel("Đường dẫn bài đăng").FillAsync("Máy in hỏng");
        await page.GetByRole(AriaRole.Button, new() { Name = "Không làm được" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Không làm được");
    }

    private static async Task<string> LaunchAsync(RestClient author, RestClient approver)
    {
        var created = await author.PostAsync(
            "/api/v1/campaigns", new { name = "Khai sinh", message = "khai-sinh-truc-tuyen", list = "Nơi niêm yết", channels = new[] { "loudspeaker", "print" } }, "create");
        created.Status.ShouldBe(HttpStatusCode.Created, created.Body.ToString());
        var campaign = $"/api/v1/campaigns/{created.Body.GetProperty("id").GetString()}";
        (await approver.PostAsync(campaign + "/approve", null, "approve")).Status.ShouldBe(HttpStatusCode.OK);
        (await author.PostAsync(campaign + "/schedule", new { at = TimeProvider.System.GetUtcNow() }, "schedule")).Status.ShouldBe(HttpStatusCode.OK);
        return campaign;
    }

    private Task<string> KeyAsync(string name, params string[] scopes) =>
        OutreachProcess.RunAsync(["key", "add", name, .. scopes.SelectMany(scope => (string[])["--scope", scope]), "--data", data.Path]);
}
