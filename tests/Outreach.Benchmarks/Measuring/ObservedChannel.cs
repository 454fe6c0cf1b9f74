using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>Passes on to a channel and tells an observer of each call, before and after.</summary>
/// <param name="rate">Messages a second, each counted once; null: the channel's own rate and cost.</param>
internal sealed class ObservedChannel(IChannel inner, Action<OutgoingMessage>? before = null, Action? after = null, double? rate = null) : IChannel
{
    public string Name => inner.Name;

    public string Account => inner.Account;

    public bool Enabled => inner.Enabled;

    public ChannelLimits Limits => rate is { } perSecond ? inner.Limits with { MessagesPerSecond = perSecond } : inner.Limits;

    public double CostOf(MessageContent content) => rate is null ? inner.CostOf(content) : 1;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        before?.Invoke(message);
        var outcome = await inner.SendAsync(message, ct);
        after?.Invoke();
        return outcome;
    }
}
