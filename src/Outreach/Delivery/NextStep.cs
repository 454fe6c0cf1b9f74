using System.Diagnostics;

namespace Outreach.Delivery;

/// <summary>What becomes of a row after an attempt.</summary>
/// <param name="DueAt">When it is tried again, for <see cref="MessageState.Due"/>.</param>
public sealed record Verdict(MessageState State, string? Reason = null, string? ProviderId = null, DateTimeOffset? DueAt = null);

/// <summary>The one place that decides what follows an outcome. Pure.</summary>
public static class NextStep
{
    /// <summary>1 s, 2 s, 4 s … 5 min: 24 to 49 minutes in all, longer than the outages providers announce as "short".</summary>
    public const int MaxAttempts = 18;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A wrong setting is mended by a person; until then the row waits without burning its attempts.</summary>
    private static readonly TimeSpan MisconfiguredPause = TimeSpan.FromMinutes(1);

    /// <param name="attempt">1 for the first attempt.</param>
    /// <param name="jitter">0..1; spreads retries so that they do not come back as one wave.</param>
    public static Verdict After(SendOutcome outcome, int attempt, DateTimeOffset now, double jitter) => outcome switch
    {
        SendOutcome.Accepted accepted => new(MessageState.Sent, ProviderId: accepted.ProviderId),
        SendOutcome.Postponed postponed when attempt < MaxAttempts =>
            new(MessageState.Due, postponed.Reason, DueAt: now + (postponed.RetryAfter ?? Backoff(attempt, jitter))),
        SendOutcome.Postponed postponed => new(MessageState.Failed, postponed.Reason),
        SendOutcome.Unconfirmed unconfirmed => new(MessageState.Unknown, unconfirmed.Reason),
        SendOutcome.Rejected rejected => new(MessageState.Failed, $"{rejected.Code}: {rejected.Reason}"),
        SendOutcome.OptedOut optedOut => new(MessageState.Failed, $"{SuppressionReason.OptedOut} ({optedOut.Code})"),
        SendOutcome.Misconfigured misconfigured => new(MessageState.Due, misconfigured.Reason, DueAt: now + MisconfiguredPause),
        _ => throw new UnreachableException(),
    };

    /// <summary>Doubles from one second, capped, and between half and the whole of it by chance.</summary>
    public static TimeSpan Backoff(int attempt, double jitter)
    {
        var full = Math.Min(LongestPause.TotalSeconds, Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(full * (0.5 + (jitter / 2)));
    }
}
