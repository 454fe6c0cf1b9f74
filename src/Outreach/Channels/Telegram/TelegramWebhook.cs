using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Outreach.Inbox;

namespace Outreach.Channels.Telegram;

/// <summary>
/// What a citizen does in the private chat with the bot; groups are not served. Updates are not signed: the secret in the
/// header is the only proof, so the body is not even read without it.
/// </summary>
internal static class TelegramWebhook
{
    private const string Start = "/start";
    private const string Private = "private";

    public static async Task<Results<Ok, JsonHttpResult<TelegramCallbackAnswer>, NotFound, UnauthorizedHttpResult, BadRequest<string>, StatusCodeHttpResult>>
        ReceiveAsync(
            string account, HttpRequest request, IOptions<TelegramOptions> options, IncomingMessages inbox, TimeProvider time, CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.Enabled || account != settings.Account)
            return TypedResults.NotFound();
        if (!WebhookBody.Matches(settings.WebhookSecret!, request.Headers["X-Telegram-Bot-Api-Secret-Token"]))
            return TypedResults.Unauthorized();
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return WebhookBody.TooLarge;
        if (ProviderHttp.Parse(body, TelegramJson.Default.TelegramUpdate) is not { UpdateId: { } id } update)
            return TypedResults.BadRequest("The body is not an update in JSON.");

        if (Read(update, account, id.ToString(CultureInfo.InvariantCulture), time.GetUtcNow()) is { } message)
            await inbox.AcceptAsync(message, ct);

        // Without an answer the citizen's button keeps spinning.
        return update.CallbackQuery is { Id: { } tap }
            ? TypedResults.Json(new TelegramCallbackAnswer("answerCallbackQuery", tap), TelegramJson.Default.TelegramCallbackAnswer)
            : TypedResults.Ok();
    }

    private static IncomingMessage? Read(TelegramUpdate update, string account, string eventId, DateTimeOffset now)
    {
        return update switch
        {
            { Message: { Chat: { Type: Private } chat } message } when Started(message.Text) is { } payload =>
                From(chat.Id, IncomingKind.Joined, payload.Length > 0 ? payload : null, message.Date, message.From),
            { Message: { Chat: { Type: Private } chat } message } =>
                From(chat.Id, IncomingKind.Message, message.Text ?? message.Caption ?? "", message.Date, message.From),

            // A tap has no date of its own, and the message it belongs to may be weeks old.
            { CallbackQuery: { From: { } person, Data: { } data } tap } when tap.Message?.Chat?.Type is null or Private =>
                From(person.Id, IncomingKind.Message, TelegramKeyboard.WordsOf(data, tap.Message?.ReplyMarkup), date: 0, person),
            { MyChatMember: { Chat: { Type: Private } chat, NewChatMember.Status: "kicked" } left } =>
                From(chat.Id, IncomingKind.Left, text: null, left.Date, left.From),
            { MyChatMember: { Chat: { Type: Private } chat, NewChatMember.Status: "member" } back } =>
                From(chat.Id, IncomingKind.Joined, text: null, back.Date, back.From),
            _ => null,
        };

        IncomingMessage From(long chat, IncomingKind kind, string? text, long date, TelegramUser? person) => new(
            TelegramChannel.ChannelName,
            account,
            eventId,
            chat.ToString(CultureInfo.InvariantCulture),
            kind,
            date is > 0 and <= int.MaxValue ? DateTimeOffset.FromUnixTimeSeconds(date) : now,
            text?.Normalize(),
            NameOf(person));
    }

    /// <summary>What follows /start, which is how a deep link carries its word; null when it is another message.</summary>
    private static string? Started(string? text) =>
        text == Start || text?.StartsWith(Start + " ", StringComparison.Ordinal) is true ? text[Start.Length..].Trim() : null;

    private static string? NameOf(TelegramUser? person) =>
        $"{person?.FirstName} {person?.LastName}".Trim() is { Length: > 0 } name ? name : null;
}
