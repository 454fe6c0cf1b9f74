using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outreach.Cluster;
using Outreach.Delivery;
using Outreach.Inbox;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels;

/// <summary>A stored incoming event, in the clear.</summary>
public sealed record StoredEvent(string Channel, string Account, string EventId, IncomingKind Kind, string? Text, string Sender, string? Name);

/// <summary>A channel's webhook on a real server and a real database.</summary>
public sealed class WebhookStand : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly WebApplication server;
    private readonly HttpClient client;

    private WebhookStand(TestDatabase database, WebApplication server)
    {
        this.database = database;
        this.server = server;
        client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
    }

    public static async Task<WebhookStand> StartAsync(
        Action<IServiceCollection> add, Action<IEndpointRouteBuilder> map, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<TimeProvider>(new ManualTime())
            .AddSingleton(database.Database)
            .AddSingleton(database.Cipher)
            .AddSingleton<Receipts>()
            .AddSingleton<InboxSignal>()
            .AddSingleton<IncomingMessages>()
            .AddSingleton<ProviderMediaStore>()
            .AddSingleton<ProviderTokenStore>()
            .AddSingleton<Leases>()
            .AddSingleton(new MediaStore(Path.Combine(database.Folder, "media")));
        add(builder.Services);
        var server = builder.Build();
        map(server);
        await server.StartAsync();
        return new WebhookStand(database, server);
    }

    public Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string body, string contentType, params (string Name, string Value)[] headers) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), contentType, headers);

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(
        string path, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A call without a body.</summary>
    public async Task<(HttpStatusCode Status, string? ContentType, string Body)> GetAsync(string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyList<StoredEvent>> InboxAsync()
    {
        var rows = await database.Database.ReadAsync(
            session => session.QueryAsync<Row>(
                """
                SELECT i.channel, i.account, i.event_id, i.kind, i.text, c.peer, c.peer_name
                FROM inbox i JOIN conversations c ON c.id = i.conversation_id ORDER BY i.received_at, i.event_id
                """,
                null,
                CancellationToken.None),
            CancellationToken.None);
        return [.. rows.Select(row => new StoredEvent(
            row.Channel, row.Account, row.EventId, row.Kind, Reveal(row.Text), Reveal(row.Peer)!, Reveal(row.PeerName)))];
    }

    /// <summary>What came with each message, in order; null where nothing did.</summary>
    public async Task<IReadOnlyList<IncomingDetails?>> DetailsAsync()
    {
        var rows = await database.Database.ReadAsync(
            session => session.QueryAsync<string?>("SELECT details FROM inbox ORDER BY received_at, event_id", null, CancellationToken.None), CancellationToken.None);
        return [.. rows.Select(row => Reveal(row) is { } details ? IncomingDetailsJson.Read(details) : null)];
    }

    public T Get<T>()
        where T : notnull => server.Services.GetRequiredService<T>();

    public Task<IReadOnlyList<StoredReceipt>> ReceiptsAsync() => database.Database.ReadAsync(
        session => session.QueryAsync<StoredReceipt>("SELECT * FROM receipts ORDER BY event_id", null, CancellationToken.None), CancellationToken.None);

    /// <summary>A message that the provider has taken.</summary>
    public Task AddOutgoingAsync(string channel, Guid id, string address, int round) => database.Database.WriteAsync(
        async session =>
        {
            session.Context.Add(new OutboxMessage
            {
                Id = id,
                Lane = Lane.Interactive,
                Channel = channel,
                Account = "default",
                Address = database.Cipher.Protect(address),
                State = MessageState.Sent,
                Round = round,
                DueAt = DateTimeOffset.UnixEpoch,
                CreatedAt = DateTimeOffset.UnixEpoch,
            });
            await session.Context.SaveChangesAsync(CancellationToken.None);
        },
        CancellationToken.None);

    public Task<MessageState> StateAsync(Guid id) => database.Database.ReadAsync(
        session => session.FirstAsync<MessageState>("SELECT state FROM outbox WHERE id = @id", new { id }, CancellationToken.None), CancellationToken.None);

    /// <summary>Rows of everything a webhook may write.</summary>
    public async Task<long> RowsAsync() =>
        await database.CountAsync("inbox") + await database.CountAsync("conversations") + await database.CountAsync("receipts");

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    private string? Reveal(string? text) => text is null ? null : database.Cipher.Reveal(text);

    private sealed class Row
    {
        public string Channel { get; init; } = "";

        public string Account { get; init; } = "";

        public string EventId { get; init; } = "";

        public IncomingKind Kind { get; init; }

        public string? Text { get; init; }

        public string Peer { get; init; } = "";

        public string? PeerName { get; init; }
    }
}

/// <summary>A row of a channel's incoming table: the event as it comes and what is stored of it; null when it is only acknowledged.</summary>
public sealed record IncomingCase(string Label, string Body, StoredEvent? Stored)
{
    public override string ToString() => Label;
}
