using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>What is said in a conversation.</summary>
internal static partial class ActivityEndpoints
{
    public const string ChannelId = "directline";

    /// <summary>Activities in one answer; a client that has more to read asks again with the new watermark.</summary>
    public const int PageSize = 200;

    public static async Task<IResult> ReadAsync(
        HttpContext http,
        string conversationId,
        [FromServices] DirectLineGate gate,
        [FromServices] IConversationLog log,
        CancellationToken ct)
    {
        if (gate.Admit(http.Request, conversationId) is Admission.Refused refused)
            return refused.Answer;
        if (!Watermark.TryParse(http.Request, out var after))
            return Watermark.Invalid();
        var logged = await log.ReadAfterAsync(conversationId, after, PageSize, ct);
        if (logged.Count == 0 && !await log.ExistsAsync(conversationId, ct))
            return DirectLineError.ConversationNotFound();

        var last = logged.Count == 0 ? after : logged[^1].Sequence;
        var set = new ActivitySet([.. logged.Select(each => each.Activity)], Watermark.Write(last));
        return Results.Json(set, DirectLineJson.Default.ActivitySet);
    }

    /// <summary>
    /// Stored first, so the client's echo precedes any reply, then given to the bot. Repeated with the same
    /// <c>channelData.clientActivityID</c> it is stored once and answered with the same id.
    /// </summary>
    public static async Task<IResult> PostAsync(
        HttpContext http,
        string conversationId,
        [FromServices] DirectLineGate gate,
        [FromServices] DirectLineLimits limits,
        [FromServices] IConversationLog log,
        [FromServices] DirectLineStreams streams,
        [FromServices] DirectLineBot bot,
        [FromServices] IOptions<DirectLineOptions> options,
        [FromServices] TimeProvider time,
        [FromServices] ILogger<DirectLineBot> logger,
        CancellationToken ct)
    {
        var admission = gate.Admit(http.Request, conversationId);
        if (admission is Admission.Refused refused)
            return refused.Answer;
        if (limits.WaitBeforePost(conversationId) is { } wait)
            return DirectLineError.TooMany(http.Response, wait);
        var (posted, problem) = await BodyReader.ReadAsync(http.Request, ActivityJson.Default.Activity, ct);
        problem ??= ProblemOf(posted, admission, options.Value);
        if (problem is not null)
            return problem;

        // A token proves that we named the conversation, so a client may speak without the call that starts it.
        if (admission is Admission.Visitor)
            await log.StartAsync(conversationId, ct);
        var activity = Adopt(posted!, conversationId, admission, options.Value);
        var taken = activity.Type == ActivityTypes.Typing
            ? Passing(activity, conversationId, time)
            : (await log.AppendAsync(conversationId, activity, KeyOf(activity), ct))?.Activity;
        if (taken is null)
            return DirectLineError.ConversationNotFound();
        streams.Announce(conversationId);
        var delivered = await DeliverAsync(taken, bot, logger, ct);
        // A bot that answers at once has appended its reply by now.
        streams.Announce(conversationId);
        return delivered
            ? Results.Json(new ActivityId(taken.Id!), DirectLineJson.Default.ActivityId)
            : DirectLineError.BotFailed();
    }

    /// <summary>That someone is typing is true for seconds, so it is told to the bot and not kept.</summary>
    private static Activity Passing(Activity activity, string conversationId, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return activity with { Id = $"{conversationId}|{Guid.CreateVersion7(now):N}", Timestamp = now };
    }

    private static IResult? ProblemOf(Activity? posted, Admission admission, DirectLineOptions options)
    {
        var from = posted?.From?.Id ?? "";
        return posted switch
        {
            null => DirectLineError.Malformed("The body is empty; an activity was expected."),
            { Type: null or "" } => DirectLineError.Malformed("type is missing."),
            { Type: ActivityTypes.ConversationUpdate } => DirectLineError.Malformed("type is conversationUpdate, which only the server sends."),
            _ when from == options.BotId => DirectLineError.Forbidden("from.id is the bot's."),
            _ when IsAnotherTokensUser(from, admission) => DirectLineError.Forbidden("from.id is of another token."),
            _ when from.Length == 0 && admission is Admission.Owner => DirectLineError.Malformed("from.id is missing."),
            _ => null,
        };
    }

    private static bool IsAnotherTokensUser(string from, Admission admission) =>
        from.StartsWith(TokenEndpoints.UserPrefix, StringComparison.Ordinal)
        && from != (admission as Admission.Visitor)?.Token.UserId;

    /// <summary>
    /// The activity with what the channel vouches for in place of the client's words. A service address of the client's is
    /// dropped: a bot would send its replies, and its token, there.
    /// </summary>
    private static Activity Adopt(Activity posted, string conversationId, Admission admission, DirectLineOptions options) => posted with
    {
        ChannelId = ChannelId,
        From = new ChannelAccount((admission as Admission.Visitor)?.Token.UserId ?? posted.From?.Id, posted.From?.Name, "user"),
        Recipient = new ChannelAccount(options.BotId, options.BotName, "bot"),
        Conversation = new ConversationAccount(conversationId),
        ServiceUrl = null,
    };

    /// <summary>In a name space of its own, so no client can repeat, and thereby suppress, an append of the bot's.</summary>
    private static string? KeyOf(Activity posted) =>
        posted.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var id)
        && id.ValueKind == JsonValueKind.String
            ? "client:" + id.GetString()
            : null;

    private static async Task<bool> DeliverAsync(Activity activity, DirectLineBot bot, ILogger logger, CancellationToken ct)
    {
        try
        {
            await bot(activity, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogBotFailed(logger, e, activity.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The bot failed to take activity {ActivityId}")]
    private static partial void LogBotFailed(ILogger logger, Exception e, string? activityId);
}
