namespace Outreach.Tests.Support;

/// <summary>
/// A clock that tests move. Timers, and with them <c>Task.Delay(…, time)</c> and <c>new PeriodicTimer(…, time)</c>, fire while
/// <see cref="Advance"/> passes their moment, in order, on the calling thread.
/// </summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _ticks;

    public ManualTime()
        : this(new DateTimeOffset(2026, 1, 5, 2, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, firing every timer that falls due, each at its own moment.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        long target;
        lock (_lock)
            target = _ticks + span.Ticks;
        while (NextDue(target) is { } due)
            due.Fire();
        lock (_lock)
            MoveTo(target);
    }

    /// <summary>Sets the wall clock, as an administrator or NTP would: timers and elapsed time do not notice.</summary>
    public void SetWallClock(DateTimeOffset now)
    {
        lock (_lock)
            _now = now;
    }

    private ManualTimer? NextDue(long target)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (due is not null)
            {
                MoveTo(Math.Max(_ticks, due.Due));
                due.Reschedule();
            }

            return due;
        }
    }

    private void MoveTo(long ticks)
    {
        _now = _now.AddTicks(ticks - _ticks);
        _ticks = ticks;
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _disposed;

        /// <summary>In ticks of the owner's timestamp.</summary>
        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                if (_disposed)
                    return false;
                time._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    Schedule(time._ticks + dueTime.Ticks);
            }

            if (dueTime == TimeSpan.Zero)
                time.Advance(TimeSpan.Zero);
            return true;
        }

        public void Fire() => callback(state);

        /// <summary>Called under the owner's lock, at the moment the timer falls due. A period of zero means once, as with system timers.</summary>
        public void Reschedule()
        {
            time._timers.Remove(this);
            if (_period != Timeout.InfiniteTimeSpan && _period > TimeSpan.Zero)
                Schedule(Due + _period.Ticks);
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _disposed = true;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(long due)
        {
            Due = due;
            time._timers.Add(this);
        }
    }
}
