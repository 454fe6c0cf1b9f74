using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Cluster.Sweeps;

namespace Outreach.Inbox.Retention;

/// <summary>Deletes what has been kept long enough: bit by bit, so that nobody who writes waits for it, and of all nodes on one.</summary>
internal sealed partial class RetentionSweep : ISweep, IDisposable
{
    /// <summary>Units of work in one run; what is left then goes in the next.</summary>
    private const int MostUnits = 500;

    private readonly IReadOnlyList<IRetained> retained;
    private readonly RetentionOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<RetentionSweep> logger;
    private readonly Meter meter = new("Outreach.Retention");
    private readonly Counter<long> removed;

    public RetentionSweep(IEnumerable<IRetained> retained, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionSweep> logger)
    {
        (this.retained, this.options, this.time, this.logger) = ([.. retained], options.Value, time, logger);
        removed = meter.CreateCounter<long>("outreach.retention.removed", description: "What was deleted because its time was over, by kind");
    }

    public string Name => "retention";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var limits = new RetentionLimits(
            now - TimeSpan.FromDays(options.FileDays), now - TimeSpan.FromDays(options.ConversationDays), now - TimeSpan.FromDays(options.HandoffDays));
        foreach (var each in retained)
        {
            var count = await RemoveAsync(each, limits, ct);
            if (count == 0)
                continue;
            removed.Add(count, new KeyValuePair<string, object?>("kind", each.Kind));
            LogRemoved(count, each.Kind);
        }
    }

    public void Dispose() => meter.Dispose();

    private static async Task<int> RemoveAsync(IRetained each, RetentionLimits limits, CancellationToken ct)
    {
        var total = 0;
        for (var unit = 0; unit < MostUnits; unit++)
        {
            var count = await each.RemoveAsync(limits, ct);
            total += count;
            if (count == 0)
                break;
        }

        return total;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} {Kind} whose time was over")]
    private partial void LogRemoved(int count, string kind);
}
