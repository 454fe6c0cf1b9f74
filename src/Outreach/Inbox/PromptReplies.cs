using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Inbox;

/// <summary>
/// Handles a message while its sender waits for the replies, as callers do who take them in the answer to their request. All of
/// it is written in one unit of work, so a kill before that leaves nothing but a caller without an answer, who asks again.
/// </summary>
internal sealed class PromptReplies(
    Database database, IncomingMessages inbox, InboxStore store, Reception reception, Outbox outbox, IdGenerator ids, TimeProvider time)
{
    /// <summary>The replies; a repeated message gets those that were given the first time, and causes nothing.</summary>
    public async Task<IReadOnlyList<MessageContent>> AnswerAsync(IncomingMessage message, ChannelLimits limits, CancellationToken ct)
    {
        if (await FindAsync(message, ct) is { } earlier)
            return earlier;

        var opened = await database.WriteAsync(
            async session => await store.OpenAsync(session, message, ids.Next(), await inbox.ConversationAsync(session, message, time.GetUtcNow(), ct), ct), ct);
        var handling = await reception.HandleAsync(opened, limits, ct);
        var replies = await database.WriteAsync(session => CompleteAsync(session, message, opened, handling, ct), ct);

        // The same message at the same moment was quicker.
        return replies ?? await FindAsync(message, ct) ?? [];
    }

    private async Task<IReadOnlyList<MessageContent>?> CompleteAsync(
        DbSession session, IncomingMessage message, WaitingMessage opened, Handling handling, CancellationToken ct)
    {
        if (!await inbox.InsertAsync(session, message, opened.Id, InboxState.Handled, time.GetUtcNow(), ct))
            return null;

        await store.RememberAsync(session, opened.ConversationId, handling.State, ct);
        if (handling.AlsoWrite is { } also && !await also(session, ct))
            return [];
        await store.HandOverAsync(session, opened.ConversationId, handling, ct);
        foreach (var reply in handling.Replies)
            await outbox.AddGivenReplyAsync(session, opened.ConversationId, message.Channel, message.Account, message.Sender, reply, Given(message), ct);
        return handling.Replies;
    }

    private Task<IReadOnlyList<MessageContent>?> FindAsync(IncomingMessage message, CancellationToken ct) => database.ReadAsync<IReadOnlyList<MessageContent>?>(
        async session =>
        {
            var known = await session.FirstAsync<long>(
                "SELECT COUNT(*) FROM inbox WHERE channel = @Channel AND account = @Account AND event_id = @EventId",
                new { message.Channel, message.Account, message.EventId },
                ct);
            return known == 0 ? null : await outbox.GivenRepliesAsync(session, message.Channel, Given(message), ct);
        },
        ct);

    /// <summary>By which the replies to one message are found again; no provider's id looks like it.</summary>
    private static string Given(IncomingMessage message) => $"given:{message.Account}:{message.EventId}";
}
