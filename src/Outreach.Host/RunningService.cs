using Outreach.Channels.SmsGateway;
using Outreach.Content;
using Outreach.Sandbox;
using Outreach.Storage;

namespace Outreach.Host;

/// <summary>The service as started by a verb: the data folder's lock, the sandbox where it is wanted, and the web application.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly DataDirectoryLock dataLock;

    private RunningService(DataDirectoryLock dataLock, SandboxHost? sandbox, WebApplication app, string url)
    {
        this.dataLock = dataLock;
        Sandbox = sandbox;
        App = app;
        Url = url;
    }

    public WebApplication App { get; }

    /// <summary>Null when real providers are configured.</summary>
    public SandboxHost? Sandbox { get; }

    public string Url { get; }

    public IServiceProvider Services => App.Services;

    public static async Task<RunningService> StartAsync(string dataDirectory, string urls, IReadOnlyDictionary<string, string?> overrides, CancellationToken ct)
    {
        var dataLock = DataDirectoryLock.Take(dataDirectory);
        SandboxHost? sandbox = null;
        try
        {
            var url = EmbeddedSandbox.Concrete(urls);
            var sandboxOptions = new SandboxOptions { DataDirectory = Path.Combine(dataDirectory, "sandbox") };
            var settings = new Dictionary<string, string?>(overrides) { [$"{StorageOptions.Section}:{nameof(StorageOptions.DataDirectory)}"] = dataDirectory };
            var configuration = HostConfiguration.Read(overrides);
            if (EmbeddedSandbox.IsWanted(configuration))
            {
                sandbox = await EmbeddedSandbox.StartAsync(sandboxOptions, url, ct);
                foreach (var (key, value) in EmbeddedSandbox.Settings(sandbox, url))
                {
                    // Where a gateway is configured it is the channel "sms", and the sandbox's Twilio stays unused.
                    if (!configuration.HasSmsGateway() || !key.StartsWith("Channels:Twilio:", StringComparison.Ordinal))
                        settings.TryAdd(key, value);
                }
            }

            var app = OutreachApplication.Build(url, settings);
            sandbox?.Approve(EmbeddedSandbox.Templates(app.Services.GetRequiredService<ContentLibrary>()));
            await OutreachApplication.PrepareAsync(app, ct);
            await app.StartAsync(ct);

            // Not before we listen: webhooks left over from an earlier run go out at once, and Twilio's are not repeated.
            sandboxOptions.WebhookBaseUrl = new Uri(url);
            return new RunningService(dataLock, sandbox, app, url);
        }
        catch
        {
            if (sandbox is not null)
                await sandbox.DisposeAsync();
            dataLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        if (Sandbox is not null)
            await Sandbox.DisposeAsync();
        dataLock.Dispose();
    }
}
