using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Model;

/// <summary>A channel nobody calls: the model itself hands over and answers. Only its properties and its look-up are used.</summary>
internal class ScriptedChannel(string name, UnknownPolicy whenUnknown, bool reports) : IChannel
{
    public string Name => name;

    public string Account => "default";

    public bool Enabled => true;

    public UnknownPolicy WhenUnknown => whenUnknown;

    public ChannelLimits Limits { get; } = new(2000, 0, 0, MessagesPerSecond: 100, Concurrency: 1, ReportsDelivery: reports);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct) =>
        throw new InvalidOperationException("The model hands messages over by itself.");
}

/// <summary>One whose provider can be asked what became of a message.</summary>
internal sealed class AskedChannel(string name, Func<DoubtfulMessage, LookupResult> answer) : ScriptedChannel(name, UnknownPolicy.Hold, reports: true), IMessageLookup
{
    public TimeSpan TrustedAfter => TimeSpan.FromMinutes(2);

    public Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct) => Task.FromResult(answer(message));
}
