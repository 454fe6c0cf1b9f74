namespace Outreach.Delivery.Pacing;

/// <summary>Who waits for tokens: the interactive lane before the bulk lane, in order of arrival within each. Not thread safe.</summary>
internal sealed class WaitingLine
{
    private readonly LinkedList<Waiter> interactive = new();
    private readonly LinkedList<Waiter> bulk = new();
    private readonly Stack<Waiter> spare = new();
    private double interactiveCost;
    private double bulkCost;

    /// <summary>The next to go.</summary>
    public Waiter? First => (interactive.First ?? bulk.First)?.Value;

    /// <summary>Whether a newcomer to that lane would have to queue behind someone.</summary>
    public bool IsAnyBefore(Lane lane) => interactive.Count > 0 || (lane == Lane.Bulk && bulk.Count > 0);

    /// <summary>Units that leave before a newcomer to that lane.</summary>
    public double CostBefore(Lane lane) => lane == Lane.Bulk ? interactiveCost + bulkCost : interactiveCost;

    public Waiter Add(Pacer pacer, Lane lane, double cost)
    {
        if (!spare.TryPop(out var waiter))
            waiter = new Waiter(pacer);
        (waiter.Lane, waiter.Cost) = (lane, cost);
        LineOf(lane).AddLast(waiter.Place);
        Count(lane, cost);
        return waiter;
    }

    public Waiter Remove(Waiter waiter)
    {
        var line = LineOf(waiter.Lane);
        line.Remove(waiter.Place);

        // Sums of fractions drift; an empty lane is exactly zero.
        Count(waiter.Lane, line.Count == 0 ? -CostIn(waiter.Lane) : -waiter.Cost);
        return waiter;
    }

    public void Reuse(Waiter waiter) => spare.Push(waiter);

    private LinkedList<Waiter> LineOf(Lane lane) => lane == Lane.Interactive ? interactive : bulk;

    private double CostIn(Lane lane) => lane == Lane.Interactive ? interactiveCost : bulkCost;

    private void Count(Lane lane, double cost)
    {
        if (lane == Lane.Interactive)
            interactiveCost += cost;
        else
            bulkCost += cost;
    }
}
