using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Facebook;

/// <summary>A page's posts: pictures staged without being published, and posts that attach them. The page shows them as if it had a phone.</summary>
internal sealed class PageApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, MediaShelf media) : IProvider
{
    private const int UsualPage = 25;

    private readonly GraphCalls calls = new(options, faults[Channels.Facebook]);

    public string Channel => Channels.Facebook;

    public void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("/{version}/{page}");
        page.MapPost("/feed", calls.Call(PostAsync));
        page.MapGet("/feed", calls.Call(context => Task.FromResult<JsonObject?>(List(context.Request))));
        page.MapPost("/photos", calls.Call(StageAsync));
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => [];

    public Callback? Notification(PhoneEvent phoneEvent) => null;

    private async Task<JsonObject?> PostAsync(HttpContext context)
    {
        var fields = await GraphCalls.ReadAsync(context);
        var (text, link) = (fields["message"]?.ToString() ?? "", fields["link"]?.ToString());
        var pictures = (fields["attached_media"] as JsonArray ?? []).Select(item => PictureOf(item?["media_fbid"]?.ToString())).ToList();
        if (text.Length == 0 && link is null && pictures.Count == 0)
            throw GraphRefusal.Invalid("Provide at least one of message, link or attached_media");
        if (link is not null && pictures.Count > 0)
            throw GraphRefusal.Invalid("link and attached_media cannot be combined");
        if (Posts() is [.., var last] && last.Text == text && text.Length > 0)
            throw new GraphRefusal(506, null, "Duplicate status message");

        var message = await carrier.AcceptAsync(this, seq => new ReceivedMessage(
            seq,
            Channel,
            options.Facebook.PageId,
            options.Facebook.PageId,
            text,
            pictures.FirstOrDefault(),
            link is null ? [] : [new PhoneButton(link, link)],
            $"{options.Facebook.PageId}_{seq}",
            ClientRef: null,
            options.Time.GetUtcNow()));
        return await carrier.SpoilsAnswerAsync(Channel, context) ? null : new JsonObject { ["id"] = message.ProviderId };
    }

    /// <summary>Newest first, with cursors; the address of the next page holds the token, as the real one's does.</summary>
    private JsonObject List(HttpRequest request)
    {
        var limit = int.TryParse(request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 100) : UsualPage;
        var before = long.TryParse(request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        var posts = Posts().Reverse().Where(post => post.Seq < before).Take(limit + 1).ToList();
        var answer = new JsonObject { ["data"] = new JsonArray([.. posts.Take(limit).Select(Show)]) };
        if (posts.Count > 0)
        {
            var after = posts[Math.Min(limit, posts.Count) - 1].Seq.ToString(CultureInfo.InvariantCulture);
            answer["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "0", ["after"] = after } };
            if (posts.Count > limit)
                answer["paging"]!["next"] = $"https://graph.facebook.com/?access_token={options.Facebook.PageAccessToken}&after={after}";
        }

        return answer;
    }

    private JsonNode Show(ReceivedMessage post) => new JsonObject
    {
        ["id"] = post.ProviderId,
        ["message"] = post.Text,
        ["created_time"] = post.ReceivedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
        ["from"] = new JsonObject { ["id"] = options.Facebook.PageId, ["name"] = "Sandbox" },
    };

    private async Task<JsonObject?> StageAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw GraphRefusal.Invalid("source is missing");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("source") is not { } upload)
            throw GraphRefusal.Invalid("source is missing");
        if (form["published"] != "false")
            throw GraphRefusal.Invalid("the sandbox only stages pictures: published=false");
        var bytes = await GraphCalls.BytesAsync(upload, context.RequestAborted);
        if (Picture.Read(bytes) is not { } picture)
            throw new GraphRefusal(324, 2069019, "Missing or invalid image file");

        var id = RandomNumberGenerator.GetInt32(1, int.MaxValue).ToString(CultureInfo.InvariantCulture) + "9";
        await ledger.RecordAsync(new UploadedFile(Channel, id, await media.SaveAsync(bytes, picture, context.RequestAborted), options.Time.GetUtcNow()));
        return new JsonObject { ["id"] = id };
    }

    private string PictureOf(string? id) =>
        id is not null && ledger.Read(state => state.File(Channel, id)) is { } file ? MediaShelf.Path + file.MediaId : throw GraphRefusal.Invalid("Invalid media_fbid");

    private IReadOnlyList<ReceivedMessage> Posts() => ledger.Read(state => state.Messages(Channel, options.Facebook.PageId, after: 0, limit: int.MaxValue));
}
