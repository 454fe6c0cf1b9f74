using System.Numerics;

namespace Outreach.Delivery.Pacing;

/// <summary>The last 40 results of an account, and whether they are bad enough to stop. Not thread safe.</summary>
internal sealed class RecentFailures
{
    private const int Window = 40;
    private const int LeastSamples = 20;
    private const int InARow = 10;

    /// <summary>A bit per result, the newest lowest; set for a failure.</summary>
    private ulong results;
    private int count;
    private int row;

    public bool AreTooMany =>
        row >= InARow || (count >= LeastSamples && BitOperations.PopCount(results) * 2 >= count);

    public void Add(bool failed)
    {
        results = ((results << 1) | (failed ? 1UL : 0)) & ((1UL << Window) - 1);
        count = Math.Min(Window, count + 1);
        row = failed ? row + 1 : 0;
    }

    public void Clear() => (results, count, row) = (0, 0, 0);
}
