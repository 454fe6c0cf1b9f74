namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Where the files are kept that clients upload into a conversation. They may be identity cards: an implementation that outlives
/// the process keeps them encrypted, and nobody but the conversation's own clients and its bot reads them.
/// </summary>
public interface IAttachmentStore
{
    /// <summary>Keeps a file; doing it again with the same id changes nothing.</summary>
    /// <param name="id">Made of the content, so a repeated upload is stored once.</param>
    Task SaveAsync(string conversationId, string id, UploadedFile file, CancellationToken ct);

    /// <summary>Null when the conversation has no such file.</summary>
    Task<UploadedFile?> ReadAsync(string conversationId, string id, CancellationToken ct);

    /// <summary>Files the conversation has.</summary>
    Task<int> CountAsync(string conversationId, CancellationToken ct);
}

/// <param name="Name">As the sender called it, without folders.</param>
/// <param name="ContentType">What the bytes are, where they tell; else what the sender said, out of the allowed types.</param>
public sealed record UploadedFile(string Name, string ContentType, byte[] Content);
