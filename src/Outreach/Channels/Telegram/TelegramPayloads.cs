using System.Text.Json.Serialization;

namespace Outreach.Channels.Telegram;

internal sealed record TelegramText(long ChatId, string Text, TelegramLinkPreview LinkPreviewOptions, TelegramMarkup? ReplyMarkup);

internal sealed record TelegramLinkPreview(bool IsDisabled);

/// <param name="Photo">The file_id of a picture sent before.</param>
internal sealed record TelegramPhoto(long ChatId, string Photo, string? Caption, TelegramMarkup? ReplyMarkup);

/// <summary>Either an inline keyboard under the message, or a reply keyboard in place of the citizen's own.</summary>
internal sealed record TelegramMarkup(
    IReadOnlyList<IReadOnlyList<TelegramKey>>? InlineKeyboard = null,
    IReadOnlyList<IReadOnlyList<TelegramKey>>? Keyboard = null,
    bool? ResizeKeyboard = null,
    bool? OneTimeKeyboard = null);

internal sealed record TelegramKey(string Text, string? Url = null, string? CallbackData = null);

internal sealed record TelegramAnswer(bool Ok, int? ErrorCode, string? Description, TelegramParameters? Parameters, TelegramMessage? Result);

/// <param name="RetryAfter">Seconds.</param>
internal sealed record TelegramParameters(int? RetryAfter);

/// <summary>The answer of a method that returns nothing but true.</summary>
internal sealed record TelegramDone(bool Ok, string? Description);

internal sealed record TelegramWebhookSettings(string Url, string SecretToken, IReadOnlyList<string> AllowedUpdates);

internal sealed record TelegramUpdate(long? UpdateId, TelegramMessage? Message, TelegramCallback? CallbackQuery, TelegramMembership? MyChatMember);

/// <param name="Date">Unix seconds.</param>
internal sealed record TelegramMessage(
    long MessageId,
    long Date,
    TelegramChat? Chat,
    TelegramUser? From,
    string? Text,
    string? Caption,
    IReadOnlyList<TelegramPicture>? Photo,
    TelegramMarkup? ReplyMarkup);

internal sealed record TelegramPicture(string? FileId);

internal sealed record TelegramChat(long Id, string? Type);

internal sealed record TelegramUser(long Id, string? FirstName, string? LastName);

/// <param name="Message">The message whose key was tapped; without content when it is too old.</param>
internal sealed record TelegramCallback(string? Id, TelegramUser? From, TelegramMessage? Message, string? Data);

internal sealed record TelegramMembership(TelegramChat? Chat, TelegramUser? From, long Date, TelegramMember? NewChatMember);

/// <param name="Status"><c>kicked</c> in a private chat: the citizen has blocked the bot; <c>member</c>: has come back.</param>
internal sealed record TelegramMember(string? Status);

/// <summary>A method call in the answer to an update, which saves a request of its own.</summary>
internal sealed record TelegramCallbackAnswer(string Method, string CallbackQueryId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TelegramText))]
[JsonSerializable(typeof(TelegramPhoto))]
[JsonSerializable(typeof(TelegramAnswer))]
[JsonSerializable(typeof(TelegramDone))]
[JsonSerializable(typeof(TelegramWebhookSettings))]
[JsonSerializable(typeof(TelegramUpdate))]
[JsonSerializable(typeof(TelegramCallbackAnswer))]
internal sealed partial class TelegramJson : JsonSerializerContext;
