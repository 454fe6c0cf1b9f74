using Outreach.Inbox.Handoffs;
using Outreach.Inbox.Retention;
using Outreach.Storage;

namespace Outreach.Channels.BotFramework;

/// <summary>
/// Where conversations were answered in which nothing was heard for long. Those of contacts stay: without them somebody who agreed to
/// be written to could not be reached.
/// </summary>
internal sealed class OldBotConversations(Database database) : IRetained
{
    private const int Unit = 100;

    public string Kind => "bot conversations";

    public Task<int> RemoveAsync(RetentionLimits limits, CancellationToken ct) => database.WriteInBackgroundAsync(
        session => session.ExecuteAsync(
            $"""
            DELETE FROM bot_conversations WHERE lookup IN (
                SELECT b.lookup FROM bot_conversations b
                WHERE b.updated_at < @Conversations
                    AND NOT EXISTS (SELECT 1 FROM contact_addresses a WHERE a.channel = @channel AND a.lookup = b.lookup)
                    AND NOT EXISTS (
                        SELECT 1 FROM conversations c JOIN handoffs h ON h.conversation_id = c.id
                        WHERE c.channel = @channel AND c.peer_lookup = b.lookup AND {HandoffStore.Holds})
                ORDER BY b.updated_at LIMIT @Unit)
            """,
            new { limits.Conversations, limits.Handoffs, channel = BotFrameworkChannel.ChannelName, Unit },
            ct),
        ct);
}
