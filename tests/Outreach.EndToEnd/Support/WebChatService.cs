using Outreach.BotFramework.Activities;
using Outreach.Channels.Web;
using Outreach.Storage;

namespace Outreach.EndToEnd.Support;

/// <summary>The service for the tests of its chat: another site may carry it, and activities can be put into its conversations.</summary>
public sealed class WebChatService : IAsyncLifetime, IDisposable
{
    private readonly DataFolder data = new();
    private OutreachProcess process = null!;

    public string Url { get; } = OutreachProcess.FreeUrl();

    /// <summary>Where a page of another site may carry the chat.</summary>
    public string AllowedSite { get; } = OutreachProcess.FreeUrl();

    public async Task InitializeAsync() => process = await ServeAsync();

    /// <summary>Kills it and serves again from the same folder at the same address.</summary>
    public async Task RestartAsync()
    {
        await process.DisposeAsync();
        process = await ServeAsync();
    }

    /// <summary>Appends to a conversation beside the running service, as another node would.</summary>
    public async Task SayAsync(string conversationId, Activity activity)
    {
        using var cipher = FieldCipher.Open(data.File(Path.Combine("keys", "field.key")));
        await using var database = new SqliteDatabase(data.File("outreach.db"));
        (await new WebConversationLog(database, cipher, TimeProvider.System).AppendAsync(conversationId, activity, null, default)).ShouldNotBeNull();
    }

    public async Task DisposeAsync() => await process.DisposeAsync();

    public void Dispose() => data.Dispose();

    private Task<OutreachProcess> ServeAsync() => OutreachProcess.ServeAsync(
        new Dictionary<string, string> { ["OUTREACH__Channels__Web__AllowedOrigins__0"] = AllowedSite }, "serve", "--data", data.Path, "--urls", Url);
}
