using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Outreach.Channels.Telegram;

/// <summary>
/// Where Telegram brings updates. They are not signed: the secret in the header is the only proof, so the body is not even
/// read without it.
/// </summary>
internal static class TelegramWebhook
{
    public static async Task<Results<Ok, JsonHttpResult<TelegramCallbackAnswer>, NotFound, UnauthorizedHttpResult, BadRequest<string>, StatusCodeHttpResult>>
        ReceiveAsync(string account, HttpRequest request, IOptions<TelegramOptions> options, TelegramUpdates updates, CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.Enabled || settings.Polling || account != settings.Account)
            return TypedResults.NotFound();
        if (!WebhookBody.Matches(settings.WebhookSecret!, request.Headers["X-Telegram-Bot-Api-Secret-Token"]))
            return TypedResults.Unauthorized();
        if (await WebhookBody.ReadAsync(request, ct) is not { } body)
            return WebhookBody.TooLarge;
        if (ProviderHttp.Parse(body, TelegramJson.Default.TelegramUpdate) is not { UpdateId: { } id } update)
            return TypedResults.BadRequest("The body is not an update in JSON.");

        await updates.AcceptAsync(update, id, ct);

        // Without an answer the citizen's button keeps spinning.
        return update.CallbackQuery is { Id: { } tap }
            ? TypedResults.Json(new TelegramCallbackAnswer(tap, "answerCallbackQuery"), TelegramJson.Default.TelegramCallbackAnswer)
            : TypedResults.Ok();
    }
}
