using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>sendMessage and sendPhoto.</summary>
internal sealed class TelegramSending(
    TelegramApi api, SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, MediaShelf media)
{
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;
    private const int LargestPhoto = 10 << 20;

    /// <summary>Width and height together; the longer side may be at most 20 times the shorter.</summary>
    private const int LargestSides = 10000;

    public async Task<JsonNode?> SendMessageAsync(TelegramCall call, HttpContext context)
    {
        CheckFaults();
        var text = TelegramText.Parse(call["text"], call["parse_mode"]);
        if (string.IsNullOrWhiteSpace(text))
            throw TelegramRefusal.BadRequest("message text is empty");
        if (text.Length > LongestText)
            throw TelegramRefusal.BadRequest("message is too long");
        CheckChat(call.ChatId());
        return await AcceptAsync(call, context, text, file: null, image: null);
    }

    public async Task<JsonNode?> SendPhotoAsync(TelegramCall call, HttpContext context)
    {
        CheckFaults();
        var caption = TelegramText.Parse(call["caption"], call["parse_mode"]);
        if (caption.Length > LongestCaption)
            throw TelegramRefusal.BadRequest("message caption is too long");
        CheckChat(call.ChatId());
        if (call.File("photo") is { } upload)
            return await AcceptAsync(call, context, caption, await KeepAsync(upload, context.RequestAborted), image: null);
        var photo = call["photo"];
        if (string.IsNullOrEmpty(photo))
            throw TelegramRefusal.BadRequest("there is no photo in the request");
        if (ledger.Read(state => state.File(Channels.Telegram, photo)) is { } known)
            return await AcceptAsync(call, context, caption, known, image: null);
        return Uri.TryCreate(photo, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? await AcceptAsync(call, context, caption, file: null, image: photo)
            : throw TelegramRefusal.BadRequest("wrong file identifier/HTTP URL specified");
    }

    private void CheckFaults()
    {
        if (faults[Channels.Telegram].RefuseForRate() is { } wait)
            throw TelegramRefusal.TooMany(wait);
        if (faults[Channels.Telegram].Roll(s => s.Error5xx))
            throw new TelegramRefusal(502, "Bad Gateway");
        if (faults[Channels.Telegram].Roll(s => s.UnknownCode))
            throw new TelegramRefusal(460, "Unexpected");
    }

    private void CheckChat(long chat)
    {
        var address = chat.ToString(CultureInfo.InvariantCulture);
        if (ledger.Read(state => state.Memberships.HasLeft(Channels.Telegram, address)))
            throw new TelegramRefusal(403, "Forbidden: bot was blocked by the user");
    }

    private async Task<UploadedFile> KeepAsync(IFormFile upload, CancellationToken ct)
    {
        if (upload.Length > LargestPhoto)
            throw TelegramRefusal.BadRequest("file is too big");
        using var buffer = new MemoryStream();
        await upload.CopyToAsync(buffer, ct);
        var bytes = buffer.ToArray();
        if (Picture.Read(bytes) is not { } picture)
            throw TelegramRefusal.BadRequest("IMAGE_PROCESS_FAILED");
        if (picture.Width + picture.Height > LargestSides
            || Math.Max(picture.Width, picture.Height) > 20 * Math.Max(1, Math.Min(picture.Width, picture.Height)))
        {
            throw TelegramRefusal.BadRequest("PHOTO_INVALID_DIMENSIONS");
        }

        var file = new UploadedFile(
            Channels.Telegram,
            "AgAC" + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(36)),
            await media.SaveAsync(bytes, picture, ct),
            options.Time.GetUtcNow());
        await ledger.RecordAsync(file);
        return file;
    }

    private async Task<JsonNode?> AcceptAsync(TelegramCall call, HttpContext context, string text, UploadedFile? file, string? image)
    {
        var markup = call.Object("reply_markup");
        var buttons = TelegramKeyboard.Read(markup);
        var chat = call.ChatId();
        var now = options.Time.GetUtcNow();
        var from = options.Telegram.BotToken.Split(':')[0];
        var message = await carrier.AcceptAsync(api, seq => new ReceivedMessage(
            seq,
            Channels.Telegram,
            chat.ToString(CultureInfo.InvariantCulture),
            from,
            text,
            file is null ? image : MediaShelf.Path + file.MediaId,
            buttons,
            seq.ToString(CultureInfo.InvariantCulture),
            ClientRef: null,
            now));
        if (await carrier.SpoilsAnswerAsync(Channels.Telegram, context))
            return null;

        var result = TelegramMessages.Sent(message, TelegramApi.Bot(options));
        // Only an inline keyboard comes back in the result.
        if (markup?["inline_keyboard"] is not null)
            result["reply_markup"] = markup.DeepClone();
        if (file is not null)
            result["photo"] = await PhotoAsync(file, context.RequestAborted);
        return result;
    }

    private async Task<JsonArray> PhotoAsync(UploadedFile file, CancellationToken ct)
    {
        var bytes = await media.ReadAsync(file.MediaId, ct) ?? [];
        var picture = Picture.Read(bytes);
        return
        [
            new JsonObject
            {
                ["file_id"] = file.Id,
                ["file_unique_id"] = "AQAD" + file.MediaId[..12],
                ["width"] = picture?.Width,
                ["height"] = picture?.Height,
                ["file_size"] = bytes.Length,
            },
        ];
    }
}
