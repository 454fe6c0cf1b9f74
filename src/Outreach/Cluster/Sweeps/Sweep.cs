namespace Outreach.Cluster.Sweeps;

/// <summary>
/// Work that is done over and over in the background and mends what a kill or a lost signal left behind. What one run
/// does must be safe to do again; of all nodes one runs it at a time.
/// </summary>
public interface ISweep
{
    /// <summary>Stable lower-case name, shown in <c>/health/ready</c>.</summary>
    string Name { get; }

    TimeSpan Every { get; }

    Task RunAsync(CancellationToken ct);
}
