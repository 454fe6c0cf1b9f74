using System.Collections;

namespace Outreach.Delivery.Pacing;

/// <summary>How many of a campaign's last 200 settled messages ended badly; tells when it should pause by itself. Thread safe.</summary>
public sealed class ErrorShare
{
    private const int Window = 200;

    /// <summary>Fewer say nothing: three bad addresses at the start of a list are no trend.</summary>
    private const int LeastSamples = 50;

    private readonly Lock gate = new();
    private readonly BitArray ends = new(Window);
    private int count;
    private int next;
    private int bad;

    public void Record(bool bad)
    {
        lock (gate)
        {
            this.bad += (bad ? 1 : 0) - (ends[next] ? 1 : 0);
            ends[next] = bad;
            next = (next + 1) % Window;
            count = Math.Min(Window, count + 1);
        }
    }

    /// <param name="share">0..1. Never above with fewer than 50 settled messages.</param>
    public bool IsAbove(double share)
    {
        lock (gate)
            return count >= LeastSamples && bad > share * count;
    }
}
