using Outreach.BotFramework.DirectLine;
using Outreach.Storage;

namespace Outreach.Channels.Web;

/// <summary>Keeps what visitors upload in the database, encrypted, so that every node can show it and a restart loses nothing.</summary>
public sealed class WebAttachmentStore(Database database, FieldCipher cipher, TimeProvider time) : IAttachmentStore
{
    public Task SaveAsync(string conversationId, string id, UploadedFile file, CancellationToken ct)
    {
        var row = new
        {
            conversationId,
            id,
            name = cipher.Protect(file.Name),
            file.ContentType,
            content = cipher.ProtectBytes(file.Content),
            now = time.GetUtcNow(),
        };
        return database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO web_attachments (conversation_id, id, name, content_type, content, created_at)
                VALUES (@conversationId, @id, @name, @ContentType, @content, @now)
                ON CONFLICT (conversation_id, id) DO NOTHING
                """,
                row,
                ct),
            ct);
    }

    public async Task<UploadedFile?> ReadAsync(string conversationId, string id, CancellationToken ct)
    {
        var row = await database.ReadAsync(
            session => session.FirstAsync<Row>(
                "SELECT name, content_type, content FROM web_attachments WHERE conversation_id = @conversationId AND id = @id",
                new { conversationId, id },
                ct),
            ct);
        return row is null ? null : new UploadedFile(cipher.Reveal(row.Name), row.ContentType, cipher.RevealBytes(row.Content));
    }

    public Task<int> CountAsync(string conversationId, CancellationToken ct) =>
        database.ReadAsync(
            async session => (int)await session.FirstAsync<long>(
                "SELECT COUNT(*) FROM web_attachments WHERE conversation_id = @conversationId", new { conversationId }, ct),
            ct);

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string ContentType { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}
