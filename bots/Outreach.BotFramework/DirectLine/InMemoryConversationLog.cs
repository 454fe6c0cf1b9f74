using System.Collections.Concurrent;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Conversations in the memory of this process, for embedding a bot without a database. They are lost with the process and
/// dropped once nobody has written to them for <paramref name="idle"/> (a day when not given).
/// </summary>
public sealed class InMemoryConversationLog(TimeProvider time, TimeSpan? idle = null) : IConversationLog
{
    private readonly ConcurrentDictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly TimeSpan _idle = idle ?? TimeSpan.FromDays(1);
    private readonly Lock _sweeping = new();
    private DateTimeOffset _lastSweep = time.GetUtcNow();

    public Task<bool> StartAsync(string conversationId, CancellationToken ct)
    {
        DropIdle();
        return Task.FromResult(_conversations.TryAdd(conversationId, new Conversation(conversationId, time.GetUtcNow())));
    }

    public Task<long?> LastAsync(string conversationId, CancellationToken ct) =>
        Task.FromResult(_conversations.TryGetValue(conversationId, out var found) ? found.Last : (long?)null);

    public Task<LoggedActivity?> AppendAsync(string conversationId, Activity activity, string? key, CancellationToken ct) =>
        Task.FromResult(_conversations.TryGetValue(conversationId, out var found) ? found.Append(activity, key, time.GetUtcNow()) : null);

    public Task<IReadOnlyList<LoggedActivity>> ReadAfterAsync(string conversationId, long watermark, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<LoggedActivity>>(
            _conversations.TryGetValue(conversationId, out var found) ? found.ReadAfter(watermark, limit) : []);

    /// <summary>Looks through all conversations at most once per <see cref="_idle"/>, so a start stays cheap.</summary>
    private void DropIdle()
    {
        var now = time.GetUtcNow();
        lock (_sweeping)
        {
            if (now - _lastSweep < _idle)
                return;
            _lastSweep = now;
        }

        foreach (var (id, conversation) in _conversations)
            if (now - conversation.LastWrite >= _idle)
                _conversations.TryRemove(id, out _);
    }

    private sealed class Conversation(string id, DateTimeOffset started)
    {
        private readonly Lock _lock = new();
        private readonly List<LoggedActivity> _activities = [];
        private readonly Dictionary<string, LoggedActivity> _byKey = new(StringComparer.Ordinal);

        public DateTimeOffset LastWrite
        {
            get
            {
                lock (_lock)
                    return LastTimestamp ?? started;
            }
        }

        public long Last
        {
            get
            {
                lock (_lock)
                    return _activities.Count;
            }
        }

        private DateTimeOffset? LastTimestamp => _activities.Count == 0 ? null : _activities[^1].Activity.Timestamp;

        public LoggedActivity Append(Activity activity, string? key, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (key is not null && _byKey.TryGetValue(key, out var earlier))
                    return earlier;

                var sequence = _activities.Count + 1;
                var logged = new LoggedActivity(sequence, activity with
                {
                    Id = LoggedActivity.IdOf(id, sequence),
                    Timestamp = LoggedActivity.TimestampAfter(LastTimestamp, now),
                });
                _activities.Add(logged);
                if (key is not null)
                    _byKey.Add(key, logged);
                return logged;
            }
        }

        public List<LoggedActivity> ReadAfter(long watermark, int limit)
        {
            lock (_lock)
            {
                if (watermark >= _activities.Count)
                    return [];
                var first = (int)watermark;
                return _activities.GetRange(first, Math.Min(limit, _activities.Count - first));
            }
        }
    }
}
