namespace Outreach.Sandbox.Faults;

/// <summary>Allows <paramref name="perSecond"/> requests a second, and as many at once after a quiet second.</summary>
internal sealed class TokenBucket(double perSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly double capacity = Math.Max(1, perSecond);
    private double tokens = Math.Max(1, perSecond);
    private long filledAt = time.GetTimestamp();

    public double PerSecond { get; } = perSecond;

    /// <summary>Null when the request may pass, else how long until one may.</summary>
    public TimeSpan? Refuse()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(capacity, tokens + (time.GetElapsedTime(filledAt, now).TotalSeconds * PerSecond));
            filledAt = now;
            if (tokens < 1)
                return TimeSpan.FromSeconds((1 - tokens) / PerSecond);
            tokens--;
            return null;
        }
    }
}
