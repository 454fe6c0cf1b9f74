using Outreach.Inbox.Handoffs;
using Outreach.Inbox.Retention;
using Outreach.Storage;

namespace Outreach.Channels.Web;

/// <summary>Files that visitors uploaded.</summary>
internal sealed class OldUploads(Database database, FieldCipher cipher) : IRetained
{
    /// <summary>Conversations at once; one has some twenty files at most.</summary>
    private const int Unit = 10;

    public string Kind => "uploads";

    public Task<int> RemoveAsync(RetentionLimits limits, CancellationToken ct) => database.WriteInBackgroundAsync(
        async session =>
        {
            var held = await HandoffStore.HeldAsync(session, WebChannel.ChannelName, limits.Handoffs, ct);
            var old = await session.QueryAsync<string>(
                "SELECT DISTINCT conversation_id FROM web_attachments WHERE created_at < @Files ORDER BY conversation_id LIMIT @most",
                new { limits.Files, most = Unit + held.Count },
                ct);
            var removed = 0;
            foreach (var conversation in old.Where(id => !held.Contains(cipher.Lookup(WebChannel.ChannelName, id))).Take(Unit))
                removed += await session.ExecuteAsync(
                    "DELETE FROM web_attachments WHERE conversation_id = @conversation AND created_at < @Files", new { conversation, limits.Files }, ct);
            return removed;
        },
        ct);
}

/// <summary>Conversations of the web chat as its clients read them, with every word on both sides and the files.</summary>
internal sealed class OldWebChats(Database database, FieldCipher cipher) : IRetained
{
    private const int Unit = 10;

    public string Kind => "web chats";

    public Task<int> RemoveAsync(RetentionLimits limits, CancellationToken ct) => database.WriteInBackgroundAsync(
        async session =>
        {
            var held = await HandoffStore.HeldAsync(session, WebChannel.ChannelName, limits.Handoffs, ct);
            var old = await session.QueryAsync<string>(
                "SELECT id FROM web_conversations WHERE last_timestamp < @Conversations ORDER BY last_timestamp LIMIT @most",
                new { limits.Conversations, most = Unit + held.Count },
                ct);
            var gone = old.Where(id => !held.Contains(cipher.Lookup(WebChannel.ChannelName, id))).Take(Unit).ToList();
            foreach (var id in gone)
            {
                await session.ExecuteAsync("DELETE FROM web_attachments WHERE conversation_id = @id", new { id }, ct);
                await session.ExecuteAsync("DELETE FROM web_activities WHERE conversation_id = @id", new { id }, ct);
                await session.ExecuteAsync("DELETE FROM web_conversations WHERE id = @id", new { id }, ct);
            }

            return gone.Count;
        },
        ct);
}
