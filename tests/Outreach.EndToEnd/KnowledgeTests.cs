using System.Net;
using System.Text.Json;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>A running service gets to know more: from a file, and from what citizens asked in vain. It is never restarted.</summary>
public sealed class KnowledgeTests : IDisposable
{
    private const string Question = "trạm bơm nông nghiệp hỏng báo ai";

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task What_is_imported_and_what_officers_approve_is_answered_without_a_restart()
    {
        var (author, approver) = (await KeyAsync("Hoa", "read", "knowledge.write"), await KeyAsync("Minh", "read", "knowledge.approve"));
        await using var service = await OutreachProcess.ServeAsync(null, "serve", "--data", data.Path, "--urls", "http://127.0.0.1:0");
        using var sandbox = new SandboxControl(service.SandboxUrl);
        using var hoa = new RestClient(service.ServiceUrl, author);
        using var minh = new RestClient(service.ServiceUrl, approver);

        (await AskAsync(sandbox, "8000000021", "8.000001 lệ phí")).ShouldNotContain("5.000");
        await File.WriteAllTextAsync(data.File("p.jsonl"), """{"code":"8.000001","name":"Cấp phép nuôi cá voi","fee":"5.000 đồng","source":"thử (2026-07-18)"}""");
        (await OutreachProcess.RunAsync("procedures", "import", data.File("p.jsonl"), "--data", data.Path)).ShouldContain("1 added");
        await Eventually.FindsAsync("the imported procedure", async () => (await hoa.GetAsync("/api/v1/procedures/8.000001")).Body.TryGetProperty("procedure", out var known) && known.ValueKind == JsonValueKind.Object ? "known" : null);
        (await AskAsync(sandbox, "8000000022", "8.000001 lệ phí")).ShouldContain("5.000");
        var changed = await hoa.PostAsync("/api/v1/procedures/import?source=rest", new { code = "8.000001", name = "Cấp phép nuôi cá voi", fee = "6.000 đồng" }, "import");
        changed.Body.GetProperty("changed").GetInt32().ShouldBe(1, changed.Body.ToString());
        (await hoa.GetAsync("/api/v1/procedures/8.000001")).Body.GetProperty("history").GetArrayLength().ShouldBe(2);

        (await AskAsync(sandbox, "8000000023", Question)).ShouldNotContain("Quy chế thử nghiệm");
        var group = (await hoa.GetAsync("/api/v1/questions/groups")).Body.EnumerateArray().Single(group => group.GetProperty("title").GetString() == Question);
        var change = await LiveAsync(hoa, minh, group.GetProperty("id").GetString()!);
        (await AskAsync(sandbox, "8000000024", Question)).ShouldContain("Quy chế thử nghiệm");

        (await minh.PostAsync($"{change}/revert", null, "revert")).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(sandbox, "8000000025", Question)).ShouldNotContain("Quy chế thử nghiệm");
    }

    /// <summary>Draft, replay, approval; each by whoever may.</summary>
    private static async Task<string> LiveAsync(RestClient author, RestClient approver, string group)
    {
        var faq = new { question = "Trạm bơm nông nghiệp hỏng thì báo ai?", answer = "Báo cho cán bộ nông nghiệp của xã.", source = "Quy chế thử nghiệm", sourceDate = "2026-01-05" };
        var draft = await author.PostAsync("/api/v1/knowledge/changes", new { kind = "newFaq", group, faq }, "draft");
        draft.Status.ShouldBe(HttpStatusCode.Created, draft.Body.ToString());
        var change = $"/api/v1/knowledge/changes/{draft.Body.GetProperty("id").GetString()}";

        (await approver.PostAsync($"{change}/approve", null, "too early")).Status.ShouldBe(HttpStatusCode.Conflict);
        var replay = (await author.PostAsync($"{change}/replay", null, "replay")).Body.GetProperty("replay");
        replay.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "attached").GetProperty("rightAfter").GetInt32().ShouldBe(1);
        (await author.PostAsync($"{change}/approve", null, "own")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await approver.PostAsync($"{change}/approve", null, "approve")).Status.ShouldBe(HttpStatusCode.OK);
        return change;
    }

    /// <summary>A citizen asks on Telegram, each in a conversation of their own; the first reply.</summary>
    private static async Task<string> AskAsync(SandboxControl sandbox, string citizen, string question)
    {
        await sandbox.WriteAsync("telegram", citizen, question);
        return await Eventually.FindsAsync("the reply", async () => (await sandbox.MessagesAsync("telegram", citizen)).Select(message => message.Text).FirstOrDefault());
    }

    private Task<string> KeyAsync(string name, params string[] scopes) =>
        OutreachProcess.RunAsync(["key", "add", name, .. scopes.SelectMany(scope => (string[])["--scope", scope]), "--data", data.Path]);
}
