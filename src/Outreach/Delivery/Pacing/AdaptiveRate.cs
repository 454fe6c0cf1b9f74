namespace Outreach.Delivery.Pacing;

/// <summary>
/// The rate one account may be used at, in units a second: the configured one, halved whenever the provider says "too fast",
/// then climbing back in a straight line (additive increase, multiplicative decrease, as TCP does). Moments are seconds of the
/// caller's own monotonic clock. Not thread safe.
/// </summary>
internal sealed class AdaptiveRate
{
    private const double ClimbSeconds = 60;

    private readonly double configured;
    private double low;
    private double slope;
    private double climbsFrom = double.NegativeInfinity;

    /// <param name="configured">What it never exceeds.</param>
    public AdaptiveRate(double configured) => this.configured = low = configured;

    /// <summary>Refusals never push it below a hundredth of the configured rate, nor below one message in ten seconds.</summary>
    private double Floor => Math.Min(configured, Math.Max(configured / 100, 0.1));

    public double At(double now) =>
        now >= climbsFrom + ClimbSeconds ? configured : low + (slope * Math.Max(0, now - climbsFrom));

    /// <param name="from">When it begins to climb again.</param>
    public void Halve(double now, double from)
    {
        low = Math.Max(Floor, At(now) / 2);
        slope = (configured - low) / ClimbSeconds;
        climbsFrom = from;
    }

    /// <summary>Units the rate yields between two moments, neither before the climb began.</summary>
    public double Between(double from, double to)
    {
        // Straight on both sides of the moment the climb ends, so the mean of the ends is exact on each.
        var top = climbsFrom + ClimbSeconds;
        return from < top && top < to ? Straight(from, top) + Straight(top, to) : Straight(from, to);
    }

    /// <summary>Seconds until it has yielded that much; a little too few where the climb ends on the way.</summary>
    public double SecondsFor(double units, double now)
    {
        // The positive root of units = rate·t + slope·t²/2, in the form that also holds for a slope of 0.
        var (rate, rise) = (At(now), now < climbsFrom + ClimbSeconds ? slope : 0);
        return 2 * units / (rate + Math.Sqrt((rate * rate) + (2 * rise * units)));
    }

    private double Straight(double from, double to) => (At(from) + At(to)) / 2 * (to - from);
}
