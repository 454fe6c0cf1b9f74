using Outreach.Delivery;

namespace Outreach.Benchmarks.Measuring;

/// <summary>A channel that only planning sees.</summary>
internal sealed class NamedChannel(string name) : IChannel
{
    public string Name => name;

    public string Account => "default";

    public bool Enabled => true;

    public ChannelLimits Limits { get; } = new(TextLength: 2000, CaptionLength: 1000, Buttons: 5, MessagesPerSecond: 1, Concurrency: 1);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) => throw new InvalidOperationException("Planning sends nothing.");
}
