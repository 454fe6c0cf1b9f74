namespace Outreach.Delivery.Pacing;

/// <summary>
/// Fractional tokens that flow in at an <see cref="AdaptiveRate"/> and are kept only for a moment: enough that a late wake-up
/// loses nothing, too few for a burst. Elapsed time counts, not the wall clock. Not thread safe.
/// </summary>
internal sealed class TokenBucket(double unitsPerSecond, TimeProvider time)
{
    /// <summary>How late a waker may be without loss, 50 ms: timers and thread pools of a loaded machine are late by tens of milliseconds.</summary>
    private const double LatenessInSeconds = 0.05;

    private const double LeastCapacity = 2;

    /// <summary>A provider's quota ends with the month at the latest; also keeps the arithmetic finite.</summary>
    private const double LongestRestInSeconds = 31 * 24 * 3600;

    /// <summary>A burst of requests in flight is refused as a whole; its refusals say the same thing once.</summary>
    private const double OneBurstInSeconds = 1;

    // Rounding must not cost a wake-up.
    private const double Rounding = 1e-6;

    private static readonly TimeSpan UnaskedRest = TimeSpan.FromSeconds(1);

    private readonly AdaptiveRate rate = new(unitsPerSecond);
    private readonly long start = time.GetTimestamp();
    private double tokens = 1;
    private double filledTo;
    private double deafUntil;

    public double Rate => rate.At(Now);

    /// <summary>Seconds until tokens flow again; 0 while they do.</summary>
    public double Resting => Math.Max(0, filledTo - Now);

    private double Now => time.GetElapsedTime(start).TotalSeconds;

    /// <summary>
    /// Takes the cost if it is there. A cost of more than half the capacity goes with half of it and leaves a debt that the
    /// next waits for: were a full bucket awaited, whatever flowed in before a late wake-up would be spilt.
    /// </summary>
    public bool TryTake(double cost)
    {
        var now = Fill();
        if (now < filledTo || Missing(cost) > Rounding)
            return false;
        tokens -= cost;
        return true;
    }

    /// <summary>When to try again, in whole milliseconds since system timers know no less, and at most an hour since they know no more than weeks.</summary>
    public TimeSpan WaitFor(double cost)
    {
        var rest = filledTo - Fill();
        var seconds = rest + rate.SecondsFor(Math.Max(0, Missing(cost)), filledTo);
        return TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(seconds * 1000), 1, 3_600_000));
    }

    /// <summary>What could be taken from now to then if nobody else took.</summary>
    public double Within(TimeSpan horizon)
    {
        var end = Fill() + horizon.TotalSeconds;
        return tokens + (end > filledTo ? rate.Between(filledTo, end) : 0);
    }

    /// <summary>Nothing flows for that long, and what was saved is gone: nobody starts again with a burst.</summary>
    public void Rest(TimeSpan length)
    {
        var now = Fill();
        tokens = Math.Min(tokens, 0);

        // A bucket filled up to a moment to come does not fill before it.
        filledTo = Math.Max(filledTo, now + Math.Clamp(length.TotalSeconds, 0, LongestRestInSeconds));
    }

    /// <param name="asked">What the provider asked for, null when it did not say.</param>
    public void SlowDown(TimeSpan? asked)
    {
        var now = Now;
        var isNews = now >= deafUntil;
        if (isNews || asked is not null)
            Rest(asked ?? UnaskedRest);
        if (isNews)
            rate.Halve(now, from: filledTo);

        // Nothing leaves during a rest, so a refusal that comes in meanwhile is about what left before it.
        deafUntil = Math.Max(isNews ? now + OneBurstInSeconds : deafUntil, filledTo);
    }

    /// <returns>Now; the bucket is filled up to it, or already to a later moment if it rests.</returns>
    private double Fill()
    {
        var now = Now;
        if (now > filledTo)
        {
            tokens = Math.Min(Capacity(now), tokens + rate.Between(filledTo, now));
            filledTo = now;
        }

        return now;
    }

    private double Missing(double cost) => Math.Min(cost, Capacity(filledTo) / 2) - tokens;

    private double Capacity(double now) => Math.Max(LeastCapacity, rate.At(now) * LatenessInSeconds);
}
