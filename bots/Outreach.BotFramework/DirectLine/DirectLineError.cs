using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Refusals in the shape of the Direct Line 3.0 description: <c>{"error":{"code","message"}}</c>.
/// Clients read the status first: 403 makes them renew the token, 404 ends the conversation.
/// </summary>
internal static class DirectLineError
{
    public static IResult Malformed(string message) => Answer(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static IResult Unauthorized() =>
        Answer(StatusCodes.Status401Unauthorized, "Unauthorized", "The header 'Authorization: Bearer <token>' is missing or malformed.");

    public static IResult TokenExpired() =>
        Answer(StatusCodes.Status403Forbidden, "TokenExpired", "The token is not valid or has expired.");

    public static IResult Forbidden(string message) => Answer(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static IResult ConversationNotFound() =>
        Answer(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");

    public static IResult TooLarge(int maxChars) =>
        Answer(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The body has more than {maxChars} characters.");

    public static IResult FilesTooLarge(DirectLineOptions options) => Answer(
        StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"A file may have {options.MaxUploadBytes} bytes, a message {options.MaxUploadFiles} files.");

    public static IResult AttachmentNotFound() => Answer(StatusCodes.Status404NotFound, "AttachmentNotFound", "There is no such file.");

    public static IResult BotFailed() =>
        Answer(StatusCodes.Status502BadGateway, "BotRejectedActivity", "The bot did not take the activity. Post it again with the same clientActivityID.");

    public static IResult TooMany(HttpResponse response, TimeSpan retryAfter)
    {
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Answer(StatusCodes.Status429TooManyRequests, "ThrottledByServer", "Too many requests; wait as long as Retry-After says.");
    }

    private static IResult Answer(int status, string code, string message) =>
        Results.Json(new ErrorAnswer(new ErrorDetail(code, message)), DirectLineJson.Default.ErrorAnswer, statusCode: status);
}
