namespace Outreach.Delivery;

/// <summary>
/// Whose turn it is on a channel: emergencies first; then the unit that waited longest, and of its campaigns the one that
/// waited longest. A turn is one claim, 20 ms' worth, so two campaigns of any size leave side by side.
/// </summary>
internal sealed class Turns
{
    private readonly Dictionary<string, long> units = [];
    private readonly Dictionary<Guid, long> campaigns = [];
    private long turn;

    /// <summary>The next of those that may leave; null when there are none.</summary>
    public BulkQueue? Next(IReadOnlyCollection<BulkQueue> queues)
    {
        var next = queues
            .OrderBy(queue => queue.Class != Content.MessageClass.Emergency)
            .ThenBy(queue => units.GetValueOrDefault(queue.Unit))
            .ThenBy(queue => campaigns.GetValueOrDefault(queue.Id))
            .FirstOrDefault();
        if (next is null)
            return null;

        turn++;
        units[next.Unit] = turn;
        campaigns[next.Id] = turn;
        if (campaigns.Count > 10_000)
            campaigns.Clear();
        return next;
    }
}
