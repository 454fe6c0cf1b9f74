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

    private readonly DataFolder data = new();
    private readonly string channel = OutreachProcess.FreeUrl();
    private OutreachProcess service = null!;

    public async Task InitializeAsync() => service = await OutreachProcess.ServeAsync(
        new Dictionary<string, string>
        {
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

    /// <summary>Greeting, buttons, cards, a form, a message that leaves later, a handoff, replies in the answer.</summary>
    [Fact]
    public async Task A_citizen_talks_through_a_channel_of_Microsofts_parts() => (await RunAsync("conversation.js")).ShouldContain("ok: ");

    /// <summary>Token by token, and a bot of theirs that reads what we have written.</summary>
    [Fact]
    public async Task Microsofts_validation_and_ours_agree_on_every_token() => (await RunAsync("agreement.js")).ShouldContain("ok: 17 agreements");

    private Task<string> RunAsync(string script) => NodeProgram.RunAsync(
        "botbuilder",
        script,
        new Dictionary<string, string> { ["OUTREACH_URL"] = service.ServiceUrl, ["CHANNEL_URL"] = channel, ["APP_ID"] = AppId, ["APP_SECRET"] = AppSecret },
        TimeSpan.FromMinutes(3));
}
