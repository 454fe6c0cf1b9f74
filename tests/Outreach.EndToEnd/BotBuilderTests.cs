using System.Net;
using System.Text;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>
/// Microsoft's SDK for bots, unmodified, as the other side of <c>/api/messages</c>; a script with keys of its own stands for the
/// login service.
/// </summary>
public sealed class BotBuilderTests : IAsyncLifetime, IDisposable
{
    private const string AppId = "8e5f9a3c-1111-4222-8333-944445555666";
    private const string AppSecret = "s3cret/+";

    private const string Description = "botframework-connector.swagger.json";

    private readonly DataFolder data = new();
    private readonly string channel = OutreachProcess.FreeUrl();
    private OutreachProcess service = null!;

    public async Task InitializeAsync() => service = await OutreachProcess.ServeAsync(
        new Dictionary<string, string>
        {
            // Pictures and documents travel as addresses; nobody fetches these.
            ["OUTREACH__Service__PublicUrl"] = "https://tt.example.gov.vn",
            ["OUTREACH__BotFramework__AppId"] = AppId,
            ["OUTREACH__BotFramework__AppSecret"] = AppSecret,
            ["OUTREACH__BotFramework__LoginUrl"] = channel,
            ["OUTREACH__BotFramework__OpenIdMetadata"] = channel + "/openid",
        },
        "serve",
        "--data",
        data.Path,
        "--urls",
        "http://127.0.0.1:0");

    public async Task DisposeAsync() => await service.DisposeAsync();

    public void Dispose() => data.Dispose();

    /// <summary>
    /// Greeting, buttons, cards, a form, a message that leaves later, a handoff, pictures and a document at our own initiative, replies
    /// in the answer: all as Microsoft's code wants it and as the connector's published description has it.
    /// </summary>
    [Fact]
    public async Task A_citizen_talks_through_a_channel_of_Microsofts_parts()
    {
        var key = await OutreachProcess.RunAsync("key", "add", "Portal", "--scope", "messages.send", "--data", data.Path);
        await using var prism = await Prism.MockAsync(Description);

        (await RunAsync("conversation.js", ("JUDGE_URL", prism.Url), ("KEY", key))).ShouldContain("ok: ");

        prism.Complaints.ShouldBeEmpty();
        prism.Noted.Count(request => request.EndsWith("/activities 200", StringComparison.Ordinal)).ShouldBe(7);
    }

    /// <summary>Token by token, and a bot of theirs that reads what we have written.</summary>
    [Fact]
    public async Task Microsofts_validation_and_ours_agree_on_every_token() => (await RunAsync("agreement.js")).ShouldContain("ok: 17 agreements");

    /// <summary>The same requests, each with one thing wrong: that the description is what judges.</summary>
    [Fact]
    public async Task The_description_would_have_complained()
    {
        await using var prism = await Prism.MockAsync(Description);
        using var http = new HttpClient { BaseAddress = new Uri(prism.Url), DefaultRequestHeaders = { Authorization = new("Bearer", "token") } };

        foreach (var (path, body, words) in new[]
        {
            ("c1/activities", """{"type":"shout"}""", "allowed values: message"),
            ("c1/activities", """{"type":"message","text":["a"]}""", "text must be string"),
            ("c1/activities", """{"type":"message","timestamp":"today"}""", "date-time"),
            ("c1/activities", """{"type":"message","textFormat":"html"}""", "textFormat"),
            ("c1/activities", """{"type":"message","attachments":{"contentType":"image/png"}}""", "attachments must be array"),
            ("c1/activities", """{"type":"message","suggestedActions":{"actions":[{"type":"press","title":"a","value":"a"}]}}""", "suggestedActions.actions.0.type"),
            ("c1/activities", """{"type":"message","from":{"id":"28:bot","role":"robot"}}""", "from.role"),
            ("c1/activities", "", "Body parameter is required"),
            ("c1/activity", """{"type":"message"}""", "NO_PATH_MATCHED_ERROR"),
        })
        {
            using var answer = await http.PostAsync($"/v3/conversations/{path}", new StringContent(body, Encoding.UTF8, "application/json"));
            ((int)answer.StatusCode).ShouldBeInRange(400, 499, body);
            await ComplaintAsync(prism, words);
        }

        http.DefaultRequestHeaders.Authorization = null;
        using var without = await http.PostAsync("/v3/conversations/c1/activities", new StringContent("""{"type":"message"}""", Encoding.UTF8, "application/json"));
        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<string> ComplaintAsync(Prism prism, string words) => Eventually.FindsAsync(
        words, () => Task.FromResult(prism.Complaints.FirstOrDefault(each => each.Contains(words, StringComparison.Ordinal))));

    private Task<string> RunAsync(string script, params (string Key, string Value)[] more)
    {
        var environment = new Dictionary<string, string>
        {
            ["OUTREACH_URL"] = service.ServiceUrl,
            ["CHANNEL_URL"] = channel,
            ["APP_ID"] = AppId,
            ["APP_SECRET"] = AppSecret,
        };
        foreach (var (key, value) in more)
            environment[key] = value;
        return NodeProgram.RunAsync("botbuilder", script, environment, TimeSpan.FromMinutes(3));
    }
}
