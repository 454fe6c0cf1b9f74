using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outreach.Campaigns;
using Outreach.Channels.Twilio;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Benchmarks.Measuring;

/// <summary>The part of the service that a benchmark needs, wired as in the service, on a new data folder that goes with it.</summary>
internal sealed class Stand : IAsyncDisposable
{
    private readonly WebApplication app;

    private Stand(string folder, WebApplication app) => (Folder, this.app) = (folder, app);

    public string Folder { get; }

    public Uri Url => new(app.Urls.Single());

    public Database Database => Get<Database>();

    /// <param name="copyOf">A data folder to begin with.</param>
    public static async Task<Stand> StartAsync(
        Action<IServiceCollection> add, Action<WebApplication>? map = null, IReadOnlyDictionary<string, string?>? settings = null, string? copyOf = null)
    {
        var folder = Directory.CreateTempSubdirectory("outreach-benchmark-").FullName;
        foreach (var file in copyOf is null ? [] : Directory.EnumerateFiles(copyOf, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(copyOf!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("Storage:DataDirectory", folder)]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddStorage();
        add(builder.Services);

        var app = builder.Build();
        await app.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        map?.Invoke(app);
        await app.StartAsync();
        return new Stand(folder, app);
    }

    public IServiceProvider Services => app.Services;

    /// <summary>Adds what campaigns by SMS to the sink need; what sends is started by the benchmark itself.</summary>
    public static void AddSending(IServiceCollection services)
    {
        services.AddContent().AddPeople().AddDelivery().AddCampaigns().AddTwilio();
        services.Remove(services.Single(service => service.ImplementationType == typeof(Dispatcher)));
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
