using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.Channels.Zalo;
using Outreach.Cluster;
using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels.Zalo;

/// <summary>Nodes that share a database and an account of Zalo: each remembers by itself, all use one pair of tokens.</summary>
public abstract class ZaloNodes : IAsyncLifetime
{
    private protected const string Token = "/v4/oa/access_token";
    private protected const string Refused = """{"error":-14014,"error_name":"Invalid refresh token.","error_description":"used before"}""";

    private protected readonly ManualTime time = new();
    private protected FakeProvider provider = null!;
    private protected TestDatabase database = null!;
    private readonly List<ServiceProvider> nodes = [];

    private protected ProviderTokenStore Store => new(database.Database, database.Cipher);

    public async Task InitializeAsync()
    {
        provider = await FakeProvider.StartAsync();
        database = await TestDatabase.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        await database.DisposeAsync();
        await provider.DisposeAsync();
    }

    private protected ServiceProvider NewNode(params (string Key, string? Value)[] changed)
    {
        var settings = ZaloStand.Settings(provider.Url);
        foreach (var (key, value) in changed)
            settings["Channels:Zalo:" + key] = value;
        var ids = new IdGenerator(time);
        var outbox = new Outbox(database.Database, database.Cipher, new OutboxSignals(time), ids, Options.Create(new ClusterOptions { Node = "n" }), time);
        var node = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(database.Database)
            .AddSingleton(database.Cipher)
            .AddSingleton(TestNotices.On(database.Database, ids, outbox, time))
            .AddSingleton<ProviderTokenStore>()
            .AddZalo()
            .BuildServiceProvider();
        nodes.Add(node);
        return node;
    }

    private protected Task<TokenPair?> StoredAsync() => Store.FindAsync("zalo", "default", CancellationToken.None);
}
