using Outreach.Cluster.Sweeps;

namespace Outreach.Delivery;

/// <summary>Marks as unknown what was claimed by a process that is gone.</summary>
internal sealed class ClaimSweep(Outbox outbox, IEnumerable<IChannel> channels, TimeProvider time) : ISweep
{
    public string Name => "stuck_claims";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public Task RunAsync(CancellationToken ct) => AbandonAsync(ownToo: false, ct);

    /// <inheritdoc cref="Outbox.AbandonAsync"/>
    public Task<int> AbandonAsync(bool ownToo, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return outbox.AbandonAsync(ownToo, channels.ToDictionary(channel => channel.Name, channel => FollowUp.Unknown(channel, now)), ct);
    }
}
