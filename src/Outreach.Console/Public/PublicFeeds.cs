using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Outreach.Console.Public;

/// <summary>
/// The published messages as feeds, for readers and for other portals: Atom (RFC 4287) and JSON Feed 1.1
/// (https://www.jsonfeed.org/version/1.1/).
/// </summary>
public static class PublicFeeds
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>When a feed without messages changed last, as far as readers need to know; the year 1 is before UTC begins.</summary>
    private static readonly DateOnly Never = new(2000, 1, 1);

    extension(IEndpointRouteBuilder routes)
    {
        public void MapPublicFeeds(Func<HttpContext, CancellationToken, Task<PublicPageModel>> model)
        {
            routes.MapGet("/feed.atom", async (HttpContext http, CancellationToken ct) => await WriteAtomAsync(http, await model(http, ct))).ExcludeFromDescription();
            routes.MapGet("/feed.json", async (HttpContext http, CancellationToken ct) => Json(http, await model(http, ct))).ExcludeFromDescription();
        }
    }

    private static async Task WriteAtomAsync(HttpContext http, PublicPageModel model)
    {
        var site = Site(http);
        http.Response.ContentType = "application/atom+xml; charset=utf-8";
        await using var writer = XmlWriter.Create(http.Response.Body, new XmlWriterSettings { Async = true, Indent = true });
        await writer.WriteStartElementAsync(null, "feed", Atom);
        await writer.WriteAttributeStringAsync("xml", "lang", null, "vi");
        await TextAsync(writer, "id", Id(http, "messages"));
        await TextAsync(writer, "title", $"{model.Province}: {model.Service}");
        await TextAsync(writer, "updated", Moment(model.Messages.Count == 0 ? Never : model.Messages.Max(message => message.Date)));
        await AuthorAsync(writer, model.Province);
        await LinkAsync(writer, "self", site + "/feed.atom");
        await LinkAsync(writer, "alternate", site + "/");
        foreach (var message in model.Messages)
            await EntryAsync(writer, http, message);
        await writer.WriteEndElementAsync();
    }

    private static async Task EntryAsync(XmlWriter writer, HttpContext http, PublishedMessage message)
    {
        var site = Site(http);
        await writer.WriteStartElementAsync(null, "entry", Atom);
        await TextAsync(writer, "id", Id(http, message.Id));
        await TextAsync(writer, "title", message.Title);
        await TextAsync(writer, "updated", Moment(message.Date));
        await LinkAsync(writer, "alternate", Anchor(site, message));
        if (message.Picture is { } picture)
            await LinkAsync(writer, "enclosure", site + picture.Url);
        await TextAsync(writer, "content", message.Text);
        await writer.WriteEndElementAsync();
    }

    private static IResult Json(HttpContext http, PublicPageModel model)
    {
        var site = Site(http);
        var items = model.Messages.Select(message => new FeedItem(
            Id(http, message.Id),
            Anchor(site, message),
            message.Title,
            message.Text,
            message.Picture is { } picture ? site + picture.Url : null,
            Moment(message.Date)));
        return Results.Json(
            new Feed("https://jsonfeed.org/version/1.1", $"{model.Province}: {model.Service}", site + "/", site + "/feed.json", "vi", [.. items]),
            FeedJson.Default.Feed,
            "application/feed+json");
    }

    private static string Site(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>
    /// A tag URI (RFC 4151) of the host's name alone: it stays when the site moves from http to https or its page is laid out
    /// anew, so no reader shows a message twice.
    /// </summary>
    private static string Id(HttpContext http, string id) => $"tag:{http.Request.Host.Host},2026:{Uri.EscapeDataString(id)}";

    private static string Anchor(string site, PublishedMessage message) => $"{site}/#m-{message.Id}";

    /// <summary>Messages carry the day of publication; a feed wants a moment, so the day's beginning where people live (+07:00).</summary>
    private static string Moment(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+07:00";

    private static Task TextAsync(XmlWriter writer, string name, string text) => writer.WriteElementStringAsync(null, name, Atom, text);

    private static async Task AuthorAsync(XmlWriter writer, string name)
    {
        await writer.WriteStartElementAsync(null, "author", Atom);
        await TextAsync(writer, "name", name);
        await writer.WriteEndElementAsync();
    }

    private static async Task LinkAsync(XmlWriter writer, string relation, string address)
    {
        await writer.WriteStartElementAsync(null, "link", Atom);
        await writer.WriteAttributeStringAsync(null, "rel", null, relation);
        await writer.WriteAttributeStringAsync(null, "href", null, address);
        await writer.WriteEndElementAsync();
    }
}

internal sealed record Feed(string Version, string Title, string HomePageUrl, string FeedUrl, string Language, IReadOnlyList<FeedItem> Items);

internal sealed record FeedItem(string Id, string Url, string Title, string ContentText, string? Image, string DatePublished);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Feed))]
internal sealed partial class FeedJson : JsonSerializerContext;
