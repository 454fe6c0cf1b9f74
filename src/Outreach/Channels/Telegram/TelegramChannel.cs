using System.Globalization;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Sends messages of a Telegram bot to people who have pressed Start and to groups it is a member of. Text of up to 4096
/// characters, or up to ten pictures or a document with a caption of up to 1024. Telegram reports neither delivery nor reading.
/// </summary>
public sealed class TelegramChannel : IChannel, IDisposable
{
    internal const string ChannelName = "telegram";

    private readonly TelegramOptions settings;
    private readonly TelegramClient client;
    private readonly TelegramMedia media;

    public TelegramChannel(
        IHttpClientFactory clients, ProviderMediaStore references, MediaStore store, IOptions<TelegramOptions> options, TimeProvider time)
    {
        settings = options.Value;
        client = new TelegramClient(clients, options, time);
        media = new TelegramMedia(client, references, store);
        Limits = new(
            TextLength: 4096, CaptionLength: 1024, Buttons: 10, settings.MessagesPerSecond, settings.Concurrency, settings.Price, ReportsDelivery: false)
        {
            Pictures = TelegramDraft.LargestAlbum,
            Files = true,
            Formats = true,
            AsksForContact = true,
        };
    }

    public string Name => ChannelName;

    public string Account => settings.Account;

    public bool Enabled => settings.Enabled;

    public UnknownPolicy WhenUnknown => settings.WhenUnknown;

    public ChannelLimits Limits { get; }

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!settings.Enabled)
            return new SendOutcome.Misconfigured($"{TelegramOptions.Section}:{nameof(TelegramOptions.BotToken)} is not set.");
        if (!long.TryParse(message.Address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat))
            return new SendOutcome.Rejected("chat_id", "the address is not a chat's number");
        var draft = TelegramDraft.Of(message.Content, chat, Limits);
        if (draft.Misfit(message.Content, Limits) is { } misfit)
            return misfit;

        // A refusal was not executed, so the words alone may follow it: better plain than not at all.
        var outcome = await SendAsync(draft, message.Account, chat, ct);
        return draft.Entities is not null && TelegramAnswers.IsBadFormat(outcome)
            ? await SendAsync(draft with { Entities = null }, message.Account, chat, ct)
            : outcome;
    }

    public void Dispose() => media.Dispose();

    private async Task<SendOutcome> SendAsync(TelegramDraft draft, string account, long chat, CancellationToken ct)
    {
        if (draft.Media.Count > 0)
            return await media.SendAsync(draft, account, chat, ct);
        var body = new TelegramText(chat, draft.Text, draft.Entities, new(IsDisabled: true), draft.Markup);
        var exchange = await client.PostAsync(
            "sendMessage", ProviderHttp.Json(body, TelegramJson.Default.TelegramText), TelegramJson.Default.TelegramAnswerTelegramMessage, ct);
        return exchange.Outcome(sent => sent.MessageId);
    }
}
