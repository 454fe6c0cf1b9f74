using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Authentication;
using Outreach.BotFramework.Connector;

namespace Outreach.Channels.BotFramework;

/// <summary>
/// <c>POST /api/messages</c>: one activity from the Bot Connector. The token is judged before the body is read, and the body
/// against the token before anything of it is believed. Source: "Bot Framework authentication" and Activity schema 3.1.12.
/// </summary>
internal static partial class BotEndpoint
{
    /// <summary>Bytes of an activity (Bot Framework: 256 K characters).</summary>
    private const int LargestActivity = 256 * 1024;

    /// <summary>Seconds after which keys that could not be fetched are worth another try.</summary>
    private const string TryAgain = "10";

    public static async Task<IResult> ReceiveAsync(
        HttpContext http,
        [FromServices] IOptions<BotFrameworkOptions> options,
        [FromServices] BotAuthentication authentication,
        [FromServices] BotIntake intake,
        [FromServices] ILogger<BotIntake> logger,
        CancellationToken ct)
    {
        if (!options.Value.Enabled)
            return TypedResults.NotFound();
        var verdict = await authentication.JudgeAsync(http.Request.Headers.Authorization, Remote(http), ct);
        if (verdict is Authenticity.Undecided undecided)
            return Undecided(http, undecided, logger);
        if (verdict is not Authenticity.Known { Caller: { } caller })
            return Refused(((Authenticity.Refused)verdict).Reason, logger);

        if (await WebhookBody.ReadAsync(http.Request, ct, LargestActivity) is not { } body)
            return WebhookBody.TooLarge;
        if (ProviderHttp.Parse(body, ActivityJson.Default.Activity) is not { Type.Length: > 0, ChannelId.Length: > 0, Conversation.Id.Length: > 0 } activity)
            return Malformed("The body is not an activity with type, channelId and conversation.id.");
        if (caller.ObjectionTo(activity) is { } objection)
            return Refused(objection, logger);
        if (ReferenceOf(activity, caller) is not { } reference)
            return Malformed("serviceUrl must be an https address.");
        try
        {
            return await AnswerAsync(activity, caller, reference, body, intake, ct);
        }
        catch (InvalidOperationException e) when (e.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) is true)
        {
            // Its reader names itself System.Text.Json.Rethrowable.
            return Malformed("A text is not Unicode.");
        }
    }

    private static async Task<IResult> AnswerAsync(
        Activity activity, BotCaller caller, ConversationReference reference, byte[] body, BotIntake intake, CancellationToken ct)
    {
        if (activity.Type == ActivityTypes.Invoke && activity.Name != ActivityReader.CardAction)
        {
            return TypedResults.Json(
                new BotProblem("NotImplemented", "This invoke is not known here."), BotJson.Default.BotProblem, statusCode: StatusCodes.Status501NotImplemented);
        }

        var replies = await intake.TakeAsync(activity, caller, reference, body, ct);
        if (activity.Type == ActivityTypes.Invoke)
            return TypedResults.Json(new CardActionAnswer(BotTexts.Received), BotJson.Default.CardActionAnswer);
        return replies is null ? TypedResults.Ok() : TypedResults.Json(replies, ActivityJson.Default.ExpectedReplies);
    }

    /// <summary>The citizen is whom the activity is about. Whoever is anonymous names no service: the address stands for none.</summary>
    private static ConversationReference? ReferenceOf(Activity activity, BotCaller caller)
    {
        var safe = caller is BotCaller.Anonymous ? activity with { ServiceUrl = "https://conversation.invalid/" } : activity;
        return ConversationReference.Of(safe) is { } reference ? reference with { User = ActivityReader.Citizen(activity) } : null;
    }

    /// <summary>A proxy's own address says nothing about whom it speaks for.</summary>
    private static IPAddress? Remote(HttpContext http) =>
        http.Request.Headers.ContainsKey("X-Forwarded-For") || http.Request.Headers.ContainsKey("Forwarded") ? null : http.Connection.RemoteIpAddress;

    private static UnauthorizedHttpResult Refused(string reason, ILogger logger)
    {
        LogRefused(logger, reason);
        return TypedResults.Unauthorized();
    }

    private static StatusCodeHttpResult Undecided(HttpContext http, Authenticity.Undecided undecided, ILogger logger)
    {
        LogUndecided(logger, undecided.Reason);
        http.Response.Headers.RetryAfter = TryAgain;
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonHttpResult<BotProblem> Malformed(string problem) =>
        TypedResults.Json(new BotProblem("BadArgument", problem), BotJson.Default.BotProblem, statusCode: StatusCodes.Status400BadRequest);

    [LoggerMessage(Level = LogLevel.Information, Message = "An activity was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No activity can be judged: {Reason}")]
    private static partial void LogUndecided(ILogger logger, string reason);
}
