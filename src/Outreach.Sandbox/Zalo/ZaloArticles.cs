using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>
/// Articles of the account: taken at once, and named when the provider is done with them. Shape and lengths as other people's
/// programs send them; the provider's own page was not seen.
/// </summary>
internal sealed class ZaloArticles(SandboxOptions options, Ledger ledger, Carrier carrier)
{
    private const int LongestTitle = 150;
    private const int LongestAuthor = 50;
    private const int LongestDescription = 300;

    public async Task<JsonObject?> CreateAsync(HttpContext context)
    {
        using var body = await ZaloFrame.ReadAsync(context);
        var article = Read(body.RootElement);
        await ledger.RecordAsync(article);
        return await carrier.SpoilsAnswerAsync(Channels.Zalo, context) ? null : new JsonObject { ["token"] = article.Token };
    }

    public async Task<JsonObject?> VerifyAsync(HttpContext context)
    {
        using var body = await ZaloFrame.ReadAsync(context);
        if (body.RootElement.Text("token") is not { } token || ledger.Read(state => state.ArticleByToken(token)) is not { } article)
            throw new ZaloRefusal(-201, "token is invalid");
        if (options.Time.GetUtcNow() - article.CreatedAt < options.ArticleDelay)
            throw new ZaloRefusal(-214, "Article is being processed");
        return new JsonObject { ["id"] = article.Id };
    }

    private PostedArticle Read(JsonElement article)
    {
        if (article.Text("type") != "normal" || article.Text("status") is not ("show" or "hide") || article.Text("comment") is not (null or "show" or "hide"))
            throw new ZaloRefusal(-201, "type, status or comment is invalid");
        Measure(article, "title", LongestTitle);
        Measure(article, "author", LongestAuthor);
        Measure(article, "description", LongestDescription);
        if (!article.TryGetProperty("cover", out var cover) || cover.Text("cover_type") != "photo" || !Uri.TryCreate(cover.Text("photo_url"), UriKind.Absolute, out var photo))
            throw new ZaloRefusal(-201, "cover is invalid");
        if (!article.TryGetProperty("body", out var parts) || parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() == 0)
            throw new ZaloRefusal(-201, "body is empty");
        var lines = parts.EnumerateArray()
            .Select(part => part.Text("type") == "text" && part.Text("content") is { Length: > 0 } line ? line : throw new ZaloRefusal(-201, "a part of body is invalid"));
        return new PostedArticle(NewId(), NewId(), article.Text("title")!, string.Join('\n', lines), photo.AbsoluteUri, options.Time.GetUtcNow());
    }

    private static void Measure(JsonElement article, string name, int longest)
    {
        if (article.Text(name) is not { Length: > 0 } words)
            throw new ZaloRefusal(-201, $"{name} is missing");
        if (words.Length > longest)
            throw new ZaloRefusal(-210, $"{name} is longer than {longest} characters");
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
}
