using System.Collections.Concurrent;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Uploaded files in the memory of this process, for embedding a bot without a database; at most so many bytes of them.</summary>
public sealed class InMemoryAttachmentStore(long maxBytes = 64 * 1024 * 1024) : IAttachmentStore
{
    private readonly ConcurrentDictionary<(string Conversation, string Id), UploadedFile> _files = new();
    private readonly ConcurrentQueue<(string Conversation, string Id)> _order = new();
    private long _bytes;

    public Task SaveAsync(string conversationId, string id, UploadedFile file, CancellationToken ct)
    {
        if (_files.TryAdd((conversationId, id), file))
        {
            _order.Enqueue((conversationId, id));
            Interlocked.Add(ref _bytes, file.Content.Length);
        }

        while (Interlocked.Read(ref _bytes) > maxBytes && _order.TryDequeue(out var oldest) && _files.TryRemove(oldest, out var gone))
            Interlocked.Add(ref _bytes, -gone.Content.Length);
        return Task.CompletedTask;
    }

    public Task<UploadedFile?> ReadAsync(string conversationId, string id, CancellationToken ct) =>
        Task.FromResult(_files.GetValueOrDefault((conversationId, id)));

    public Task<int> CountAsync(string conversationId, CancellationToken ct) =>
        Task.FromResult(_files.Keys.Count(key => key.Conversation == conversationId));
}
