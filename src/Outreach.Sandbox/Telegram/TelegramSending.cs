using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Outreach.Sandbox.Faults;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Telegram;

/// <summary>sendMessage, sendPhoto, sendDocument and sendMediaGroup.</summary>
internal sealed class TelegramSending(
    TelegramApi api, SandboxOptions options, Ledger ledger, Carrier carrier, FaultBoard faults, TelegramFiles files)
{
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;
    private const int LargestAlbum = 10;

    public async Task<JsonNode?> SendMessageAsync(TelegramCall call, HttpContext context)
    {
        CheckFaults();
        var text = TelegramText.Parse(call["text"], call["parse_mode"]);
        if (string.IsNullOrWhiteSpace(text))
            throw TelegramRefusal.BadRequest("message text is empty");
        if (text.Length > LongestText)
            throw TelegramRefusal.BadRequest("message is too long");
        var draft = new Draft(text, TelegramEntities.Read(call, "entities", text), null, null, null);
        CheckChat(call.ChatId());
        return await SendAsync(call, context, [draft], sent => sent[0]!.DeepClone());
    }

    public Task<JsonNode?> SendPhotoAsync(TelegramCall call, HttpContext context) => SendFileAsync(TelegramFiles.Photo, call, context);

    public Task<JsonNode?> SendDocumentAsync(TelegramCall call, HttpContext context) => SendFileAsync(TelegramFiles.Document, call, context);

    public async Task<JsonNode?> SendMediaGroupAsync(TelegramCall call, HttpContext context)
    {
        CheckFaults();
        CheckChat(call.ChatId());
        if (call.Array("media") is not { } media)
            throw TelegramRefusal.BadRequest("there are no media in the request");
        if (media.Count is 0 or > LargestAlbum)
            throw TelegramRefusal.BadRequest(media.Count == 0 ? "there are no messages to send" : "too many messages to send as an album");
        var kinds = media.Select(item => item?["type"]?.ToString()).Distinct().ToList();
        if (kinds is not [TelegramFiles.Photo or TelegramFiles.Document])
            throw TelegramRefusal.BadRequest(kinds.Contains(TelegramFiles.Document) ? "document can't be mixed with other media types" : "type of file is not supported here");

        var drafts = new List<Draft>();
        foreach (var item in media)
            drafts.Add(await ItemAsync(call, kinds[0]!, (JsonObject)item!, context.RequestAborted));
        return await SendAsync(call, context, drafts, sent => sent);
    }

    private async Task<JsonNode?> SendFileAsync(string kind, TelegramCall call, HttpContext context)
    {
        CheckFaults();
        var caption = Caption(call["caption"], call["parse_mode"]);
        var entities = TelegramEntities.Read(call, "caption_entities", caption);
        CheckChat(call.ChatId());
        var (file, url) = await files.FindAsync(call, kind, call[kind], kind, context.RequestAborted);
        return await SendAsync(call, context, [new Draft(caption, entities, kind, file, url)], sent => sent[0]!.DeepClone());
    }

    private async Task<Draft> ItemAsync(TelegramCall call, string kind, JsonObject item, CancellationToken ct)
    {
        var caption = Caption(item["caption"]?.ToString(), item["parse_mode"]?.ToString());
        var (file, url) = await files.FindAsync(call, kind, item["media"]?.ToString(), field: null, ct);
        return new Draft(caption, TelegramEntities.Check(item["caption_entities"] as JsonArray, caption), kind, file, url);
    }

    private static string Caption(string? given, string? parseMode)
    {
        var caption = TelegramText.Parse(given, parseMode);
        return caption.Length <= LongestCaption ? caption : throw TelegramRefusal.BadRequest("message caption is too long");
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
        var (left, moved) = ledger.Read(state => (state.Memberships.HasLeft(Channels.Telegram, address), state.TelegramGroups.GetValueOrDefault(chat)));
        if (moved != 0)
            throw TelegramRefusal.Migrated(moved);
        if (left)
            throw new TelegramRefusal(403, chat < 0 ? "Forbidden: bot was kicked from the group chat" : "Forbidden: bot was blocked by the user");
    }

    /// <summary>Each medium of an album is a message of its own.</summary>
    private async Task<JsonNode?> SendAsync(TelegramCall call, HttpContext context, IReadOnlyList<Draft> drafts, Func<JsonArray, JsonNode> result)
    {
        var markup = call.Object("reply_markup");
        var buttons = TelegramKeyboard.Read(markup);
        var chat = call.ChatId();
        var sent = new JsonArray();
        long? album = null;
        foreach (var draft in drafts)
        {
            var message = await AcceptAsync(chat, draft, buttons);
            var shown = await ShowAsync(message, draft, context.RequestAborted);
            if (drafts.Count > 1)
                shown["media_group_id"] = (album ??= message.Seq).ToString(CultureInfo.InvariantCulture);

            // Only an inline keyboard comes back in the result.
            if (markup?["inline_keyboard"] is not null)
                shown["reply_markup"] = markup.DeepClone();
            sent.Add((JsonNode)shown);
        }

        return await carrier.SpoilsAnswerAsync(Channels.Telegram, context) ? null : result(sent);
    }

    private Task<ReceivedMessage> AcceptAsync(long chat, Draft draft, IReadOnlyList<PhoneButton> buttons)
    {
        var address = draft.File is null ? draft.Url : MediaShelf.Path + draft.File.MediaId;
        var document = draft.Kind == TelegramFiles.Document;
        return carrier.AcceptAsync(api, seq => new ReceivedMessage(
            seq,
            Channels.Telegram,
            chat.ToString(CultureInfo.InvariantCulture),
            options.Telegram.BotToken.Split(':')[0],
            draft.Text,
            document ? null : address,
            buttons,
            seq.ToString(CultureInfo.InvariantCulture),
            ClientRef: null,
            options.Time.GetUtcNow())
        {
            File = document ? new ReceivedFile(draft.File?.Name ?? address!, address!) : null,
        });
    }

    private async Task<JsonObject> ShowAsync(ReceivedMessage message, Draft draft, CancellationToken ct)
    {
        var shown = TelegramMessages.Sent(message, TelegramApi.Bot(options));
        if (draft.Entities is { } entities)
            shown[draft.Kind is null ? "entities" : "caption_entities"] = entities;
        if (draft.File is { } file)
            await files.DescribeAsync(shown, draft.Kind!, file, ct);
        return shown;
    }

    /// <param name="Kind">Null for a text.</param>
    private sealed record Draft(string Text, JsonArray? Entities, string? Kind, UploadedFile? File, string? Url);
}
