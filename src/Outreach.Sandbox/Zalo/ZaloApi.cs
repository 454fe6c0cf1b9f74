using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Outreach.Sandbox.Callbacks;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Zalo;

/// <summary>
/// The Official Account OpenAPI: sending, broadcasting and uploading. Business errors are HTTP 200 with <c>error</c> in the body
/// and numbers are strings, as on the real wire.
/// </summary>
internal sealed class ZaloApi : IProvider
{
    private static readonly TimeSpan InteractionWindow = TimeSpan.FromDays(7);

    /// <summary>Vietnam has one zone without daylight saving.</summary>
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    private readonly SandboxOptions options;
    private readonly Ledger ledger;
    private readonly Carrier carrier;
    private readonly FaultBoard faults;
    private readonly ZaloOAuth oauth;
    private readonly ZaloFrame frame;
    private readonly ZaloUploads uploads;
    private readonly ZaloArticles articles;
    private readonly ZaloWebhook webhook;

    public ZaloApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, MediaShelf media, ZaloOAuth oauth)
    {
        (this.options, this.ledger, this.carrier, this.faults, this.oauth) = (options, ledger, carrier, faults, oauth);
        frame = new ZaloFrame(ZaloTokenErrors.Oa, oauth, faults[Channels.Zalo], options.Time);
        uploads = new ZaloUploads(options, ledger, media);
        articles = new ZaloArticles(options, ledger, carrier);
        webhook = new ZaloWebhook(options);
    }

    public string Channel => Channels.Zalo;

    public void Map(IEndpointRouteBuilder routes)
    {
        oauth.Map(routes);
        routes.MapPost("/v3.0/oa/message/cs", frame.Call(context => SendAsync(context, "cs")));
        routes.MapPost("/v3.0/oa/message/promotion", frame.Call(context => SendAsync(context, "promotion")));
        routes.MapPost("/v3.0/oa/message/transaction", frame.Call(context => SendAsync(context, "transaction")));
        routes.MapPost("/v2.0/oa/message", frame.Call(SendOldAsync));
        routes.MapPost("/v2.0/oa/upload/image", frame.Call(uploads.TakeImageAsync));
        routes.MapPost("/v2.0/oa/upload/file", frame.Call(uploads.TakeFileAsync));
        routes.MapPost("/v2.0/article/create", frame.Call(articles.CreateAsync));
        routes.MapPost("/v2.0/article/verify", frame.Call(articles.VerifyAsync));
        routes.MapGet("/v2.0/oa/getoa", frame.Call(_ => Task.FromResult<JsonObject?>(
            new JsonObject { ["oa_id"] = options.Zalo.OaId, ["name"] = "Sandbox OA", ["is_verified"] = true })));
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => [webhook.Received(message)];

    public Callback Notification(PhoneEvent phoneEvent) => webhook.Event(phoneEvent);

    private async Task<JsonObject?> SendAsync(HttpContext context, string kind)
    {
        using var body = await ZaloFrame.ReadAsync(context);
        if (!body.RootElement.TryGetProperty("recipient", out var recipient) || recipient.Text("user_id") is not { Length: > 0 } user)
            throw new ZaloRefusal(-201, "recipient.user_id is missing");
        var message = MessageOf(body);
        CheckRecipient(user, kind);
        return await DeliverAsync(context, user, ZaloContent.Read(message));
    }

    /// <summary>What of the old interface still lives: articles to followers, and visitors without an account.</summary>
    private async Task<JsonObject?> SendOldAsync(HttpContext context)
    {
        using var body = await ZaloFrame.ReadAsync(context);
        if (!body.RootElement.TryGetProperty("recipient", out var recipient) || recipient.ValueKind != JsonValueKind.Object)
            throw new ZaloRefusal(-201, "recipient is missing");
        if (recipient.TryGetProperty("target", out var target))
            return await BroadcastAsync(context, target, ZaloContent.Read(MessageOf(body)));
        if (recipient.Text("anonymous_id") is { Length: > 0 } visitor && recipient.Text("conversation_id") is { Length: > 0 })
            return await DeliverAsync(context, visitor, ZaloContent.Read(MessageOf(body)));
        throw new ZaloRefusal(-240, "MessageV2 API has been shut down, please switch to MessageV3");
    }

    private static JsonElement MessageOf(JsonDocument body) =>
        body.RootElement.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
            ? message
            : throw new ZaloRefusal(-201, "message is missing");

    private async Task<JsonObject?> DeliverAsync(HttpContext context, string user, ZaloContent content)
    {
        if (faults[Channel].Roll(s => s.UnknownCode))
            throw new ZaloRefusal(-9999, "Unexpected");
        if (content.Article is not null)
            throw new ZaloRefusal(-201, "an article is for a broadcast");
        var image = content.AttachmentId is { } attachment ? MediaShelf.Path + uploads.Find(attachment, document: false).MediaId : content.ImageUrl;
        var file = content.FileToken is { } token ? uploads.Find(token, document: true) : null;
        var (id, now) = (NewId(), options.Time.GetUtcNow());
        await carrier.AcceptAsync(this, seq => new ReceivedMessage(
            seq, Channel, user, options.Zalo.OaId, content.Text, image, content.Buttons, id, ClientRef: null, now)
        {
            File = file is null ? null : new ReceivedFile(file.Name ?? file.MediaId, MediaShelf.Path + file.MediaId),
            AsksForContact = content.AsksForContact,
        });
        return await carrier.SpoilsAnswerAsync(Channel, context) ? null : Accepted(id, user, now);
    }

    /// <summary>To everybody who has not left; the sandbox knows nobody's age or town, so a target only has to be well formed.</summary>
    private async Task<JsonObject?> BroadcastAsync(HttpContext context, JsonElement target, ZaloContent content)
    {
        if (target.ValueKind != JsonValueKind.Object || target.EnumerateObject().Any(trait => trait.Name is not ("ages" or "gender" or "locations" or "cities" or "platform")))
            throw new ZaloRefusal(-201, "recipient.target is invalid");
        if (content.Article is not { } article)
            throw new ZaloRefusal(-201, "a broadcast has an article");
        if (faults[Channel].Roll(s => s.UnknownCode))
            throw new ZaloRefusal(-9999, "Unexpected");

        var (id, now) = (NewId(), options.Time.GetUtcNow());
        var posted = ledger.Read(state => state.Article(article));
        var text = posted is null ? $"📰 {article}" : $"📰 {posted.Title}\n{posted.Text}";
        var followers = ledger.Read(state => state.Phones.Addresses(Channel).Where(user => !state.Memberships.HasLeft(Channel, user)).ToList());
        await Task.WhenAll(followers.Select(user => carrier.AcceptAsync(this, seq => new ReceivedMessage(
            seq, Channel, user, options.Zalo.OaId, text, posted?.CoverUrl, [], id, ClientRef: null, now))));
        return await carrier.SpoilsAnswerAsync(Channel, context) ? null : new JsonObject { ["message_id"] = id };
    }

    private static JsonObject Accepted(string id, string user, DateTimeOffset now) => new()
    {
        ["message_id"] = id,
        ["user_id"] = user,
        ["sent_time"] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["quota"] = new JsonObject { ["quota_type"] = "reply", ["remain"] = "8", ["total"] = "8" },
    };

    private void CheckRecipient(string user, string kind)
    {
        var (left, last) = ledger.Read(state =>
            (state.Memberships.HasLeft(Channel, user), state.Memberships.LastZaloInteraction(user)));
        var now = options.Time.GetUtcNow();
        if (left)
            throw kind == "promotion" ? new ZaloRefusal(-244, "User has restricted this type of message") : new ZaloRefusal(-213, "User has not followed OA");
        if (kind == "cs" && last is { } at && now - at > InteractionWindow)
            throw new ZaloRefusal(-230, "User has not interacted with the OA in the past 7 days");
        if (kind == "promotion" && now.ToOffset(VietnamOffset).Hour is >= 22 or < 6)
            throw new ZaloRefusal(-234, "Promotion messages are not sent between 22:00 and 06:00");
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
}
