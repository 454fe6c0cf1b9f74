using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Channels.Telegram;

// What leaves. Names are Telegram's own, in snake_case on the wire (Bot API 10.1).

internal sealed record TelegramText(
    long ChatId, string Text, IReadOnlyList<TelegramEntity>? Entities, TelegramLinkPreview LinkPreviewOptions, TelegramMarkup? ReplyMarkup);

internal sealed record TelegramLinkPreview(bool IsDisabled);

/// <param name="Photo">The file_id of a picture sent before; null in <c>sendDocument</c>.</param>
/// <param name="Document">The file_id of a document sent before; null in <c>sendPhoto</c>.</param>
internal sealed record TelegramFile(
    long ChatId, string? Photo, string? Document, string? Caption, IReadOnlyList<TelegramEntity>? CaptionEntities, TelegramMarkup? ReplyMarkup);

internal sealed record TelegramAlbum(long ChatId, IReadOnlyList<TelegramAlbumItem> Media);

/// <param name="Media">A file_id, or <c>attach://</c> and the name of the part that holds the bytes.</param>
internal sealed record TelegramAlbumItem(string Type, string Media, string? Caption, IReadOnlyList<TelegramEntity>? CaptionEntities);

/// <param name="Offset">In UTF-16 units, as is <paramref name="Length"/>: what .NET counts in.</param>
internal sealed record TelegramEntity(string Type, int Offset, int Length, string? Url = null);

/// <summary>Either an inline keyboard under the message, or a reply keyboard in place of the citizen's own.</summary>
internal sealed record TelegramMarkup(
    IReadOnlyList<IReadOnlyList<TelegramKey>>? InlineKeyboard = null,
    IReadOnlyList<IReadOnlyList<TelegramKey>>? Keyboard = null,
    bool? ResizeKeyboard = null,
    bool? OneTimeKeyboard = null);

internal sealed record TelegramKey(string Text, string? Url = null, string? CallbackData = null, TelegramCopy? CopyText = null, bool? RequestContact = null);

/// <param name="Text">Put on the clipboard by a tap, 1 to 256 characters.</param>
internal sealed record TelegramCopy(string Text);

internal sealed record TelegramWebhookSettings(string Url, string SecretToken, IReadOnlyList<string> AllowedUpdates);

internal sealed record TelegramPoll(long? Offset, int Limit, int Timeout, IReadOnlyList<string> AllowedUpdates);

internal sealed record TelegramCommands(IReadOnlyList<TelegramCommand> Commands);

internal sealed record TelegramCommand(string Command, string Description);

internal sealed record TelegramNothing;

/// <param name="Method">Set in the answer to an update, which saves a request of its own; null in a request.</param>
internal sealed record TelegramCallbackAnswer(string CallbackQueryId, string? Method = null);

// What comes.

internal sealed record TelegramAnswer<T>(bool Ok, int? ErrorCode, string? Description, TelegramParameters? Parameters, T? Result);

/// <param name="RetryAfter">Seconds.</param>
/// <param name="MigrateToChatId">The supergroup that the group has become.</param>
internal sealed record TelegramParameters(int? RetryAfter, long? MigrateToChatId);

internal sealed record TelegramUpdate(
    long? UpdateId, TelegramMessage? Message, TelegramMessage? EditedMessage, TelegramCallback? CallbackQuery, TelegramMembership? MyChatMember);

/// <param name="Date">Unix seconds.</param>
internal sealed record TelegramMessage(
    long MessageId,
    long Date,
    TelegramChat? Chat,
    TelegramUser? From,
    string? Text,
    string? Caption,
    IReadOnlyList<TelegramMedium>? Photo,
    TelegramMedium? Document,
    TelegramMedium? Voice,
    TelegramMedium? Audio,
    TelegramMedium? Video,
    TelegramMedium? Sticker,
    TelegramPlace? Location,
    TelegramContact? Contact,
    TelegramMessage? ReplyToMessage,
    long? MigrateToChatId,
    long? MigrateFromChatId,
    TelegramMarkup? ReplyMarkup);

internal sealed record TelegramMedium(string? FileId, string? FileName, string? MimeType);

internal sealed record TelegramPlace(double Latitude, double Longitude);

/// <param name="UserId">The account behind the number, where Telegram knows it: the sender's own when they shared themselves.</param>
internal sealed record TelegramContact(string? PhoneNumber, string? FirstName, string? LastName, long? UserId);

internal sealed record TelegramChat(long Id, string? Type, string? Title);

internal sealed record TelegramUser(long Id, string? FirstName, string? LastName, string? Username);

/// <param name="Message">The message whose key was tapped; without content when it is too old.</param>
internal sealed record TelegramCallback(string? Id, TelegramUser? From, TelegramMessage? Message, string? Data);

internal sealed record TelegramMembership(TelegramChat? Chat, TelegramUser? From, long Date, TelegramMember? OldChatMember, TelegramMember? NewChatMember);

/// <param name="Status"><c>kicked</c> in a private chat: the citizen has blocked the bot; <c>member</c>: has come back.</param>
internal sealed record TelegramMember(string? Status);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TelegramText))]
[JsonSerializable(typeof(TelegramFile))]
[JsonSerializable(typeof(TelegramAlbum))]
[JsonSerializable(typeof(TelegramWebhookSettings))]
[JsonSerializable(typeof(TelegramPoll))]
[JsonSerializable(typeof(TelegramCommands))]
[JsonSerializable(typeof(TelegramNothing))]
[JsonSerializable(typeof(TelegramCallbackAnswer))]
[JsonSerializable(typeof(TelegramUpdate))]
[JsonSerializable(typeof(TelegramAnswer<TelegramMessage>))]
[JsonSerializable(typeof(TelegramAnswer<IReadOnlyList<TelegramMessage>>))]
[JsonSerializable(typeof(TelegramAnswer<IReadOnlyList<JsonElement>>))]
[JsonSerializable(typeof(TelegramAnswer<TelegramUser>))]
[JsonSerializable(typeof(TelegramAnswer<bool>))]
internal sealed partial class TelegramJson : JsonSerializerContext;
