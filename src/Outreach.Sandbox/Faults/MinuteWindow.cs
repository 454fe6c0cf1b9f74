namespace Outreach.Sandbox.Faults;

/// <summary>Allows a number of requests in each minute of the clock, as Zalo counts (4,000 per app).</summary>
internal sealed class MinuteWindow(int limit, TimeProvider time)
{
    private readonly Lock gate = new();
    private long minute;
    private int used;

    public int Limit { get; } = limit;

    /// <summary>Takes one request if any is left.</summary>
    /// <returns>How many are left after this one, or -1 when it is refused.</returns>
    public int Take()
    {
        lock (gate)
        {
            var current = time.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (current != minute)
                (minute, used) = (current, 0);
            return used >= Limit ? -1 : Limit - ++used;
        }
    }
}
