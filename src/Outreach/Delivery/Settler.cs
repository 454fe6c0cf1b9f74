using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Collects outcomes and writes them down in groups, so that a slot is free for the next call as soon as the provider has
/// answered. What cannot be written (a full disk) is tried until it can: nothing else may be sent meanwhile, because the
/// queue is bounded.
/// </summary>
internal sealed partial class Settler(string channel, OutboxSettlements settlements, Action<IReadOnlyList<Settlement>> written, TimeProvider time, ILogger logger)
{
    private const int LargestGroup = 250;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<Settlement> waiting = System.Threading.Channels.Channel.CreateBounded<Settlement>(
        new BoundedChannelOptions(2 * LargestGroup) { SingleReader = true });

    public ValueTask AddAsync(Settlement settlement) => waiting.Writer.WriteAsync(settlement);

    /// <summary>Ends <see cref="RunAsync"/> once everything added is on disk.</summary>
    public void Complete() => waiting.Writer.Complete();

    public async Task RunAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            var group = new List<Settlement>();
            while (group.Count < LargestGroup && waiting.Reader.TryRead(out var settlement))
                group.Add(settlement);
            await WriteAsync(group);
            written(group);
        }
    }

    private async Task WriteAsync(List<Settlement> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await settlements.WriteAsync(channel, group, CancellationToken.None);
                return;
            }
            catch (Exception e)
            {
                LogNotWritten(e, group.Count, channel, attempt);
                await Task.Delay(PauseAfterFailure, time, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcomes of {Count} messages on {Channel} could not be written down (attempt {Attempt}); trying again")]
    private partial void LogNotWritten(Exception exception, int count, string channel, int attempt);
}
