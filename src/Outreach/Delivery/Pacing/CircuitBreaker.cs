using System.Diagnostics;

namespace Outreach.Delivery.Pacing;

/// <summary>
/// Stops an account whose provider fails: after 10 failures in a row, or when half of the last 40 results (of at least 20)
/// are failures. It stays open for 5 s, then lets one probe through at a time; each probe that fails doubles the wait, up to
/// 60 s, and one success closes it. Thread safe; the wall clock plays no part.
/// </summary>
/// <remarks>
/// Not Polly.Core's: that one counts within a time slice only, never in a row or by number, and must wrap the call, whereas
/// here rows must not even be claimed while it is open and three of our outcomes are neither success nor failure.
/// </remarks>
public sealed class CircuitBreaker(TimeProvider time)
{
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(60);

    /// <summary>Longer than any client waits for an answer (100 s): a probe that was never reported must not keep the account shut.</summary>
    private static readonly TimeSpan ProbeLapse = TimeSpan.FromMinutes(2);

    /// <summary>When to ask again while a probe is under way.</summary>
    private static readonly TimeSpan ProbePoll = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private readonly RecentFailures recent = new();

    /// <summary>Zero while closed.</summary>
    private TimeSpan lastBreak;
    private TimeSpan openUntil;
    private TimeSpan? probeUntil;
    private bool probed;

    /// <summary>For display.</summary>
    public BreakerState State
    {
        get
        {
            lock (gate)
            {
                return lastBreak == TimeSpan.Zero ? new BreakerState.Closed()
                    : Now < openUntil ? new BreakerState.Open(time.GetUtcNow() + openUntil - Now)
                    : new BreakerState.HalfOpen();
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>The one place that decides which outcomes speak for and against a provider.</summary>
    public static Health HealthFrom(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted or SendOutcome.Rejected or SendOutcome.OptedOut or SendOutcome.Moved => Health.Working,
        SendOutcome.Postponed { For: PostponedFor.Failure } or SendOutcome.Unconfirmed or SendOutcome.Misconfigured => Health.Failing,
        SendOutcome.Postponed => Health.Unsaid,
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether a message may be claimed now. True is to be followed by <see cref="Record"/>; while half open it is the probe.</summary>
    /// <param name="wait">When to ask again; zero if it may.</param>
    public bool MayTry(out TimeSpan wait)
    {
        lock (gate)
        {
            var now = Now;
            wait = TimeSpan.Zero;
            if (lastBreak == TimeSpan.Zero)
                return true;
            if (now < openUntil)
                wait = openUntil - now;
            else if (now < probeUntil)
                wait = ProbePoll;
            else
                (probeUntil, probed) = (now + ProbeLapse, true);
            return wait == TimeSpan.Zero;
        }
    }

    /// <summary>What became of a try.</summary>
    public void Record(SendOutcome outcome)
    {
        switch (HealthFrom(outcome))
        {
            case Health.Working:
                Succeeded();
                break;
            case Health.Failing:
                Failed();
                break;
            default:
                Withdrew();
                break;
        }
    }

    public void Succeeded()
    {
        lock (gate)
        {
            // Until the first probe a success is old news: it left before the break.
            if (lastBreak > TimeSpan.Zero && !probed)
                return;
            if (lastBreak > TimeSpan.Zero)
                recent.Clear();
            recent.Add(failed: false);
            (lastBreak, probeUntil, probed) = (TimeSpan.Zero, null, false);
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            if (lastBreak == TimeSpan.Zero)
            {
                recent.Add(failed: true);
                if (recent.AreTooMany)
                    Break(FirstBreak);
            }
            else if (probeUntil is not null)
            {
                // Without a probe under way, a failure is one that left before the break.
                Break(lastBreak * 2 < LongestBreak ? lastBreak * 2 : LongestBreak);
            }
        }
    }

    /// <summary>The try said nothing of the provider, or nothing was sent after all: another may probe.</summary>
    public void Withdrew()
    {
        lock (gate)
            probeUntil = null;
    }

    private void Break(TimeSpan length) => (lastBreak, openUntil, probeUntil) = (length, Now + length, null);
}
