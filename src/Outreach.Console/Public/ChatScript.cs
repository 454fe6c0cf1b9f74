using System.Globalization;
using System.Security.Cryptography;
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
/// The script shows a button; opened, it shows a frame of ours with Microsoft's Web Chat in it, talking to our Direct Line.
/// </summary>
internal static class ChatScript
{
    private const string Assets = "_content/Outreach.Console";

    /// <summary>The hash of nothing: Web Chat adds one empty style without the nonce before it fills it by script.</summary>
    private const string NoStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["/chat.js"] = "text/javascript; charset=utf-8",
        ["/chat/chat.css"] = "text/css; charset=utf-8",
        ["/chat/frame.js"] = "text/javascript; charset=utf-8",
        ["/chat/held.js"] = "text/javascript; charset=utf-8",
        ["/chat/readable.js"] = "text/javascript; charset=utf-8",
        ["/chat/looks.js"] = "text/javascript; charset=utf-8",
        ["/chat/frame.css"] = "text/css; charset=utf-8",
    };

    extension(IEndpointRouteBuilder routes)
    {
        /// <param name="sites">Origins of other sites whose pages may carry the chat.</param>
        public void MapChatScript(IReadOnlyCollection<string> sites)
        {
            var root = routes.ServiceProvider.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
            foreach (var (path, type) in Files)
            {
                if (!root.GetFileInfo(Assets + path).Exists)
                    throw new InvalidOperationException($"{Assets}{path} is not among the static files: call WebHost.UseStaticWebAssets().");
                routes.MapGet(path, (HttpResponse response) => Serve(response, root.GetFileInfo(Assets + path), type));
            }

            routes.MapGet("/chat/texts", (HttpContext http, string? lang, IStringLocalizer<PublicText> text) => Texts(http, lang, text, sites));
            routes.MapGet("/chat/frame", (HttpContext http, string? lang, IStringLocalizer<PublicText> text) => Frame(http, lang, text, sites));
            routes.MapGet(WebChatBundle.Path, WebChatBundle.Serve);
        }
    }

    /// <summary>The script is public; who may carry the chat is decided at its texts, its frame and /chat/token.</summary>
    private static IResult Serve(HttpResponse response, IFileInfo file, string type)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(file.CreateReadStream(), type, lastModified: file.LastModified);
    }

    private static IResult Texts(HttpContext http, string? lang, IStringLocalizer<PublicText> text, IReadOnlyCollection<string> sites)
    {
        var origin = http.Request.Headers.Origin.ToString();
        http.Response.Headers.Vary = "Origin";
        http.Response.Headers.CacheControl = "public, max-age=300";
        if (sites.Contains(origin, StringComparer.OrdinalIgnoreCase))
            http.Response.Headers.AccessControlAllowOrigin = origin;
        CultureInfo.CurrentUICulture = Language(lang);
        return Results.Json(text.GetAllStrings(includeParentCultures: true)
            .Where(each => each.Name.StartsWith("Chat", StringComparison.Ordinal))
            .ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal));
    }

    /// <summary>
    /// The page in the chat's window. Nothing from another host runs or is read here, whatever Web Chat would like to;
    /// pictures of answers may come from anywhere.
    /// </summary>
    private static IResult Frame(HttpContext http, string? lang, IStringLocalizer<PublicText> text, IReadOnlyCollection<string> sites)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}' {NoStyle}; connect-src 'self' blob: data:; img-src 'self' https: data: blob:; "
            + $"media-src https: blob:; worker-src blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors {string.Join(' ', ["'self'", .. sites])}";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        CultureInfo.CurrentUICulture = Language(lang);
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{text["ChatTitle"]}</title>
              <link rel="stylesheet" href="frame.css">
              <script src="..{WebChatBundle.Path}" defer></script>
              <script type="module" src="frame.js"></script>
            </head>
            <body>
              <p id="status" role="status"></p>
              <main id="chat" aria-label="{text["ChatTitle"]}" data-nonce="{nonce}"></main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }

    private static CultureInfo Language(string? lang) => PublicLanguage.Parse(lang) ?? PublicLanguage.Vietnamese;
}
