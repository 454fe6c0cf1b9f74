using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Dialogs;
using Outreach.BotFramework.Connector;
using Outreach.Channels.BotFramework;
using Outreach.Cluster;
using Outreach.Delivery;
using Outreach.Feedback;
using Outreach.Inbox;
using Outreach.Inbox.Dossiers;
using Outreach.Inbox.Handoffs;
using Outreach.Knowledge;
using Outreach.Knowledge.Learning;
using Outreach.Knowledge.Writing;
using Outreach.People;
using Outreach.Storage;
using Outreach.Tests.Assistant;
using Outreach.Tests.BotFramework.Authentication;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.BotFramework;

/// <summary><c>/api/messages</c> on a real server and a real database, with the real assistant behind it, and a login service.</summary>
internal sealed class BotStand : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient client;

    private BotStand(TestDatabase database, LoginService login, WebApplication server)
    {
        (Test, Login, this.server) = (database, login, server);
        client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public TestDatabase Test { get; }

    public LoginService Login { get; }

    public ManualTime Time => (ManualTime)server.Services.GetRequiredService<TimeProvider>();

    public static async Task<BotStand> StartAsync(params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        var login = await LoginService.StartAsync();
        var time = new ManualTime();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Settings(login)).AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(database.Database)
            .AddSingleton(database.Cipher)
            .AddSingleton(new IdGenerator(time))
            .AddSingleton(Options.Create(new ClusterOptions { Node = "node-1" }))
            .AddSingleton<OutboxSignals>()
            .AddSingleton<Outbox>()
            .AddSingleton<ContactStore>()
            .AddSingleton<FeedbackStore>()
            .AddSingleton<UnansweredQuestions>()
            .AddSingleton<KnowledgeAlarms>()
            .AddSingleton<AnswerWriter>()
            .AddSingleton<AfterAnswer>()
            .AddSingleton(new LiveKnowledge(SmallTown.Knowledge))
            .AddSingleton<IDossierLookup, PortalDossiers>()
            .AddSingleton(new Dialog(new AssistantOptions { Province = "tỉnh Thử Nghiệm", Hotline = "1022" }))
            .AddSingleton<InboxSignal>()
            .AddSingleton<IncomingMessages>()
            .AddSingleton<InboxStore>()
            .AddSingleton<HandoffStore>()
            .AddSingleton<Assistance>()
            .AddSingleton<AddressMoves>()
            .AddSingleton<Reception>()
            .AddSingleton<PromptReplies>()
            .AddSingleton<Transcripts>()
            .AddBotFramework();
        var server = builder.Build();
        server.MapBotFramework();
        await server.StartAsync();
        return new BotStand(database, login, server);
    }

    public static Dictionary<string, string?> Settings(LoginService login) => new()
    {
        ["BotFramework:AppId"] = LoginService.AppId,
        ["BotFramework:AppSecret"] = "s3cret/+",
        ["BotFramework:OpenIdMetadata"] = new Uri(login.Url, "openid").AbsoluteUri,
        ["BotFramework:LoginUrl"] = login.Url.AbsoluteUri,
    };

    /// <summary>Posts as the Bot Connector does.</summary>
    public Task<(HttpStatusCode Status, string Body)> PostAsync(string activity) => PostAsync(activity, "Bearer " + Login.Token(new TokenDraft(), Time.GetUtcNow()));

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string activity, string? authorization, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity, Encoding.UTF8, "application/json") };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyList<(IncomingKind Kind, string? Text, string Sender, IncomingDetails? Details)>> InboxAsync()
    {
        var rows = await Test.Database.ReadAsync(
            session => session.QueryAsync<Row>(
                "SELECT i.kind, i.text, i.details, c.peer FROM inbox i JOIN conversations c ON c.id = i.conversation_id ORDER BY i.received_at, i.id", null, default),
            default);
        return [.. rows.Select(row => (row.Kind, Reveal(row.Text), Reveal(row.Peer)!, row.Details is null ? null : IncomingDetailsJson.Read(Reveal(row.Details)!)))];
    }

    public Task<ConversationReference?> ReferenceAsync(string address) => server.Services.GetRequiredService<BotConversations>().FindAsync(address, default);

    /// <summary>Where the one handoff stands.</summary>
    public Task<HandoffState> HandoffAsync() =>
        Test.Database.ReadAsync(session => session.FirstAsync<HandoffState>("SELECT state FROM handoffs", null, default), default);

    /// <summary>Rows of everything an activity may write.</summary>
    public async Task<long> RowsAsync() =>
        await Test.CountAsync("inbox") + await Test.CountAsync("conversations") + await Test.CountAsync("bot_conversations") + await Test.CountAsync("outbox");

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await Login.DisposeAsync();
        await Test.DisposeAsync();
    }

    private string? Reveal(string? text) => string.IsNullOrEmpty(text) ? text : Test.Cipher.Reveal(text);

    private sealed class Row
    {
        public IncomingKind Kind { get; init; }

        public string? Text { get; init; }

        public string? Details { get; init; }

        public string Peer { get; init; } = "";
    }
}
