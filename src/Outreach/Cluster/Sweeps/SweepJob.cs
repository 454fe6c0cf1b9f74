using Microsoft.Extensions.Logging;
using Quartz;

namespace Outreach.Cluster.Sweeps;

/// <summary>Runs one sweep when the scheduler says so, and leaves a heartbeat.</summary>
[DisallowConcurrentExecution]
internal sealed partial class SweepJob(IEnumerable<ISweep> sweeps, Heartbeats heartbeats, ILogger<SweepJob> logger) : IJob
{
    public const string SweepName = "sweep";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.MergedJobDataMap.GetString(SweepName);

        // A sweep that a newer version no longer has leaves its trigger behind in the store.
        if (sweeps.FirstOrDefault(sweep => sweep.Name == name) is not { } sweep)
            return;

        string? error = null;
        try
        {
            await sweep.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, sweep.Name);
            error = e.Message;
        }

        await heartbeats.BeatAsync(sweep.Name, error, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep {Sweep} failed; it runs again at its next time")]
    private partial void LogFailed(Exception exception, string sweep);
}
