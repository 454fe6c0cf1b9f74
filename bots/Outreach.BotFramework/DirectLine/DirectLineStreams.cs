using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// The streams open on this node, at most one per conversation. Whoever appends to a conversation may say so here, and its
/// stream sends at once; what is appended elsewhere it finds by itself within a second.
/// </summary>
public sealed class DirectLineStreams
{
    private readonly ConcurrentDictionary<string, OpenStream> _open = new(StringComparer.Ordinal);

    /// <summary>Something was appended to the conversation.</summary>
    public void Announce(string conversationId)
    {
        if (_open.TryGetValue(conversationId, out var stream))
            stream.Wake();
    }

    /// <summary>Opens the conversation's stream; one that was open before is told to close, since a client has only one.</summary>
    internal OpenStream Open(string conversationId)
    {
        var opened = new OpenStream(this, conversationId);
        OpenStream? replaced = null;
        _open.AddOrUpdate(conversationId, opened, (_, earlier) =>
        {
            replaced = earlier;
            return opened;
        });
        replaced?.Replace();
        return opened;
    }

    internal sealed class OpenStream(DirectLineStreams owner, string conversationId) : IDisposable
    {
        private readonly CancellationTokenSource _replaced = new();

        /// <summary>Holds one wake-up: several before the stream looks are the same as one.</summary>
        private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
        });

        public CancellationToken Replaced => _replaced.Token;

        public void Wake() => _news.Writer.TryWrite(true);

        public void Replace() => _replaced.Cancel();

        /// <summary>Returns at the next wake-up, or after <paramref name="atMost"/>.</summary>
        public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
        {
            using var timeout = new CancellationTokenSource(atMost, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
            try
            {
                await _news.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
            }
        }

        // The source is left to the collector: a stream that replaces this one may be cancelling it right now.
        public void Dispose() => owner._open.TryRemove(new(conversationId, this));
    }
}
