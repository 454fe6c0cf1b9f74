using System.Diagnostics;

namespace Outreach.Delivery;

/// <summary>What becomes of a message after an attempt.</summary>
/// <param name="DueAt">When to try again; only with <see cref="MessageState.Due"/>.</param>
/// <param name="Counts">Whether the attempt used up one of <see cref="NextStep.MaxAttempts"/>.</param>
public sealed record Verdict(MessageState State, string? Reason = null, DateTimeOffset? DueAt = null, string? ProviderId = null, bool Counts = true);

/// <summary>The one place that decides what follows an outcome. Pure.</summary>
public static class NextStep
{
    /// <summary>1 s, 2 s, 4 s … 5 min: 24 to 49 minutes in all, longer than the outages providers announce as "short".</summary>
    public const int MaxAttempts = 18;

    /// <summary>How the reason of a message begins that was sent without a part of it: <c>incomplete: picture: 100 words</c>.</summary>
    public const string Incomplete = "incomplete";

    private const string Moved = "moved";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A wrong setting is mended by a person; until then the row waits without burning its attempts.</summary>
    private static readonly TimeSpan MisconfiguredPause = TimeSpan.FromMinutes(1);

    /// <param name="attempt">1 for the first attempt.</param>
    /// <param name="expiresAt">The message's deadline; no attempt begins after it.</param>
    /// <param name="jitter">0..1; spreads retries so that they do not come back as one wave.</param>
    public static Verdict After(SendOutcome outcome, int attempt, DateTimeOffset now, DateTimeOffset? expiresAt, double jitter) => outcome switch
    {
        SendOutcome.Accepted accepted => new(MessageState.Sent, accepted.Missing is { } missing ? $"{Incomplete}: {missing}" : null, ProviderId: accepted.ProviderId),
        SendOutcome.Postponed postponed => Again(postponed, attempt, now, jitter) is var again && again.DueAt > expiresAt
            ? new(MessageState.Failed, $"{SuppressionReason.Expired}: {postponed.Reason}")
            : again,
        SendOutcome.Unconfirmed unconfirmed => new(MessageState.Unknown, unconfirmed.Reason),
        SendOutcome.Rejected rejected => new(MessageState.Failed, $"{rejected.Code}: {rejected.Reason}"),
        SendOutcome.OptedOut optedOut => new(MessageState.Failed, $"{SuppressionReason.OptedOut} ({optedOut.Code})"),
        SendOutcome.Moved => Onward(attempt, now),
        SendOutcome.Misconfigured misconfigured => new(MessageState.Due, misconfigured.Reason, DueAt: now + MisconfiguredPause, Counts: false),
        _ => throw new UnreachableException(),
    };

    /// <summary>A move counts as an attempt: two addresses that each name the other would be asked for ever.</summary>
    private static Verdict Onward(int attempt, DateTimeOffset now) =>
        attempt >= MaxAttempts ? new(MessageState.Failed, Moved) : new(MessageState.Due, Moved, DueAt: now);

    /// <summary>Doubles from one second, capped, and between half and the whole of it by chance.</summary>
    public static TimeSpan Backoff(int attempt, double jitter)
    {
        var full = Math.Min(LongestPause.TotalSeconds, Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(full * (0.5 + (jitter / 2)));
    }

    /// <summary>Only the provider's failures are counted: a quota or a pace that was too high says nothing about this message.</summary>
    private static Verdict Again(SendOutcome.Postponed postponed, int attempt, DateTimeOffset now, double jitter)
    {
        var counts = postponed.For is PostponedFor.Failure;
        if (counts && attempt >= MaxAttempts)
            return new(MessageState.Failed, postponed.Reason);

        var reason = postponed.For is PostponedFor.Quota ? $"{SuppressionReason.Quota}: {postponed.Reason}" : postponed.Reason;
        return new(MessageState.Due, reason, DueAt: now + (postponed.RetryAfter ?? Backoff(attempt, jitter)), Counts: counts);
    }
}
