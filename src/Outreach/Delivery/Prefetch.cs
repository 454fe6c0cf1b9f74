namespace Outreach.Delivery;

/// <summary>
/// How many rows to claim at once: what leaves in the next 20 ms at the pace of late. More would only raise the number that
/// are in doubt after a kill; fewer would cost a commit per message on a fast provider.
/// </summary>
internal sealed class Prefetch(TimeProvider time)
{
    private const int Most = 512;

    /// <summary>How much the newest measurement weighs.</summary>
    private const double Weight = 0.3;

    public static readonly TimeSpan Horizon = TimeSpan.FromMilliseconds(20);

    private long since = time.GetTimestamp();
    private int left;
    private double perSecond;

    /// <summary>One message has been answered.</summary>
    public void Answered() => Interlocked.Increment(ref left);

    /// <summary>Called by the claiming loop alone.</summary>
    public int Next()
    {
        var elapsed = time.GetElapsedTime(since);
        if (elapsed >= Horizon)
        {
            since = time.GetTimestamp();
            perSecond += Weight * ((Interlocked.Exchange(ref left, 0) / elapsed.TotalSeconds) - perSecond);
        }

        return Math.Clamp((int)(perSecond * Horizon.TotalSeconds), 1, Most);
    }
}
