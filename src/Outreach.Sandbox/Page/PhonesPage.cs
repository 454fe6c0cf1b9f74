using System.Globalization;
using System.Net;
using System.Resources;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Outreach.Sandbox.Control;

namespace Outreach.Sandbox.Page;

/// <summary>The page of phones: one HTML file with its style and script, texts from the resource files.</summary>
internal static partial class PhonesPage
{
    private static readonly ResourceManager Texts = new("Outreach.Sandbox.Page.PageText", typeof(PhonesPage).Assembly);
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var html = Load("phones.html");
        var pages = new Dictionary<CultureInfo, byte[]> { [Vietnamese] = Fill(html, Vietnamese), [English] = Fill(html, English) };
        routes.MapGet("/", context => AnswerAsync(context, pages[Language(context.Request)], "text/html; charset=utf-8"));
        MapFile(routes, "phones.css", "text/css; charset=utf-8");
        MapFile(routes, "phones.js", "text/javascript; charset=utf-8");
        routes.MapGet("/favicon.ico", context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static void MapFile(IEndpointRouteBuilder routes, string name, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(Load(name));
        routes.MapGet("/sandbox/" + name, context => AnswerAsync(context, bytes, type));
    }

    private static Task AnswerAsync(HttpContext context, byte[] bytes, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-cache";
        // Pictures may come from the sender's own address, as the messages say; nothing else does.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src * data:; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary><c>?lang=</c> first, then what the browser prefers; Vietnamese unless English is asked for.</summary>
    private static CultureInfo Language(HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        if (asked.Length == 0)
        {
            asked = request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.Value?.Split('-')[0])
                .FirstOrDefault(language => language is "vi" or "en") ?? "vi";
        }

        return asked == "en" ? English : Vietnamese;
    }

    private static byte[] Fill(string html, CultureInfo language)
    {
        var set = Texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        var texts = set.Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => Texts.GetString((string)entry.Key, language)!);
        texts["Lang"] = language.Name;
        var filled = Placeholder().Replace(html, match => WebUtility.HtmlEncode(texts[match.Groups[1].Value]));
        return Encoding.UTF8.GetBytes(filled.Replace("[[texts]]", JsonSerializer.Serialize(texts, ControlJson.Default.DictionaryStringString)));
    }

    private static string Load(string name)
    {
        using var stream = typeof(PhonesPage).Assembly.GetManifestResourceStream("Outreach.Sandbox.Page." + name)
            ?? throw new FileNotFoundException($"The page's file {name} is not in the assembly.", name);
        return new StreamReader(stream).ReadToEnd();
    }

    [GeneratedRegex(@"\{\{([A-Za-z]+)\}\}")]
    private static partial Regex Placeholder();
}
