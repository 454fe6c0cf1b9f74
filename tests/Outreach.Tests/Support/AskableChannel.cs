using System.Collections.Concurrent;
using Outreach.Delivery;

namespace Outreach.Tests.Support;

/// <summary>A fake channel whose provider can be asked. By default it has no such message.</summary>
public sealed class AskableChannel(string name = "zalo") : FakeChannel(name), IMessageLookup
{
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<DoubtfulMessage> asked = new();

    public TimeSpan TrustedAfter => Trusted;

    public Func<DoubtfulMessage, LookupResult> Knows { get; set; } = _ => new LookupResult.NotFound();

    /// <summary>In the order asked.</summary>
    public IReadOnlyList<DoubtfulMessage> Asked => [.. asked];

    public Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct)
    {
        asked.Enqueue(message);
        return Task.FromResult(Knows(message));
    }
}
