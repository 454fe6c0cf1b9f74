using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Pictures and documents: the bytes go out with the first message that needs them, and Telegram's file_id for them with all
/// later ones (sendPhoto, sendDocument, sendMediaGroup).
/// </summary>
internal sealed class TelegramMedia(TelegramClient client, ProviderMediaStore references, MediaStore store) : IDisposable
{
    /// <summary>A file_id does not expire; forgetting it twice a year costs one upload.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private readonly SemaphoreSlim uploading = new(1, 1);

    public async Task<SendOutcome> SendAsync(TelegramDraft draft, string account, long chat, CancellationToken ct)
    {
        var known = await KnownAsync(draft, account, ct);
        if (known.All(id => id is not null))
        {
            var outcome = await PostAsync(draft, account, chat, known, ct);
            if (!TelegramAnswers.IsUnknownFile(outcome))
                return outcome;
            await ForgetAsync(draft, account, ct);
        }

        if (draft.Media.FirstOrDefault(part => store.PathOf(part.MediaId) is null) is { } lost)
            return new SendOutcome.Rejected("no_picture", $"{lost.MediaId} is not in the media store");
        return await UploadAsync(draft, account, chat, ct);
    }

    public void Dispose() => uploading.Dispose();

    /// <summary>The first who needs a file sends its bytes and so learns its file_id; the others wait for that.</summary>
    private async Task<SendOutcome> UploadAsync(TelegramDraft draft, string account, long chat, CancellationToken ct)
    {
        await uploading.WaitAsync(ct);
        try
        {
            var known = await KnownAsync(draft, account, ct);
            var outcome = await PostAsync(draft, account, chat, known, ct);
            if (!TelegramAnswers.IsUnknownFile(outcome) || known.All(id => id is null))
                return outcome;
            await ForgetAsync(draft, account, ct);
            return await PostAsync(draft, account, chat, new string?[draft.Media.Count], ct);
        }
        finally
        {
            uploading.Release();
        }
    }

    private async Task<SendOutcome> PostAsync(TelegramDraft draft, string account, long chat, string?[] known, CancellationToken ct)
    {
        if (draft.Media is [var only])
        {
            var body = known[0] is { } id ? ById(draft, only, chat, id) : await WithBytesAsync(draft, only, chat, ct);
            var method = only.Kind == TelegramPart.Photo ? "sendPhoto" : "sendDocument";
            return await SentAsync(method, body, TelegramJson.Default.TelegramAnswerTelegramMessage, draft, account, sent => [sent], ct);
        }

        return await SentAsync(
            "sendMediaGroup",
            await AlbumAsync(draft, chat, known, ct),
            TelegramJson.Default.TelegramAnswerIReadOnlyListTelegramMessage,
            draft,
            account,
            sent => sent,
            ct);
    }

    /// <summary>Sends, and remembers what Telegram calls each file now.</summary>
    private async Task<SendOutcome> SentAsync<T>(
        string method, HttpContent body, JsonTypeInfo<TelegramAnswer<T>> type, TelegramDraft draft, string account, Func<T, IReadOnlyList<TelegramMessage>> all, CancellationToken ct)
    {
        var exchange = await client.PostAsync(method, body, type, ct);
        if (exchange is Exchange<TelegramAnswer<T>>.Answered { Body: { Ok: true, Result: { } result } })
        {
            foreach (var (part, sent) in draft.Media.Zip(all(result)))
            {
                if (part.IdIn(sent) is { Length: > 0 } id && await references.FindAsync(TelegramChannel.ChannelName, account, part.Key, ct) != id)
                    await references.SaveAsync(TelegramChannel.ChannelName, account, part.Key, id, Life, ct);
            }
        }

        return exchange.Outcome(sent => all(sent).Count > 0 ? all(sent)[0].MessageId : null);
    }

    private static HttpContent ById(TelegramDraft draft, TelegramPart part, long chat, string id)
    {
        var photo = part.Kind == TelegramPart.Photo;
        var body = new TelegramFile(chat, photo ? id : null, photo ? null : id, Caption(draft), draft.Entities, draft.Markup);
        return ProviderHttp.Json(body, TelegramJson.Default.TelegramFile);
    }

    private async Task<HttpContent> WithBytesAsync(TelegramDraft draft, TelegramPart part, long chat, CancellationToken ct)
    {
        var body = Form(chat);
        Add(body, "caption", Caption(draft));
        Add(body, "caption_entities", draft.Entities, TelegramJson.Default.IReadOnlyListTelegramEntity);
        Add(body, "reply_markup", draft.Markup, TelegramJson.Default.TelegramMarkup);
        body.Add(await BytesAsync(part.Kind, part, ct));
        return body;
    }

    /// <summary>The caption belongs to the first, so it is shown for the whole album.</summary>
    private async Task<HttpContent> AlbumAsync(TelegramDraft draft, long chat, string?[] known, CancellationToken ct)
    {
        var items = draft.Media.Select((part, i) => new TelegramAlbumItem(
            part.Kind, known[i] ?? $"attach://p{i}", i == 0 ? Caption(draft) : null, i == 0 ? draft.Entities : null)).ToList();
        if (known.All(id => id is not null))
            return ProviderHttp.Json(new TelegramAlbum(chat, items), TelegramJson.Default.TelegramAlbum);

        var body = Form(chat);
        Add(body, "media", items, TelegramJson.Default.IReadOnlyListTelegramAlbumItem);
        for (var i = 0; i < known.Length; i++)
        {
            if (known[i] is null)
                body.Add(await BytesAsync($"p{i}", draft.Media[i], ct));
        }

        return body;
    }

    private static MultipartContent Form(long chat)
    {
        var body = new MultipartContent("form-data") { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        Add(body, "chat_id", chat.ToString(CultureInfo.InvariantCulture));
        return body;
    }

    private static void Add<T>(MultipartContent body, string name, T? value, JsonTypeInfo<T> type)
        where T : class =>
        Add(body, name, value is null ? null : JsonSerializer.Serialize(value, type));

    private static void Add(MultipartContent body, string name, string? value)
    {
        if (value is null)
            return;
        var part = new StringContent(value);
        part.Headers.ContentDisposition = new("form-data") { Name = $"\"{name}\"" };
        body.Add(part);
    }

    private async Task<HttpContent> BytesAsync(string field, TelegramPart part, CancellationToken ct)
    {
        var bytes = await store.ReadAsync(part.MediaId, ct);
        if (part.Name is null)
            return ProviderHttp.Picture(field, part.MediaId, bytes);

        var document = new ByteArrayContent(bytes);
        document.Headers.ContentType = MediaTypeHeaderValue.TryParse(part.ContentType, out var type) ? type : new("application/octet-stream");

        // As browsers write it, in UTF-8: .NET would encode a Vietnamese name in a way that is shown to the citizen as it is.
        var name = part.Name.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");
        document.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename=\"{name}\"");
        return document;
    }

    private async Task<string?[]> KnownAsync(TelegramDraft draft, string account, CancellationToken ct)
    {
        var known = new string?[draft.Media.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = await references.FindAsync(TelegramChannel.ChannelName, account, draft.Media[i].Key, ct);
        return known;
    }

    private async Task ForgetAsync(TelegramDraft draft, string account, CancellationToken ct)
    {
        foreach (var part in draft.Media)
            await references.ForgetAsync(TelegramChannel.ChannelName, account, part.Key, ct);
    }

    private static string? Caption(TelegramDraft draft) => draft.Text.Length == 0 ? null : draft.Text;
}
