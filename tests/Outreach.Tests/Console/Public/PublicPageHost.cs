using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.Console.Public;

namespace Outreach.Tests.Console.Public;

/// <summary>The public page on loopback with a model of the test's.</summary>
internal sealed class PublicPageHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PublicPageHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>Keeps cookies, as a browser does.</summary>
    public HttpClient Http { get; }

    public static async Task<PublicPageHost> StartAsync(PublicPageModel model, params string[] chatSites)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, StaticAssetsOfTheProgram());
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddPublicPage();
        var app = builder.Build();
        app.UseStaticFiles();
        app.MapPublicPage((http, _) => Task.FromResult(model with { Query = http.Request.Query["q"] }), chatSites);
        app.MapPublicFeeds((_, _) => Task.FromResult(model));
        await app.StartAsync();
        return new PublicPageHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>The list the build writes beside the program, built in the same configuration as these tests.</summary>
    private static string StaticAssetsOfTheProgram()
    {
        var output = AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "Outreach.Tests"), Path.Combine("src", "Outreach.Host"), StringComparison.Ordinal);
        return Path.Combine(output, "outreach.staticwebassets.runtime.json");
    }
}
