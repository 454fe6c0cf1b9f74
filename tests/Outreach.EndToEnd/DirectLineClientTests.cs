using System.Text;
using System.Text.RegularExpressions;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>Microsoft's own Direct Line client (<c>botframework-directlinejs</c>), unmodified, against the running service.</summary>
public sealed class DirectLineClientTests : IDisposable
{
    private const string Client = "directline";
    private const string Description = "botframework-directline.swagger.json";
    private const string Secret = "end-to-end-direct-line-secret";

    private readonly DataFolder data = new();
    private readonly string url = OutreachProcess.FreeUrl();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task A_conversation_goes_on_after_the_service_was_killed(string transport)
    {
        await using var before = await ServeAsync();
        await using var program = NodeProgram.Start(Client, "conversation.mjs", Settings(transport));
        await ProgressAsync(program, "Restart now");

        await before.KillAsync();
        await using var after = await ServeAsync();

        await ProgressAsync(program, "Done");
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("polling")]
    public async Task An_expired_token_is_understood_as_one(string transport)
    {
        await using var service = await ServeAsync(("OUTREACH__Channels__Web__TokenLifetime", "00:00:04"));

        await NodeProgram.RunAsync(Client, "expired.mjs", Settings(transport), Eventually.Patience);
    }

    /// <summary>The description's publisher and ours mean the same by each call, its answer and its refusals.</summary>
    [Fact]
    public async Task Requests_and_answers_are_as_the_published_description_has_them()
    {
        await using var service = await ServeAsync(("OUTREACH__Channels__Web__Secret", Secret));
        await using var prism = await Prism.ProxyAsync(Description, url);

        await NodeProgram.RunAsync(
            Client, "described.mjs", new Dictionary<string, string> { ["SERVICE"] = prism.Url, ["SECRET"] = Secret }, Eventually.Patience);

        prism.Complaints.ShouldBeEmpty();
        foreach (var call in new[]
        {
            "POST /v3/directline/tokens/generate 200",
            "POST /v3/directline/tokens/refresh 200",
            "POST /v3/directline/conversations 201",
            @"GET /v3/directline/conversations/\w+\?watermark=\w* 200",
            @"GET /v3/directline/conversations/\w+/activities\?watermark=\w* 200",
            @"POST /v3/directline/conversations/\w+/activities 200",
            @"POST /v3/directline/conversations/\w+/upload\?userId=\w+ 200",
        })
            prism.Noted.ShouldContain(request => Regex.IsMatch(request, $"^{call}$"), call);
    }

    [Theory]
    [InlineData("POST", "tokens/generate", """{"user":"hoa"}""", """{"token":"t"}""", "user must be object")]
    [InlineData("POST", "tokens/generate", "", """{"token":"t","expires_in":"soon"}""", "expires_in must be integer")]
    [InlineData("GET", "conversations/c1/activities", null, """{"activities":{}}""", "activities must be array")]
    [InlineData("GET", "conversations/c1/activities", null, """{"activities":[{"type":"message","timestamp":"today"}]}""", "date-time")]
    [InlineData("POST", "conversations/c1/activities", "", """{"id":"1"}""", "Body parameter is required")]
    [InlineData("POST", "conversations/c1/activities", """{"type":"message","text":5}""", """{"id":"1"}""", "text must be string")]
    [InlineData("POST", "conversations/c1/activities", """{"type":"message"}""", """{"id":1}""", "id must be string")]
    [InlineData("POST", "conversations/c1/calls", """{"type":"message"}""", """{"id":"1"}""", "NO_PATH_MATCHED_ERROR")]
    public async Task The_description_would_have_complained(string method, string path, string? body, string answered, string words)
    {
        await using var server = OtherSite.Answering(url, answered);
        await using var prism = await Prism.ProxyAsync(Description, url);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{prism.Url}/v3/directline/{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await http.SendAsync(request);

        await Eventually.FindsAsync(words, () => Task.FromResult(prism.Complaints.FirstOrDefault(each => each.Contains(words, StringComparison.Ordinal))));
    }

    private Dictionary<string, string> Settings(string transport) => new() { ["SERVICE"] = url, ["TRANSPORT"] = transport };

    private Task<OutreachProcess> ServeAsync(params (string Key, string Value)[] settings) =>
        OutreachProcess.ServeAsync(settings.ToDictionary(each => each.Key, each => each.Value), "serve", "--data", data.Path, "--urls", url);

    /// <summary>Waits for a line; a program that ends without it has failed, and says why.</summary>
    private static Task<string> ProgressAsync(NodeProgram program, string line) => Eventually.FindsAsync(line, () =>
    {
        var said = Regex.IsMatch(program.Output, $"^{line}$", RegexOptions.Multiline);
        return said || !program.HasExited
            ? Task.FromResult(said ? line : null)
            : throw new InvalidOperationException($"The client ended before \"{line}\":\n{program.Output}");
    });
}
