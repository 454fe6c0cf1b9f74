using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.Authentication;
using Outreach.BotFramework.Connector;
using Outreach.Inbox;
using Outreach.Inbox.Handoffs;
using Outreach.Storage;

namespace Outreach.Channels.BotFramework;

/// <summary>Takes an activity whose sender is known: into the inbox, from which the replies follow, or with the replies in the answer.</summary>
internal sealed partial class BotIntake(
    Database database,
    FieldCipher cipher,
    IncomingMessages inbox,
    InboxSignal signal,
    PromptReplies prompt,
    BotConversations conversations,
    BotRendering rendering,
    HandoffStore handoffs,
    IOptions<BotFrameworkOptions> options,
    TimeProvider time,
    ILogger<BotIntake> logger)
{
    private readonly string account = options.Value.Account;

    /// <summary>The replies, where they belong into the answer; null where they follow by the connector, or there are none.</summary>
    /// <param name="body">The activity as it came, by which a repeat is known that has no id.</param>
    /// <exception cref="InvalidOperationException">A text in it is no text: half a surrogate pair.</exception>
    public async Task<ExpectedReplies?> TakeAsync(Activity activity, BotCaller caller, ConversationReference reference, byte[] body, CancellationToken ct)
    {
        var message = ActivityReader.Read(activity, account, EventId(activity, body), time.GetUtcNow());

        // Whoever gave no proof gets the replies where they asked, for no address of theirs is to be called.
        var known = caller is not BotCaller.Anonymous;
        var inAnswer = !known || activity.DeliveryMode == DeliveryModes.ExpectReplies;
        if (!inAnswer)
        {
            await AcceptAsync(message, activity, reference, ct);
            return null;
        }

        if (known)
            await database.WriteAsync(
                async session =>
                {
                    await RememberAsync(session, activity, reference, ct);
                    await FollowHandoffAsync(session, activity, reference, ct);
                },
                ct);
        return new ExpectedReplies(message is null ? [] : await AnswerAsync(message, activity, reference, ct));
    }

    private async Task AcceptAsync(IncomingMessage? message, Activity activity, ConversationReference reference, CancellationToken ct)
    {
        var fresh = await database.WriteAsync(
            async session =>
            {
                await RememberAsync(session, activity, reference, ct);
                await FollowHandoffAsync(session, activity, reference, ct);
                return message is not null && await inbox.StoreAsync(session, message, ct);
            },
            ct);
        if (fresh)
            signal.Wake();
    }

    private async Task<IReadOnlyList<Activity>> AnswerAsync(IncomingMessage message, Activity activity, ConversationReference reference, CancellationToken ct)
    {
        var replies = new List<Activity>();
        foreach (var content in await prompt.AnswerAsync(message, rendering.Limits, ct))
            replies.AddRange(await rendering.RenderAsync(content, reference, account, ct));
        return [.. replies.Select(reply => reply with { ReplyToId = activity.Id })];
    }

    private Task RememberAsync(DbSession session, Activity activity, ConversationReference reference, CancellationToken ct) => activity.Type switch
    {
        ActivityTypes.Typing => Task.CompletedTask,
        ActivityTypes.DeleteUserData => conversations.ForgetAsync(session, BotConversations.AddressOf(reference.ChannelId, reference.Conversation.Id!), ct),
        _ => conversations.SaveAsync(session, reference, ct),
    };

    /// <summary>As a keyed hash: on some channels the conversation's id is a telephone number.</summary>
    private string EventId(Activity activity, byte[] body) => cipher.Lookup(
        BotFrameworkChannel.ChannelName,
        $"{activity.ChannelId}|{activity.Conversation!.Id}|{activity.Id ?? Convert.ToHexStringLower(SHA256.HashData(body))}");

    /// <summary>What the other side says of a conversation we have handed over: only callers with a valid token are believed.</summary>
    private async Task FollowHandoffAsync(DbSession session, Activity activity, ConversationReference reference, CancellationToken ct)
    {
        if (activity is not { Type: ActivityTypes.Event, Name: HandoffEvents.Status })
            return;
        var said = activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("state", out var given) && given.ValueKind == JsonValueKind.String
            ? HandoffStatus.Read(given.GetString())
            : null;
        if (said is not { } state)
        {
            LogHandoffStatus(activity.ChannelId!, "unknown");
            return;
        }

        var moved = await handoffs.MoveAsync(
            session, BotFrameworkChannel.ChannelName, account, BotConversations.AddressOf(reference.ChannelId, reference.Conversation.Id!), state, ct);
        LogHandoffStatus(activity.ChannelId!, moved ? HandoffStatus.NameOf(state) : "not open");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A conversation handed over on {ChannelId} is {State}")]
    private partial void LogHandoffStatus(string channelId, string state);
}
