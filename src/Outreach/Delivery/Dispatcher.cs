using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Runs a sender for each lane of each channel for as long as the service lives.</summary>
public sealed partial class Dispatcher(
    IEnumerable<IChannel> channels,
    Outbox outbox,
    OutboxSignals signals,
    FieldCipher cipher,
    TimeProvider time,
    ILogger<Dispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interrupted = await outbox.AbandonAsync(everything: true, stoppingToken);
        if (interrupted > 0)
            LogInterrupted(interrupted);

        var senders =
            from channel in channels
            from lane in Enum.GetValues<Lane>()
            select KeepRunningAsync(channel, lane, stoppingToken);
        await Task.WhenAll(senders);
    }

    private async Task KeepRunningAsync(IChannel channel, Lane lane, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await new ChannelSender(channel, lane, outbox, signals, cipher, time, logger).RunAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A full disk, a locked file: nothing was claimed or sent, so trying again is safe.
                LogSenderFailed(e, channel.Name, lane);
                await Task.Delay(PauseAfterFailure, time, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages were on the wire when the service last stopped; they are marked unknown and not sent again")]
    private partial void LogInterrupted(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender of {Channel} ({Lane}) failed and starts again")]
    private partial void LogSenderFailed(Exception exception, string channel, Lane lane);
}
