using System.Globalization;
using Microsoft.Extensions.Options;
using Outreach.Inbox;

namespace Outreach.Channels.Telegram;

/// <summary>
/// What an update means, and the one door through which it is stored, whether Telegram brought it or it was fetched. Private
/// chats are heard whole; in a group only what is said to the bot, and the answer goes to the group. Channels are ignored.
/// </summary>
internal sealed class TelegramUpdates(IncomingMessages inbox, TelegramBot bot, IOptions<TelegramOptions> options, TimeProvider time)
{
    private const string Private = "private";

    /// <summary>Stores what an update says, once however often it comes.</summary>
    public async Task AcceptAsync(TelegramUpdate update, long id, CancellationToken ct)
    {
        if (Read(update, id.ToString(CultureInfo.InvariantCulture)) is { } message)
            await inbox.AcceptAsync(message, ct);
    }

    private IncomingMessage? Read(TelegramUpdate update, string eventId) => update switch
    {
        { Message: { Chat: { } chat } message } => Said(message, chat, eventId),

        // Telegram reports more changes than those of the words, so only words count.
        { EditedMessage: { Chat: { } chat, Text: not null } message } => Said(message, chat, eventId),
        { CallbackQuery: { From: { } person, Data: { } data } tap } => Tapped(tap, person, data, eventId),
        { MyChatMember: { Chat: { } chat } membership } => Membership(membership, chat, eventId),
        _ => null,
    };

    private IncomingMessage? Said(TelegramMessage message, TelegramChat chat, string eventId) => (IsGroup(chat), message) switch
    {
        (true, { MigrateToChatId: { } now }) => From(eventId, chat.Id, IncomingKind.Moved, Number(now), message.Date, null),
        (true, { MigrateFromChatId: { } before }) => From(eventId, before, IncomingKind.Moved, Number(chat.Id), message.Date, null),
        (true, _) when WordsForUs(message) is { } words => Words(message, words, eventId, chat.Id, chat.Title),
        (false, { Contact: { } contact }) when chat.Type == Private => Contact(message, contact, chat, eventId),
        (false, _) when chat.Type == Private => Words(message, message.Text ?? message.Caption ?? "", eventId, chat.Id, NameOf(message.From)),
        _ => null,
    };

    private IncomingMessage Words(TelegramMessage message, string text, string eventId, long chat, string? name) =>
        TelegramCommandText.Read(text) is { Name: "start" } start
            ? From(eventId, chat, IncomingKind.Joined, start.Rest.Length > 0 ? start.Rest : null, message.Date, name)
            : From(eventId, chat, IncomingKind.Message, text, message.Date, name) with { Details = TelegramFiles.Of(message) };

    /// <summary>A tap has no date of its own, and the message it belongs to may be weeks old.</summary>
    private IncomingMessage Tapped(TelegramCallback tap, TelegramUser person, string data, string eventId)
    {
        var chat = tap.Message?.Chat is { } where && IsGroup(where) ? where : null;
        var words = TelegramKeyboard.WordsOf(data, tap.Message?.ReplyMarkup);
        return From(eventId, chat?.Id ?? person.Id, IncomingKind.Message, words, date: 0, chat?.Title ?? NameOf(person));
    }

    /// <summary>Only their own number is taken as theirs; somebody else's is that person's to give.</summary>
    private IncomingMessage Contact(TelegramMessage message, TelegramContact contact, TelegramChat chat, string eventId)
    {
        var own = contact.UserId is { } owner && owner == message.From?.Id;
        var name = $"{contact.FirstName} {contact.LastName}".Trim();
        var details = own
            ? new IncomingDetails(Contact: new SharedContact(name.Length > 0 ? name : null, contact.PhoneNumber, Verified: true))
            : new IncomingDetails([new IncomingFile("contact")]);
        return From(eventId, chat.Id, own ? IncomingKind.SharedContact : IncomingKind.Message, own ? null : "", message.Date, NameOf(message.From)) with { Details = details };
    }

    /// <summary>In a private chat kicked means blocked. A group that promotes the bot was joined before.</summary>
    private IncomingMessage? Membership(TelegramMembership change, TelegramChat chat, string eventId)
    {
        if (chat.Type != Private && !IsGroup(chat))
            return null;
        var name = IsGroup(chat) ? chat.Title : NameOf(change.From);
        return (change.OldChatMember?.Status, change.NewChatMember?.Status) switch
        {
            (_, "kicked" or "left") => From(eventId, chat.Id, IncomingKind.Left, null, change.Date, name),
            (null or "kicked" or "left", "member" or "administrator") => From(eventId, chat.Id, IncomingKind.Joined, null, change.Date, name),
            _ => null,
        };
    }

    /// <summary>What of a group's message is said to the bot: a command, a mention, an answer to it; null when it is not.</summary>
    private string? WordsForUs(TelegramMessage message)
    {
        var text = message.Text ?? message.Caption;
        if (TelegramCommandText.Read(text) is { } command)
            return command.IsFor(bot.Name) ? command.WithoutBot : null;
        if (text is not null && bot.Name is { } name && text.Contains('@' + name, StringComparison.OrdinalIgnoreCase))
            return text.Replace('@' + name, "", StringComparison.OrdinalIgnoreCase).Trim();
        return message.ReplyToMessage?.From?.Id == bot.Id ? text ?? "" : null;
    }

    private IncomingMessage From(string eventId, long chat, IncomingKind kind, string? text, long date, string? name) => new(
        TelegramChannel.ChannelName,
        options.Value.Account,
        eventId,
        Number(chat),
        kind,
        date is > 0 and <= int.MaxValue ? DateTimeOffset.FromUnixTimeSeconds(date) : time.GetUtcNow(),
        text?.Normalize(),
        name);

    private static bool IsGroup(TelegramChat chat) => chat.Type is "group" or "supergroup";

    private static string Number(long chat) => chat.ToString(CultureInfo.InvariantCulture);

    private static string? NameOf(TelegramUser? person) =>
        $"{person?.FirstName} {person?.LastName}".Trim() is { Length: > 0 } name ? name : null;
}
