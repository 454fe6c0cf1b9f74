using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>What happens to an activity that a client sent, however it came.</summary>
internal sealed partial class DirectLineIntake(
    IConversationLog log,
    DirectLineStreams streams,
    DirectLineBot bot,
    IOptions<DirectLineOptions> options,
    TimeProvider time,
    ILogger<DirectLineIntake> logger)
{
    /// <summary>Why it is not taken; null: nothing.</summary>
    public IResult? ProblemOf(Activity? posted, Admission admission)
    {
        var from = posted?.From?.Id ?? "";
        return posted switch
        {
            null => DirectLineError.Malformed("The body is empty; an activity was expected."),
            { Type: null or "" } => DirectLineError.Malformed("type is missing."),
            { Type: ActivityTypes.ConversationUpdate } => DirectLineError.Malformed("type is conversationUpdate, which only the server sends."),
            _ when from == options.Value.BotId => DirectLineError.Forbidden("from.id is the bot's."),
            _ when IsAnotherTokensUser(from, admission) => DirectLineError.Forbidden("from.id is of another token."),
            _ when from.Length == 0 && admission is Admission.Owner => DirectLineError.Malformed("from.id is missing."),
            _ => null,
        };
    }

    /// <summary>
    /// Stored first, so the client's echo precedes any reply, then given to the bot. Repeated with the same
    /// <c>channelData.clientActivityID</c> it is stored once and answered with the same id.
    /// </summary>
    public async Task<IResult> TakeAsync(Activity posted, string conversationId, Admission admission, CancellationToken ct)
    {
        // A token proves that we named the conversation, so a client may speak without the call that starts it.
        if (admission is Admission.Visitor)
            await log.StartAsync(conversationId, ct);
        var activity = Adopt(posted, conversationId, admission);
        var taken = activity.Type == ActivityTypes.Typing
            ? Passing(activity, conversationId)
            : (await log.AppendAsync(conversationId, activity, KeyOf(activity), ct))?.Activity;
        if (taken is null)
            return DirectLineError.ConversationNotFound();
        streams.Announce(conversationId);
        var delivered = await DeliverAsync(taken, ct);
        // A bot that answers at once has appended its reply by now.
        streams.Announce(conversationId);
        return delivered
            ? Results.Json(new ActivityId(taken.Id!), DirectLineJson.Default.ActivityId)
            : DirectLineError.BotFailed();
    }

    private static bool IsAnotherTokensUser(string from, Admission admission) =>
        from.StartsWith(TokenEndpoints.UserPrefix, StringComparison.Ordinal)
        && from != (admission as Admission.Visitor)?.Token.UserId;

    /// <summary>That someone is typing is true for seconds, so it is told to the bot and not kept.</summary>
    private Activity Passing(Activity activity, string conversationId)
    {
        var now = time.GetUtcNow();
        return activity with { Id = $"{conversationId}|{Guid.CreateVersion7(now):N}", Timestamp = now };
    }

    /// <summary>
    /// The activity with what the channel vouches for in place of the client's words. A service address of the client's is
    /// dropped: a bot would send its replies, and its token, there.
    /// </summary>
    private Activity Adopt(Activity posted, string conversationId, Admission admission) => posted with
    {
        ChannelId = ActivityEndpoints.ChannelId,
        From = new ChannelAccount((admission as Admission.Visitor)?.Token.UserId ?? posted.From?.Id, posted.From?.Name, "user"),
        Recipient = new ChannelAccount(options.Value.BotId, options.Value.BotName, "bot"),
        Conversation = new ConversationAccount(conversationId),
        ServiceUrl = null,
        Attachments = posted.Attachments?.OfType<Attachment>().ToList(),
    };

    /// <summary>In a name space of its own, so no client can repeat, and thereby suppress, an append of the bot's.</summary>
    private static string? KeyOf(Activity posted) =>
        posted.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var id)
        && id.ValueKind == JsonValueKind.String
            ? "client:" + id.GetString()
            : null;

    private async Task<bool> DeliverAsync(Activity activity, CancellationToken ct)
    {
        try
        {
            await bot(activity, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogBotFailed(e, activity.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The bot failed to take activity {ActivityId}")]
    private partial void LogBotFailed(Exception e, string? activityId);
}
