using System.Globalization;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Telegram;

/// <summary>What Telegram's answers mean for a message. The status is its contract; its words only tell the shades of 400 and 403 apart.</summary>
internal static class TelegramAnswers
{
    /// <summary>The chat itself has put the bot out; it comes back by joining again. Other 403 mean a chat that can never be reached.</summary>
    private static readonly string[] PutOut = ["blocked by the user", "bot was kicked", "bot is not a member"];

    /// <summary>The outcome of a sending; its id is the first message's.</summary>
    public static SendOutcome Outcome<T>(this Exchange<TelegramAnswer<T>> exchange, Func<T, long?> idOf) =>
        exchange.Outcome(answered => Read(answered, idOf));

    /// <summary>A file_id that this bot does not know, or not any more.</summary>
    public static bool IsUnknownFile(SendOutcome outcome) => IsRefused(outcome, "wrong file identifier");

    /// <summary>Entities that Telegram cannot place.</summary>
    public static bool IsBadFormat(SendOutcome outcome) => IsRefused(outcome, "entit");

    private static bool IsRefused(SendOutcome outcome, string words) => outcome is SendOutcome.Rejected { Code: "400" } rejected && Says(rejected.Reason, words);

    private static SendOutcome Read<T>(Exchange<TelegramAnswer<T>>.Answered answered, Func<T, long?> idOf)
    {
        var (status, answer, retryAfter) = answered;
        if (answer is null || (int)status >= 500)
            return status == HttpStatusCode.TooManyRequests
                ? new SendOutcome.Postponed("HTTP 429", retryAfter, PostponedFor.Pace)
                : new SendOutcome.Unconfirmed($"HTTP {(int)status} {answer?.Description}".TrimEnd());
        if (answer is { Ok: true, Result: { } result } && idOf(result) is { } id and not 0)
            return new SendOutcome.Accepted(id.ToString(CultureInfo.InvariantCulture));
        return answer.ErrorCode is { } code
            ? Refusal(code, answer.Description ?? "no description", answer.Parameters, retryAfter)
            : new SendOutcome.Unconfirmed($"HTTP {(int)status} without a message id");
    }

    private static SendOutcome Refusal(int code, string words, TelegramParameters? parameters, TimeSpan? retryAfter) => code switch
    {
        400 when parameters?.MigrateToChatId is { } chat and not 0 => new SendOutcome.Moved(chat.ToString(CultureInfo.InvariantCulture)),
        401 or 404 => new SendOutcome.Misconfigured($"{TelegramOptions.Section}:{nameof(TelegramOptions.BotToken)} is refused: {words}"),
        403 when PutOut.Any(part => Says(words, part)) => new SendOutcome.OptedOut("403"),
        409 => new SendOutcome.Misconfigured(words),

        // Not executed, so repeating it is safe; the whole bot has to slow down, not only this chat.
        429 => new SendOutcome.Postponed(
            words,
            parameters?.RetryAfter is { } seconds ? ProviderHttp.Pause(TimeSpan.FromSeconds(seconds)) : retryAfter,
            PostponedFor.Pace),
        >= 500 => new SendOutcome.Unconfirmed(words),
        _ => new SendOutcome.Rejected(code.ToString(CultureInfo.InvariantCulture), words),
    };

    private static bool Says(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
