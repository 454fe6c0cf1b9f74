using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Sends consultation messages of a Zalo Official Account (<c>/v3.0/oa/message/cs</c>) to people who have used the account in
/// the last seven days. Text up to 2000 characters, one picture, five buttons.
/// </summary>
public sealed class ZaloChannel(
    IHttpClientFactory clients, ZaloToken token, ProviderMediaStore references, MediaStore media, IOptions<ZaloOptions> options, TimeProvider time)
    : IChannel, IDisposable
{
    internal const string ChannelName = "zalo";

    /// <summary>Zalo does not say how long an uploaded picture lives; a week is what it is seen to, and -100 tells when it is over.</summary>
    private static readonly TimeSpan PictureLife = TimeSpan.FromDays(7);

    private readonly ZaloOptions settings = options.Value;
    private readonly SemaphoreSlim uploading = new(1, 1);

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public UnknownPolicy WhenUnknown => settings.WhenUnknown;

    public ChannelLimits Limits { get; } =
        new(TextLength: 2000, CaptionLength: 2000, Buttons: 5, options.Value.MessagesPerSecond, options.Value.Concurrency, options.Value.Price);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{ZaloOptions.Section}:{nameof(ZaloOptions.AppId)} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (message.Content.Image is not { } image)
            return await SendAsync(message, picture: null, ct);

        var outcome = await SendPictureAsync(message, image.MediaId, ct);
        if (outcome is not SendOutcome.Rejected { Code: ZaloErrors.PictureExpired })
            return outcome;
        await references.ForgetAsync(Name, message.Account, image.MediaId, ct);
        return await SendPictureAsync(message, image.MediaId, ct);
    }

    public void Dispose() => uploading.Dispose();

    private async Task<SendOutcome> SendPictureAsync(OutgoingMessage message, string mediaId, CancellationToken ct)
    {
        var picture = await references.FindAsync(Name, message.Account, mediaId, ct);
        if (picture is null)
        {
            var upload = await UploadOnceAsync(message.Account, mediaId, ct);
            if (upload is not SendOutcome.Accepted uploaded)
                return upload;
            picture = uploaded.ProviderId;
        }

        return await SendAsync(message, picture, ct);
    }

    /// <summary>A campaign's picture is uploaded by the first who needs it; the others wait for that. Ends as a message would.</summary>
    private async Task<SendOutcome> UploadOnceAsync(string account, string mediaId, CancellationToken ct)
    {
        if (media.PathOf(mediaId) is null)
            return new SendOutcome.Rejected("no_picture", $"picture {mediaId} is not in the media store");

        await uploading.WaitAsync(ct);
        try
        {
            if (await references.FindAsync(Name, account, mediaId, ct) is { } known)
                return new SendOutcome.Accepted(known);
            var bytes = await media.ReadAsync(mediaId, ct);
            var outcome = await PostAsync(
                "/v2.0/oa/upload/image", () => new MultipartFormDataContent { ProviderHttp.Picture("file", mediaId, bytes) }, ct);
            if (outcome is SendOutcome.Accepted uploaded)
                await references.SaveAsync(Name, account, mediaId, uploaded.ProviderId, PictureLife, ct);

            // Without an answer to the upload nothing has reached the citizen yet: safe to repeat.
            return outcome is SendOutcome.Unconfirmed lost ? new SendOutcome.Postponed("Picture upload: " + lost.Reason) : outcome;
        }
        finally
        {
            uploading.Release();
        }
    }

    private Task<SendOutcome> SendAsync(OutgoingMessage message, string? picture, CancellationToken ct)
    {
        var body = new ZaloSend(new(message.Address), Compose(message.Content, picture));
        return PostAsync("/v3.0/oa/message/cs", () => ProviderHttp.Json(body, ZaloJson.Default.ZaloSend), ct);
    }

    private static ZaloContent Compose(MessageContent content, string? picture)
    {
        var text = content.Text.Length == 0 ? null : content.Text;
        var buttons = content.Buttons is { Count: > 0 } some ? some.Select(Compose).ToList() : null;
        if (picture is null && buttons is null)
            return new(text, Attachment: null);

        var template = picture is null
            ? new ZaloTemplate(TemplateType: null, Elements: null, buttons)
            : new ZaloTemplate("media", [new("image", picture)], buttons);
        return new(text, new("template", template));
    }

    private static ZaloButton Compose(MessageButton button) => button.Url is null
        ? new(button.Title, "oa.query.show", JsonValue.Create(button.Says ?? button.Title))
        : new(button.Title, "oa.open.url", new JsonObject { ["url"] = button.Url.AbsoluteUri });

    private async Task<SendOutcome> PostAsync(string path, Func<HttpContent> body, CancellationToken ct)
    {
        var access = await token.CurrentAsync(ct);
        for (var renewed = false; access is ZaloAccess.Granted granted; renewed = true)
        {
            var exchange = await ExchangeAsync(path, body(), granted.Pair.AccessToken, ct);
            if (renewed || exchange is not Exchange<ZaloAnswer>.Answered { Body.Error: { } error } || !ZaloErrors.IsStaleToken(error))
                return exchange.Outcome(answered => Read(answered, time.GetUtcNow()));
            access = await token.RenewAsync(granted.Pair, ct);
        }

        return ((ZaloAccess.Denied)access).Outcome;
    }

    private async Task<Exchange<ZaloAnswer>> ExchangeAsync(string path, HttpContent body, string accessToken, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ProviderOptions.Below(settings.BaseUrl, path)) { Content = body };
        request.Headers.Add("access_token", accessToken);
        request.Headers.Add("appsecret_proof", Proof(accessToken));
        using var http = clients.CreateClient(Name);
        return await http.ExchangeAsync(request, ZaloJson.Default.ZaloAnswer, settings.Timeout, time, ct);
    }

    /// <summary>Shows that the token is used by the app it was given to; a wrong one is answered with -242.</summary>
    private string Proof(string accessToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.AppSecret!), Encoding.UTF8.GetBytes(accessToken)));

    private static SendOutcome Read(Exchange<ZaloAnswer>.Answered answered, DateTimeOffset now) => (answered.Status, answered.Body) switch
    {
        (HttpStatusCode.OK, { Error: 0, Data: { } data }) when (data.MessageId ?? data.AttachmentId) is { Length: > 0 } id => new SendOutcome.Accepted(id),
        (_, { Error: { } error and not 0 } answer) => ZaloErrors.Outcome(error, answer.Message, now),
        _ => ZaloErrors.Outcome(answered.Status, answered.RetryAfter, now),
    };
}
