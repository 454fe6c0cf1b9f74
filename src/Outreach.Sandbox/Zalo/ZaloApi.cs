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
/// The Official Account OpenAPI: sending and uploading. Business errors are HTTP 200 with <c>error</c> in the body and numbers
/// are strings, as on the real wire.
/// </summary>
internal sealed class ZaloApi(SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, MediaShelf media) : IProvider
{
    /// <summary>Documented for images.</summary>
    private const int LargestImage = 1 << 20;

    private static readonly TimeSpan InteractionWindow = TimeSpan.FromDays(7);

    /// <summary>Vietnam has one zone without daylight saving.</summary>
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    private readonly ZaloOAuth oauth = new(options, ledger);
    private readonly ZaloWebhook webhook = new(options);
    private readonly MinuteWindow minute = new(4000, options.Time);

    public string Channel => Channels.Zalo;

    public void Map(IEndpointRouteBuilder routes)
    {
        oauth.Map(routes);
        routes.MapPost("/v3.0/oa/message/cs", Call(context => SendAsync(context, "cs")));
        routes.MapPost("/v3.0/oa/message/promotion", Call(context => SendAsync(context, "promotion")));
        routes.MapPost("/v3.0/oa/message/transaction", Call(context => SendAsync(context, "transaction")));
        routes.MapPost("/v2.0/oa/message", Call(_ => throw new ZaloRefusal(-240, "V2 API is closed, use V3")));
        routes.MapPost("/v2.0/oa/upload/image", Call(UploadAsync));
        routes.MapGet("/v2.0/oa/getoa", Call(_ => Task.FromResult<JsonObject?>(
            new JsonObject { ["oa_id"] = options.Zalo.OaId, ["name"] = "Sandbox OA", ["is_verified"] = true })));
    }

    public IReadOnlyList<Callback> Receipts(ReceivedMessage message) => [webhook.Received(message)];

    public Callback Notification(PhoneEvent phoneEvent) => webhook.Event(phoneEvent);

    private RequestDelegate Call(Func<HttpContext, Task<JsonObject?>> work) => context => AnswerAsync(context, work);

    /// <summary>The frame of every call: latency, limits and faults before, envelope after.</summary>
    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<JsonObject?>> work)
    {
        await faults[Channel].DelayAsync(context.RequestAborted);
        try
        {
            CheckRate(context);
            CheckAccess(context);
            if (faults[Channel].Roll(s => s.Error5xx))
            {
                await context.WriteBadGatewayAsync();
                return;
            }

            if (await work(context) is { } data)
                await context.WriteAsync(new JsonObject { ["data"] = data, ["error"] = 0, ["message"] = "Success" });
        }
        catch (ZaloRefusal refusal)
        {
            await context.WriteAsync(new JsonObject { ["error"] = refusal.Code, ["message"] = refusal.Message });
        }
    }

    private void CheckRate(HttpContext context)
    {
        if (faults[Channel].RefuseForRate() is not null)
            throw new ZaloRefusal(-32, "Your application reached limit call api");
        if (faults[Channel].Settings.RateLimitPerSecond is not null)
            return;
        var left = minute.Take();
        context.Response.Headers["X-RateLimit-Limit"] = minute.Limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Remain"] = Math.Max(0, left).ToString(CultureInfo.InvariantCulture);
        if (left >= 0)
            return;
        faults[Channel].CountRefusal();
        throw new ZaloRefusal(-32, "Your application reached limit call api");
    }

    private void CheckAccess(HttpContext context)
    {
        switch (oauth.Check(context.Request.Headers["access_token"]))
        {
            case ZaloOAuth.Access.Unknown:
                throw new ZaloRefusal(-216, "Access token is invalid");
            case ZaloOAuth.Access.Expired:
                throw new ZaloRefusal(-220, "Access token has expired");
        }
    }

    private async Task<JsonObject?> SendAsync(HttpContext context, string kind)
    {
        using var body = await ReadAsync(context);
        if (!body.RootElement.TryGetProperty("recipient", out var recipient) || recipient.Text("user_id") is not { Length: > 0 } user)
            throw new ZaloRefusal(-201, "recipient.user_id is missing");
        if (!body.RootElement.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
            throw new ZaloRefusal(-201, "message is missing");
        CheckRecipient(user, kind);
        if (faults[Channel].Roll(s => s.UnknownCode))
            throw new ZaloRefusal(-9999, "Unexpected");
        var content = ZaloContent.Read(message);
        var image = content.AttachmentId is { } attachment ? ImageOf(attachment) : content.ImageUrl;

        var now = options.Time.GetUtcNow();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        await carrier.AcceptAsync(this, seq => new ReceivedMessage(
            seq, Channel, user, options.Zalo.OaId, content.Text, image, content.Buttons, id, ClientRef: null, now));
        return await carrier.SpoilsAnswerAsync(Channel, context) ? null : Accepted(id, user, now);
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

    private string ImageOf(string attachment) =>
        ledger.Read(state => state.File(Channel, attachment)) is { } file && options.Time.GetUtcNow() - file.UploadedAt < InteractionWindow
            ? MediaShelf.Path + file.MediaId
            : throw new ZaloRefusal(-100, "attachment_id is invalid or has expired");

    private async Task<JsonObject?> UploadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            throw new ZaloRefusal(-201, "the body must be multipart/form-data");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("file") is not { } file)
            throw new ZaloRefusal(-201, "file is missing");
        if (file.Length > LargestImage)
            throw new ZaloRefusal(-210, "file is larger than 1 MB");

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, context.RequestAborted);
        if (Picture.Read(bytes.ToArray()) is not { Extension: ".png" or ".jpg" } picture)
            throw new ZaloRefusal(-201, "file is neither JPG nor PNG");
        var mediaId = await media.SaveAsync(bytes.ToArray(), picture, context.RequestAborted);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await ledger.RecordAsync(new UploadedFile(Channel, id, mediaId, options.Time.GetUtcNow()));
        return new JsonObject { ["attachment_id"] = id };
    }

    private static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new ZaloRefusal(-201, "the body is not an object");
        }
        catch (JsonException)
        {
            throw new ZaloRefusal(-201, "the body is not JSON");
        }
    }
}
