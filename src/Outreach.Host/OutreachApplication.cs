using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Outreach.Accounts;
using Outreach.BotFramework.DirectLine;
using Outreach.Campaigns;
using Outreach.Channels.BotFramework;
using Outreach.Channels.Email;
using Outreach.Channels.Facebook;
using Outreach.Channels.Manual;
using Outreach.Channels.Telegram;
using Outreach.Channels.Web;
using Outreach.Channels.Webhook;
using Outreach.Channels.Zalo;
using Outreach.Cluster.Quartz;
using Outreach.Cluster.Sweeps;
using Outreach.Console.Public;
using Outreach.Console.Tasks;
using Outreach.Content;
using Outreach.Delivery;
using Outreach.Feedback;
using Outreach.Inbox;
using Outreach.Inbox.Handoffs;
using Outreach.Knowledge;
using Outreach.People;
using Outreach.Plans;
using Outreach.Storage;

namespace Outreach.Host;

/// <summary>The service as one web application: which features it has and where they answer. It only wires.</summary>
public static class OutreachApplication
{
    /// <param name="settings">Settings that outrank files and environment: the command line.</param>
    /// <param name="change">Changes what is wired, for a test that needs the service without a part of it.</param>
    public static WebApplication Build(string url, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Named, not taken from the process: static assets are found by it, also when a test host runs us.
            ApplicationName = typeof(OutreachApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddEnvironmentVariables("OUTREACH__").AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(url).UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        AddFeatures(builder);
        change?.Invoke(builder.Services);
        var app = builder.Build();
        MapFeatures(app);
        return app;
    }

    /// <summary>What must be true before the first request: folders, keys, schema, and all that is known.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        await app.Services.GetRequiredService<Database>().MigrateAsync(ct);
        await SchedulerFeature.PrepareStoreAsync(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value, ct);
        await app.Services.GetRequiredService<KnowledgeRebuild>().StartAsync(ct);
    }

    private static void AddFeatures(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage();
        builder.AddScheduler();
        builder.Services.AddSweeps();

        builder.Services.AddContent();
        builder.Services.AddPeople();
        builder.Services.AddDelivery();
        builder.Services.AddKnowledge();
        builder.Services.AddFeedback();
        builder.Services.AddInbox();
        builder.Services.AddCampaigns();
        builder.Services.AddPlans();
        builder.Services.AddAccounts();

        builder.Services.AddWeb();
        builder.Services.AddZalo();
        builder.Services.AddTelegram();
        builder.AddSms();
        builder.Services.AddEmail();
        builder.Services.AddManual();
        builder.Services.AddFacebook();
        builder.Services.AddWebhook();
        builder.Services.AddBotFramework();

        builder.Services.AddPublicPage();
        builder.Services.AddSingleton<PublicPageSource>();
        builder.Services.AddSingleton<OptOutVisits>();
        builder.Services.AddSingleton<ManualTaskVisits>();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi("v1", api =>
        {
            // Providers' webhooks and the chat follow other people's specifications; only our own interface is described.
            api.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            api.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Outreach";
                return Task.CompletedTask;
            });
        });
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    [SuppressMessage("Usage", "ASP0014", Justification = "Order of middleware is part of what is wired here.")]
    private static void MapFeatures(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseCors();
        app.UseWebSockets();
        app.UseAccounts();

        app.MapStaticAssets();
        app.MapPublicPage(PublicPageSource.ForAsync, [.. app.Services.GetRequiredService<IOptions<DirectLineOptions>>().Value.AllowedOrigins]);
        app.MapPublicFeeds(PublicPageSource.ForAsync);
        app.MapOptOutPage(OptOutVisits.HandleAsync);
        app.MapTaskPage(ManualTaskVisits.HandleAsync);
        app.MapMedia();

        app.MapDirectLine();
        app.MapChatToken();

        // Providers prove themselves by their signatures; keys, origins and sockets do not concern them.
        app.MapZaloWebhook().ShortCircuit();
        app.MapTelegramWebhook().ShortCircuit();
        app.MapSmsWebhook();
        app.MapFacebookWebhook().ShortCircuit();
        app.MapGenericWebhook().ShortCircuit();
        app.MapBotFramework();

        app.MapContent();
        app.MapKnowledge();
        app.MapPeople();
        app.MapCampaigns();
        app.MapMessages();
        app.MapHandoffs();
        app.MapManual();
        app.MapPlans();
        app.MapFeedback();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = HealthAnswer.WriteAsync });
    }
}
