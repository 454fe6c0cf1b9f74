using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Channels;

/// <summary>One channel wired as in the service, on a real database and a clock that the test moves.</summary>
public sealed class ChannelStand : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly string? name;

    private ChannelStand(TestDatabase database, ManualTime time, Action<IServiceCollection> add, IEnumerable<KeyValuePair<string, string?>> settings, string? name)
    {
        this.database = database;
        this.name = name;
        Time = time;
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(database.Database)
            .AddSingleton(database.Cipher)
            .AddSingleton<ProviderMediaStore>()
            .AddSingleton<ProviderTokenStore>()
            .AddSingleton(new MediaStore(Path.Combine(database.Folder, "media")));
        add(collection);
        services = collection.BuildServiceProvider(validateScopes: true);
    }

    public ManualTime Time { get; }

    public IChannel Channel => services.GetServices<IChannel>().Last(channel => name is null || channel.Name == name);

    public MediaStore Media => services.GetRequiredService<MediaStore>();

    public ProviderTokenStore Tokens => services.GetRequiredService<ProviderTokenStore>();

    public ProviderMediaStore References => services.GetRequiredService<ProviderMediaStore>();

    /// <param name="name">Which channel, where a feature adds several.</param>
    public static async Task<ChannelStand> CreateAsync(Action<IServiceCollection> add, IEnumerable<KeyValuePair<string, string?>> settings, string? name = null) =>
        new(await TestDatabase.CreateAsync(), new ManualTime(), add, settings, name);

    /// <summary>A service of the channel's own.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public OutgoingMessage Message(string address, MessageContent content) =>
        new(Guid.CreateVersion7(Time.GetUtcNow()), "default", address, content);

    public Task<SendOutcome> SendAsync(string address, MessageContent content) => Channel.SendAsync(Message(address, content), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
