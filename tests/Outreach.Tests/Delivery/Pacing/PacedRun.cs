using Outreach.Delivery;
using Outreach.Delivery.Pacing;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery.Pacing;

/// <summary>A pacer on a clock that the test moves, and the moments at which tokens were given.</summary>
internal sealed class PacedRun(double rate) : IDisposable
{
    private readonly List<Task> pending = [];

    public ManualTime Time { get; } = new();

    public Pacer Pacer => field ??= new Pacer(rate, Time);

    public double Capacity => Math.Max(2, rate / 20);

    /// <summary>Asks without end in simulated time: a new message whenever the one before may go. Returns when each went, in seconds.</summary>
    public List<double> Saturate(TimeSpan length, double cost = 1, TimeSpan? step = null)
    {
        var pause = step ?? TimeSpan.FromMilliseconds(1);
        var start = Time.GetTimestamp();
        var times = new List<double>();
        var next = Pacer.TakeAsync(Lane.Bulk, cost, CancellationToken.None);
        for (var passed = TimeSpan.Zero; ; passed += pause)
        {
            while (next.IsCompleted)
            {
                next.GetAwaiter().GetResult();
                times.Add(Time.GetElapsedTime(start).TotalSeconds);
                next = Pacer.TakeAsync(Lane.Bulk, cost, CancellationToken.None);
            }

            if (passed >= length)
            {
                pending.Add(next.AsTask());
                return times;
            }

            Time.Advance(pause);
        }
    }

    public static int MostInOneSecond(List<double> times)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= 1)
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    public void Dispose()
    {
        Pacer.Dispose();

        // So that no failure of a message that still waited goes unseen.
        pending.ForEach(task => _ = task.Exception);
    }
}
