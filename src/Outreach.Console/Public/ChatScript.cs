using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;

namespace Outreach.Console.Public;

/// <summary>
/// The chat for any page: <c>&lt;script type="module" src="https://…/chat.js"&gt;&lt;/script&gt;</c>, with <c>?lang=en</c> for English.
/// The script finds its parts and Direct Line beside itself, so its address on this server is short and stays.
/// </summary>
internal static class ChatScript
{
    private const string Assets = "_content/Outreach.Console";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["/chat.js"] = "text/javascript; charset=utf-8",
        ["/chat/line.js"] = "text/javascript; charset=utf-8",
        ["/chat/panel.js"] = "text/javascript; charset=utf-8",
        ["/chat/view.js"] = "text/javascript; charset=utf-8",
        ["/chat/chat.css"] = "text/css; charset=utf-8",
    };

    extension(IEndpointRouteBuilder routes)
    {
        public void MapChatScript()
        {
            var root = routes.ServiceProvider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
            foreach (var (path, type) in Files)
            {
                if (!root.GetFileInfo(Assets + path).Exists)
                    throw new InvalidOperationException($"{Assets}{path} is not among the static files: call WebHost.UseStaticWebAssets().");
                routes.MapGet(path, (HttpResponse response) => Serve(response, root.GetFileInfo(Assets + path), type));
            }

            routes.MapGet("/chat/texts", Texts);
        }
    }

    private static IResult Serve(HttpResponse response, IFileInfo file, string type)
    {
        AllowAnySite(response);
        return Results.File(file.CreateReadStream(), type, lastModified: file.LastModified);
    }

    private static IResult Texts(HttpResponse response, string? lang, IStringLocalizer<PublicText> text)
    {
        AllowAnySite(response);
        CultureInfo.CurrentUICulture = PublicLanguage.Parse(lang) ?? PublicLanguage.Vietnamese;
        return Results.Json(text.GetAllStrings(includeParentCultures: true)
            .Where(each => each.Name.StartsWith("Chat", StringComparison.Ordinal))
            .ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal));
    }

    /// <summary>
    /// Modules are always fetched across sites under CORS. They are public; who may talk to the assistant is decided at /chat/token.
    /// </summary>
    private static void AllowAnySite(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
