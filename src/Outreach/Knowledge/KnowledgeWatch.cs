using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Outreach.Knowledge;

/// <summary>
/// Looks every few seconds whether there is new knowledge. On every node: a sweep runs on one node at a time, and each node
/// has an index of its own.
/// </summary>
internal sealed class KnowledgeWatch(KnowledgeRebuild rebuild, IOptions<KnowledgeOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LookSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await rebuild.FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}

/// <summary>Ready means also: this node has looked for new knowledge of late and answers from it.</summary>
internal sealed class KnowledgeHealth(KnowledgeRebuild rebuild, LiveKnowledge live, IOptions<KnowledgeOptions> options, TimeProvider time) : IHealthCheck
{
    private const int MissedLooks = 10;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(60);

    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = rebuild.Status;
        var data = new Dictionary<string, object>
        {
            ["stored"] = status.Stored,
            ["live"] = status.Live,
            ["lastLook"] = status.LookedAt!,
            ["builtAt"] = status.BuiltAt!,
            ["buildSeconds"] = status.Took?.TotalSeconds!,
            ["procedures"] = live.Current.Procedures.Count,
            ["faqs"] = live.Current.Faqs.Count,
        };
        return Task.FromResult(
            status.Error is { } error ? HealthCheckResult.Degraded($"New knowledge could not be indexed: {error}", data: data)
            : IsLate(status) ? HealthCheckResult.Degraded("Nobody has looked for new knowledge of late.", data: data)
            : HealthCheckResult.Healthy(data: data));
    }

    /// <summary>A build counts as looking: it may take longer than many looks.</summary>
    private bool IsLate(KnowledgeStatus status)
    {
        var allowed = TimeSpan.FromSeconds(options.Value.LookSeconds * MissedLooks);
        return time.GetUtcNow() - (status.LookedAt ?? startedAt) > (allowed > Least ? allowed : Least);
    }
}
