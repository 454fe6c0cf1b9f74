namespace Outreach.Delivery.Pacing;

/// <summary>
/// The rate of one sender account, shared by its two lanes: while anyone waits in the interactive lane, no bulk message gets
/// a token; within a lane the first to come is the first to go. Evenly spaced, never a burst of more than a twentieth of a
/// second (or two messages). Lowers its rate when the provider says "too fast". Thread safe; the wall clock plays no part.
/// </summary>
public sealed class Pacer : IDisposable
{
    private readonly Lock gate = new();
    private readonly TokenBucket bucket;
    private readonly WaitingLine waiting = new();
    private readonly ITimer timer;
    private bool disposed;

    /// <param name="unitsPerSecond">The provider's rate for this account, in units of <see cref="IChannel.CostOf"/>.</param>
    public Pacer(double unitsPerSecond, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unitsPerSecond);
        bucket = new TokenBucket(unitsPerSecond, time);
        timer = time.CreateTimer(static pacer => ((Pacer)pacer!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Units per second at this moment; below the configured rate for a while after the provider said "too fast".</summary>
    public double CurrentRate
    {
        get
        {
            lock (gate)
                return bucket.Rate;
        }
    }

    /// <summary>How long nothing will leave at the provider's wish; null when messages flow.</summary>
    public TimeSpan? RestingFor
    {
        get
        {
            lock (gate)
                return bucket.Resting is var seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    /// <summary>
    /// Returns when the message may leave. Allocates nothing: it completes at once while there are tokens, and otherwise waits
    /// in a reused place. Cancelling gives the place up and costs nothing.
    /// </summary>
    /// <param name="cost">Units of <see cref="IChannel.CostOf"/>.</param>
    /// <returns>To be awaited exactly once.</returns>
    /// <exception cref="ObjectDisposedException">The pacer was disposed, also while waiting.</exception>
    public ValueTask TakeAsync(Lane lane, double cost, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        if (ct.IsCancellationRequested)
            return ValueTask.FromCanceled(ct);

        Waiter waiter;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (!waiting.IsAnyBefore(lane) && bucket.TryTake(cost))
                return ValueTask.CompletedTask;
            waiter = waiting.Add(this, lane, cost);
            if (waiting.First == waiter)
                ServeWaiters();
        }

        return waiter.WaitAsync(ct);
    }

    /// <summary>
    /// How many messages of one unit can leave within the horizon, after those that already wait before this lane; so much is
    /// worth claiming. At least 1 unless the account rests.
    /// </summary>
    public int Expected(TimeSpan horizon, Lane lane = Lane.Bulk)
    {
        lock (gate)
            return (int)Math.Clamp(bucket.Within(horizon) - waiting.CostBefore(lane), bucket.Resting > 0 ? 0 : 1, int.MaxValue);
    }

    /// <summary>
    /// The provider said "too fast": nothing leaves for the rest it asks for (1 s when it names none), then at half the rate,
    /// which climbs back within a minute. The refusals of one burst count once.
    /// </summary>
    public void SlowDown(TimeSpan? rest = null)
    {
        // Whoever waits is woken at the hour reckoned before, finds nothing and waits on.
        lock (gate)
            bucket.SlowDown(rest);
    }

    /// <summary>Nothing leaves for that long, as when a quota is used up; the rate stays as it is.</summary>
    public void Rest(TimeSpan rest)
    {
        lock (gate)
            bucket.Rest(rest);
    }

    /// <summary>Whoever still waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            while (waiting.First is { } waiter)
                waiting.Remove(waiter).Fail(new ObjectDisposedException(nameof(Pacer)));
        }

        timer.Dispose();
    }

    internal void Abandon(Waiter waiter, CancellationToken ct)
    {
        lock (gate)
        {
            if (!waiter.IsWaiting)
                return;
            var wasFirst = waiting.First == waiter;
            waiting.Remove(waiter).Fail(new OperationCanceledException(ct));
            if (wasFirst)
                ServeWaiters();
        }
    }

    internal void Reuse(Waiter waiter)
    {
        lock (gate)
            waiting.Reuse(waiter);
    }

    private void OnTimer()
    {
        lock (gate)
            ServeWaiters();
    }

    /// <summary>Lets go whom the tokens suffice for, and wakes again for the next; under the lock.</summary>
    private void ServeWaiters()
    {
        while (waiting.First is { } next)
        {
            if (!bucket.TryTake(next.Cost))
            {
                timer.Change(bucket.WaitFor(next.Cost), Timeout.InfiniteTimeSpan);
                return;
            }

            waiting.Remove(next).Go();
        }
    }
}
