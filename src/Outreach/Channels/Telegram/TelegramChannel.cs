using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Sends messages of a Telegram bot to people who have pressed Start. Text up to 4096 characters, or one picture with a
/// caption of up to 1024. Telegram reports neither delivery nor reading.
/// </summary>
public sealed class TelegramChannel(
    IHttpClientFactory clients, ProviderMediaStore references, MediaStore media, IOptions<TelegramOptions> options, TimeProvider time)
    : IChannel, IDisposable
{
    internal const string ChannelName = "telegram";

    /// <summary>A file_id does not expire; forgetting it twice a year costs one upload.</summary>
    private static readonly TimeSpan PictureLife = TimeSpan.FromDays(180);

    private readonly TelegramOptions settings = options.Value;
    private readonly SemaphoreSlim uploading = new(1, 1);

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public UnknownPolicy WhenUnknown => settings.WhenUnknown;

    public ChannelLimits Limits { get; } =
        new(TextLength: 4096, CaptionLength: 1024, Buttons: 10, options.Value.MessagesPerSecond, options.Value.Concurrency, options.Value.Price, ReportsDelivery: false);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{TelegramOptions.Section}:{nameof(TelegramOptions.BotToken)} is not set.");
        if (message.Content.Misfit(Limits) is { } misfit)
            return misfit;
        if (!long.TryParse(message.Address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat))
            return new SendOutcome.Rejected("chat_id", "the address is not a chat's number");
        return message.Content.Image is { } image
            ? await SendPictureAsync(message, chat, image.MediaId, ct)
            : await SendTextAsync(message.Content, chat, ct);
    }

    public void Dispose() => uploading.Dispose();

    private async Task<SendOutcome> SendTextAsync(MessageContent content, long chat, CancellationToken ct)
    {
        var body = new TelegramText(chat, content.Text, new(IsDisabled: true), TelegramKeyboard.For(content.Buttons));
        var exchange = await PostAsync("sendMessage", ProviderHttp.Json(body, TelegramJson.Default.TelegramText), ct);
        return exchange.Outcome(Read);
    }

    private async Task<SendOutcome> SendPictureAsync(OutgoingMessage message, long chat, string mediaId, CancellationToken ct)
    {
        if (await references.FindAsync(Name, message.Account, mediaId, ct) is { } known)
        {
            var outcome = await SendKnownPictureAsync(message.Content, chat, known, ct);
            if (!IsUnknownPicture(outcome))
                return outcome;
            await references.ForgetAsync(Name, message.Account, mediaId, ct);
        }

        return await UploadOnceAsync(message, chat, mediaId, ct);
    }

    private async Task<SendOutcome> SendKnownPictureAsync(MessageContent content, long chat, string fileId, CancellationToken ct)
    {
        var body = new TelegramPhoto(chat, fileId, Caption(content), TelegramKeyboard.For(content.Buttons));
        var exchange = await PostAsync("sendPhoto", ProviderHttp.Json(body, TelegramJson.Default.TelegramPhoto), ct);
        return exchange.Outcome(Read);
    }

    /// <summary>The first who needs a picture sends its bytes and so learns its file_id; the others wait for that.</summary>
    private async Task<SendOutcome> UploadOnceAsync(OutgoingMessage message, long chat, string mediaId, CancellationToken ct)
    {
        if (media.PathOf(mediaId) is null)
            return new SendOutcome.Rejected("no_picture", $"picture {mediaId} is not in the media store");

        await uploading.WaitAsync(ct);
        try
        {
            if (await references.FindAsync(Name, message.Account, mediaId, ct) is not { } known)
                return await UploadAsync(message, chat, mediaId, ct);
            return await SendKnownPictureAsync(message.Content, chat, known, ct);
        }
        finally
        {
            uploading.Release();
        }
    }

    private async Task<SendOutcome> UploadAsync(OutgoingMessage message, long chat, string mediaId, CancellationToken ct)
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent(chat.ToString(CultureInfo.InvariantCulture)), "\"chat_id\"" },
            ProviderHttp.Picture("photo", mediaId, await media.ReadAsync(mediaId, ct)),
        };
        if (Caption(message.Content) is { } caption)
            body.Add(new StringContent(caption), "\"caption\"");
        if (TelegramKeyboard.For(message.Content.Buttons) is { } keyboard)
            body.Add(new StringContent(JsonSerializer.Serialize(keyboard, TelegramJson.Default.TelegramMarkup)), "\"reply_markup\"");

        var exchange = await PostAsync("sendPhoto", body, ct);
        if (exchange is Exchange<TelegramAnswer>.Answered { Body: { Ok: true, Result.Photo: [.., { FileId.Length: > 0 } largest] } })
            await references.SaveAsync(Name, message.Account, mediaId, largest.FileId, PictureLife, ct);
        return exchange.Outcome(Read);
    }

    private async Task<Exchange<TelegramAnswer>> PostAsync(string method, HttpContent body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Method(method)) { Content = body };
        using var http = clients.CreateClient(Name);
        return await http.ExchangeAsync(request, TelegramJson.Default.TelegramAnswer, settings.Timeout, time, ct);
    }

    private static string? Caption(MessageContent content) => content.Text.Length == 0 ? null : content.Text;

    private static bool IsUnknownPicture(SendOutcome outcome) =>
        outcome is SendOutcome.Rejected { Code: "400" } rejected && Says(rejected.Reason, "wrong file identifier");

    /// <summary>The status is Telegram's contract; its words only tell the shades of 403 apart.</summary>
    private static SendOutcome Read(Exchange<TelegramAnswer>.Answered answered)
    {
        var (status, answer, retryAfter) = answered;
        if (answer is null || (int)status >= 500)
            return status == HttpStatusCode.TooManyRequests
                ? new SendOutcome.Postponed("HTTP 429", retryAfter, PostponedFor.Pace)
                : new SendOutcome.Unconfirmed($"HTTP {(int)status} {answer?.Description}".TrimEnd());
        if (answer is { Ok: true, Result: { MessageId: not 0 } sent })
            return new SendOutcome.Accepted(sent.MessageId.ToString(CultureInfo.InvariantCulture));

        var words = answer.Description ?? "no description";
        return answer.ErrorCode switch
        {
            null => new SendOutcome.Unconfirmed($"HTTP {(int)status} without a message id"),
            401 or 404 => new SendOutcome.Misconfigured($"{TelegramOptions.Section}:{nameof(TelegramOptions.BotToken)} is refused: {words}"),
            403 when Says(words, "blocked by the user") => new SendOutcome.OptedOut("403"),
            409 => new SendOutcome.Misconfigured(words),

            // Not executed, so repeating it is safe; the whole bot has to slow down, not only this chat.
            429 => new SendOutcome.Postponed(
                words,
                answer.Parameters?.RetryAfter is { } seconds ? ProviderHttp.Pause(TimeSpan.FromSeconds(seconds)) : retryAfter,
                PostponedFor.Pace),
            >= 500 => new SendOutcome.Unconfirmed(words),
            { } code => new SendOutcome.Rejected(code.ToString(CultureInfo.InvariantCulture), words),
        };
    }

    private static bool Says(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
