namespace Outreach.Delivery;

/// <summary>
/// How many rows to claim at once: what leaves in the next moments at the pace of late. More would only raise the number that
/// are in doubt after a kill; fewer would let the slots wait for the database. So the moments are 20 ms, or three times as long
/// as a claim takes on this machine.
/// </summary>
internal sealed class Prefetch(TimeProvider time)
{
    private const int Most = 256;

    /// <summary>How much the newest measurement weighs.</summary>
    private const double Weight = 0.3;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private long since = time.GetTimestamp();
    private int left;
    private double perSecond;
    private double claimSeconds;

    /// <summary>How far ahead is claimed. At three claims' time, half of it is one and a half: the next is there before the slots run dry.</summary>
    public TimeSpan Horizon => TimeSpan.FromSeconds(Math.Clamp(3 * claimSeconds, Shortest.TotalSeconds, Longest.TotalSeconds));

    /// <summary>One message has been answered.</summary>
    public void Answered() => Interlocked.Increment(ref left);

    /// <summary>A claim took so long. Called by the claiming loop alone, as is <see cref="Next"/>.</summary>
    public void Claimed(TimeSpan took) => claimSeconds += Weight * (took.TotalSeconds - claimSeconds);

    public int Next()
    {
        var elapsed = time.GetElapsedTime(since);
        if (elapsed >= Shortest)
        {
            since = time.GetTimestamp();
            perSecond += Weight * ((Interlocked.Exchange(ref left, 0) / elapsed.TotalSeconds) - perSecond);
        }

        return Math.Clamp((int)(perSecond * Horizon.TotalSeconds), 1, Most);
    }
}
