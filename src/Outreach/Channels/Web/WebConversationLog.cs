using System.Text.Json;
using Outreach.BotFramework.Activities;
using Outreach.BotFramework.DirectLine;
using Outreach.Storage;

namespace Outreach.Channels.Web;

/// <summary>Keeps the web chat's conversations in the database, so that they go on after a restart.</summary>
public sealed class WebConversationLog(Database database, FieldCipher cipher, TimeProvider time) : IConversationLog
{
    /// <summary>
    /// Stored characters read at once. An activity has up to 256 K of them; without this a visitor who fills a conversation with
    /// such ones could have each of their requests answered with 50 MB.
    /// </summary>
    internal const int LargestPage = 1024 * 1024;

    public Task<bool> StartAsync(string conversationId, CancellationToken ct) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "INSERT INTO web_conversations (id, last_sequence) VALUES (@conversationId, 0) ON CONFLICT (id) DO NOTHING",
                new { conversationId },
                ct) == 1,
            ct);

    public Task<long?> LastAsync(string conversationId, CancellationToken ct) =>
        database.ReadAsync(
            session => session.FirstAsync<long?>("SELECT last_sequence FROM web_conversations WHERE id = @conversationId", new { conversationId }, ct),
            ct);

    public Task<LoggedActivity?> AppendAsync(string conversationId, Activity activity, string? key, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                if (await LockAsync(session, conversationId, ct) is not { } head)
                    return null;
                var name = key is null ? null : ForeignId.Of(key);
                if (name is not null && await FindAsync(session, conversationId, name, ct) is { } earlier)
                    return earlier;

                var sequence = head.LastSequence + 1;
                var timestamp = LoggedActivity.TimestampAfter(head.LastTimestamp, time.GetUtcNow());
                var stored = activity with { Id = LoggedActivity.IdOf(conversationId, sequence), Timestamp = timestamp };
                await InsertAsync(session, conversationId, sequence, name, stored, timestamp, ct);
                return new LoggedActivity(sequence, stored);
            },
            ct);

    public async Task<IReadOnlyList<LoggedActivity>> ReadAfterAsync(string conversationId, long watermark, int limit, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                """
                WITH page AS (
                    SELECT sequence, content FROM web_activities WHERE conversation_id = @conversationId AND sequence > @watermark ORDER BY sequence LIMIT @limit
                ), summed AS (
                    SELECT sequence, content, SUM(LENGTH(content)) OVER (ORDER BY sequence) - LENGTH(content) AS ahead FROM page
                )
                SELECT sequence, content FROM summed WHERE ahead < @LargestPage ORDER BY sequence
                """,
                new { conversationId, watermark, limit, LargestPage },
                ct),
            ct);
        return [.. rows.Select(Read)];
    }

    /// <summary>Changes nothing, but on PostgreSQL holds the row: of two that append at once, the second sees what the first added.</summary>
    private static Task<Head?> LockAsync(DbSession session, string conversationId, CancellationToken ct) =>
        session.FirstAsync<Head>(
            "UPDATE web_conversations SET last_sequence = last_sequence WHERE id = @conversationId RETURNING last_sequence, last_timestamp",
            new { conversationId },
            ct);

    private async Task<LoggedActivity?> FindAsync(DbSession session, string conversationId, string key, CancellationToken ct)
    {
        var row = await session.FirstAsync<Row>(
            "SELECT sequence, content FROM web_activities WHERE conversation_id = @conversationId AND \"key\" = @key",
            new { conversationId, key },
            ct);
        return row is null ? null : Read(row);
    }

    private async Task InsertAsync(DbSession session, string conversationId, long sequence, string? key, Activity activity, DateTimeOffset timestamp, CancellationToken ct)
    {
        var content = cipher.Protect(JsonSerializer.Serialize(activity, ActivityJson.Default.Activity));
        await session.ExecuteAsync(
            "INSERT INTO web_activities (conversation_id, sequence, \"key\", content) VALUES (@conversationId, @sequence, @key, @content)",
            new { conversationId, sequence, key, content },
            ct);
        await session.ExecuteAsync(
            "UPDATE web_conversations SET last_sequence = @sequence, last_timestamp = @timestamp WHERE id = @conversationId",
            new { conversationId, sequence, timestamp },
            ct);
    }

    private LoggedActivity Read(Row row) =>
        new(row.Sequence, JsonSerializer.Deserialize(cipher.Reveal(row.Content), ActivityJson.Default.Activity)!);

    private sealed class Head
    {
        public long LastSequence { get; init; }

        public DateTimeOffset? LastTimestamp { get; init; }
    }

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string Content { get; init; } = "";
    }
}
