using Outreach.Inbox.Handoffs;
using Outreach.Storage;

namespace Outreach.Inbox.Retention;

/// <summary>Messages of citizens and what was replied to them, also in conversations that go on.</summary>
internal sealed class OldMessages(Database database) : IRetained
{
    private const int Unit = 100;

    public string Kind => "messages";

    public Task<int> RemoveAsync(RetentionLimits limits, CancellationToken ct) => database.WriteInBackgroundAsync(
        async session =>
        {
            // Ids ascend with time, so the oldest are at the beginning of the table.
            var before = Guid.CreateVersion7(limits.Conversations);
            var old = await session.QueryAsync<Row>(
                $"""
                SELECT i.id, i.conversation_id FROM inbox i
                WHERE i.id < @before AND i.state <> 0
                    AND NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.conversation_id = i.conversation_id AND {HandoffStore.Holds})
                ORDER BY i.id LIMIT @Unit
                """,
                new { before, limits.Handoffs, Unit },
                ct);
            foreach (var row in old)
                await session.ExecuteAsync("DELETE FROM inbox WHERE id = @Id", new { row.Id }, ct);
            foreach (var conversation in old.Select(row => row.ConversationId).Distinct())
                await session.ExecuteAsync(
                    "DELETE FROM outbox WHERE conversation_id = @conversation AND id < @before AND state NOT IN (0, 1)", new { conversation, before }, ct);
            return old.Count;
        },
        ct);

    private sealed class Row
    {
        public Guid Id { get; init; }

        public Guid ConversationId { get; init; }
    }
}
