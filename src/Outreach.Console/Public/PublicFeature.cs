using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Outreach.Console.Public;

/// <summary>
/// The page every citizen may see, at <c>/</c>, and the chat that it and other sites carry. The host calls
/// <c>WebHost.UseStaticWebAssets()</c> and <c>UseStaticFiles()</c> (or <c>MapStaticAssets()</c>) for the style sheet, and maps
/// Direct Line for the chat to talk to.
/// </summary>
public static class PublicFeature
{
    /// <summary>Nothing from elsewhere runs here; pictures may come from the media store's own address.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddPublicPage()
        {
            services.AddLocalization();
            services.AddRazorComponents();
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <param name="model">Called for every visit; reads what the visitor searched for from the query's <c>q</c>.</param>
        /// <param name="chatSites">Origins of other sites whose pages may carry the chat, like <c>https://hue.gov.vn</c>.</param>
        public IEndpointConventionBuilder MapPublicPage(
            Func<HttpContext, CancellationToken, Task<PublicPageModel>> model, IReadOnlyCollection<string>? chatSites = null)
        {
            routes.MapChatScript(chatSites ?? []);
            return routes.MapGet("/", http => ShowAsync(http, model));
        }
    }

    /// <summary>
    /// Renders within this method rather than returning the result: the culture set here would not reach what runs after it.
    /// </summary>
    private static async Task ShowAsync(HttpContext http, Func<HttpContext, CancellationToken, Task<PublicPageModel>> model)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PublicLanguage.Choose(http);
        Protect(http.Response);
        http.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        var parameters = new { Model = await model(http, http.RequestAborted) };
        await new RazorComponentResult<PublicPage>(parameters).ExecuteAsync(http);
    }

    internal static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
