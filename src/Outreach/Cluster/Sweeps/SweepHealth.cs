using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Outreach.Cluster.Sweeps;

/// <summary>
/// Ready means also: every sweep has run well of late. Without them the service sends, but nothing mends what went wrong;
/// so it is degraded, not dead, and the answer names the sweep.
/// </summary>
internal sealed class SweepHealth(IEnumerable<ISweep> sweeps, Heartbeats heartbeats, TimeProvider time) : IHealthCheck
{
    /// <summary>Missed runs that are still called late: a busy machine skips one or two.</summary>
    private const int MissedRuns = 10;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var known = (await heartbeats.AllAsync(cancellationToken)).ToDictionary(heartbeat => heartbeat.Name);
        var data = new Dictionary<string, object>();
        var late = new List<string>();
        foreach (var sweep in sweeps)
        {
            var heartbeat = known.GetValueOrDefault(sweep.Name);
            data[sweep.Name] = new { lastRun = heartbeat?.RanAt, lastSuccess = heartbeat?.SucceededAt, error = heartbeat?.Error };
            if (IsLate(sweep, heartbeat))
                late.Add(sweep.Name);
        }

        return late.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"Not run well of late: {string.Join(", ", late)}.", data: data);
    }

    /// <summary>Before the first run the time counts from the start of this process.</summary>
    private bool IsLate(ISweep sweep, Heartbeat? heartbeat)
    {
        var allowed = sweep.Every * MissedRuns;
        var last = heartbeat?.SucceededAt is { } at && at > startedAt ? at : startedAt;
        return time.GetUtcNow() - last > (allowed > Least ? allowed : Least);
    }
}
