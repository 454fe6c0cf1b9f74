using Outreach.Inbox.Handoffs;
using Outreach.Storage;

namespace Outreach.Inbox.Retention;

/// <summary>Conversations in which nobody has said anything for long, once their messages are gone: address, name and what the assistant remembers.</summary>
internal sealed class OldConversations(Database database) : IRetained
{
    private const int Unit = 50;

    public string Kind => "conversations";

    public Task<int> RemoveAsync(RetentionLimits limits, CancellationToken ct) => database.WriteInBackgroundAsync(
        async session =>
        {
            var old = await session.QueryAsync<Guid>(
                $"""
                SELECT c.id FROM conversations c
                WHERE c.updated_at < @Conversations AND (c.heard_at IS NULL OR c.heard_at < @Conversations)
                    AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = c.id)
                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = c.id AND o.state IN (0, 1))
                    AND NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = c.id AND {HandoffStore.Holds})
                ORDER BY c.updated_at LIMIT @Unit
                """,
                new { limits.Conversations, limits.Handoffs, Unit },
                ct);
            foreach (var id in old)
            {
                await session.ExecuteAsync("DELETE FROM outbox WHERE conversation_id = @id", new { id }, ct);
                await session.ExecuteAsync("DELETE FROM handoffs WHERE conversation_id = @id", new { id }, ct);
                await session.ExecuteAsync("DELETE FROM conversations WHERE id = @id", new { id }, ct);
            }

            return old.Count;
        },
        ct);
}
