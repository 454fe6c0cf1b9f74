using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Control;
using Outreach.Sandbox.Dossiers;
using Outreach.Sandbox.Facebook;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;
using Outreach.Sandbox.Page;
using Outreach.Sandbox.SmsGateway;
using Outreach.Sandbox.Telegram;
using Outreach.Sandbox.Zalo;

namespace Outreach.Sandbox;

/// <summary>
/// A running sandbox: Zalo, Telegram, Twilio, two brand-name gateways, Facebook and a dossier system on one address (their paths do not clash), the control API under
/// <c>/sandbox</c> and the page of phones at <c>/</c>.
/// </summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>Telegram's limit for uploads; beyond it the server answers 413.</summary>
    private const long LargestBody = 50L << 20;

    private readonly WebApplication app;
    private readonly Ledger ledger;
    private readonly CallbackQueue callbacks;
    private readonly Action noteServiceUrl;
    private readonly SandboxOptions options;
    private readonly ZnsTemplates templates = new();

    private SandboxHost(WebApplication app, Ledger ledger, CallbackQueue callbacks, SandboxOptions options)
    {
        this.app = app;
        this.ledger = ledger;
        this.callbacks = callbacks;
        this.options = options;
        noteServiceUrl = NoteServiceUrl;
    }

    /// <summary>The base address, with the port that was really taken and no slash at the end.</summary>
    public string Url => app.Urls.First().TrimEnd('/');

    /// <summary>Reads the journal back, starts to listen and sends what an earlier run still owed.</summary>
    /// <param name="url">For example <c>http://127.0.0.1:5001</c>; port 0 takes a free one.</param>
    /// <exception cref="IOException">The address or the journal is in use.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged; the message names file and line.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, string url, CancellationToken ct)
    {
        var ledger = await Ledger.OpenAsync(options.DataDirectory, ct);
        var loggers = options.Loggers ?? NullLoggerFactory.Instance;
        var callbacks = new CallbackQueue(ledger, options, loggers.CreateLogger<CallbackQueue>());
        var app = Build(loggers, url);
        var host = new SandboxHost(app, ledger, callbacks, options);
        try
        {
            host.Map();
            options.WebhookBaseUrlChanged += host.noteServiceUrl;
            host.NoteServiceUrl();
            await app.StartAsync(ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells the sandbox what approved ZNS templates say, so that phones show their words.</summary>
    public void Approve(IEnumerable<ApprovedTemplate> approved) => templates.Approve(approved);

    public async ValueTask DisposeAsync()
    {
        options.WebhookBaseUrlChanged -= noteServiceUrl;
        await app.StopAsync();
        await callbacks.DisposeAsync();
        await ledger.DisposeAsync();
        await app.DisposeAsync();
    }

    private static WebApplication Build(ILoggerFactory loggers, string url)
    {
        // Empty, so that neither the process's appsettings nor its environment reach into the sandbox.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        var app = builder.Build();
        app.Urls.Add(url);
        app.UseRouting();
        return app;
    }

    private void Map()
    {
        var faults = new FaultBoard(options);
        var media = new MediaShelf(options.DataDirectory);
        var carrier = new Carrier(ledger, callbacks, faults, options, app.Lifetime);
        var zaloSignIn = new ZaloOAuth(options, ledger);
        IProvider[] providers =
        [
            new ZaloApi(options, ledger, carrier, faults, media, zaloSignIn),
            new ZnsApi(options, ledger, carrier, faults, zaloSignIn, templates),
            new TelegramApi(options, ledger, carrier, callbacks, faults, media),
            new SmsProviders(options, ledger, carrier, faults),
            new MessengerApi(options, ledger, carrier, faults, media),
            new PageApi(options, ledger, carrier, faults, media),
        ];
        foreach (var provider in providers)
            provider.Map(app);
        var citizens = new Citizens(ledger, carrier, providers, options.Time);
        new ControlApi(ledger, faults, citizens, media, templates).Map(app);
        new DossiersApi(options.Time).Map(app);
        new PhonesApi(ledger, options.Time, app.Lifetime).Map(app);
        PhonesPage.Map(app);
        carrier.Resume(providers);
    }

    private void NoteServiceUrl()
    {
        if (options.WebhookBaseUrl is { } url && ledger.Read(state => state.ServiceUrl) != url)
            _ = ledger.RecordAsync(new ServiceMoved(url));
    }
}
