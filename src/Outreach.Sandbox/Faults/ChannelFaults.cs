namespace Outreach.Sandbox.Faults;

/// <summary>Rolls the dice of one channel's faults.</summary>
internal sealed class ChannelFaults(int seed, double? providerLimit, TimeProvider time)
{
    private readonly Lock gate = new();
    private Random dice = new(seed);
    private FaultSettings settings = new();
    private TokenBucket? bucket = Bucket(providerLimit, time);
    private long refused;

    /// <summary>Requests over the rate limit, since the start or the last reset; what the dice refuse is not counted.</summary>
    public long Refused => Interlocked.Read(ref refused);

    public FaultSettings Settings
    {
        get
        {
            lock (gate)
                return settings;
        }
    }

    public void Set(FaultSettings next)
    {
        lock (gate)
        {
            settings = next;
            if (next.Seed is { } start)
                dice = new Random(start);
            var limit = next.RateLimitPerSecond ?? providerLimit;
            if (bucket?.PerSecond != limit)
                bucket = Bucket(limit, time);
        }
    }

    /// <summary>Null when a request may pass, else how long the provider asks to wait.</summary>
    public TimeSpan? RefuseForRate()
    {
        TokenBucket? current;
        lock (gate)
            current = bucket;
        if (current?.Refuse() is { } wait)
        {
            CountRefusal();
            return wait;
        }

        return Roll(s => s.Error429) ? TimeSpan.FromSeconds(1) : null;
    }

    public void CountRefusal() => Interlocked.Increment(ref refused);

    public void ForgetRefusals() => Interlocked.Exchange(ref refused, 0);

    public bool Roll(Func<FaultSettings, double> share)
    {
        lock (gate)
        {
            var chance = share(settings);
            // No dice for what is certain: switching a fault off must not change what the others roll.
            return chance > 0 && (chance >= 1 || dice.NextDouble() < chance);
        }
    }

    public Task DelayAsync(CancellationToken ct) =>
        Settings.LatencyMs is var pause and > 0 ? Task.Delay(TimeSpan.FromMilliseconds(pause), time, ct) : Task.CompletedTask;

    private static TokenBucket? Bucket(double? perSecond, TimeProvider time) =>
        perSecond is { } limit ? new TokenBucket(limit, time) : null;
}
