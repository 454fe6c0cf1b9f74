using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Outreach.Delivery;

/// <summary>Runs a sender for each channel's account for as long as the service lives.</summary>
internal sealed partial class Dispatcher(IEnumerable<IChannel> channels, SenderTools tools, ClaimSweep claims, TimeProvider time, ILogger<Dispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interrupted = await claims.AbandonAsync(ownToo: true, stoppingToken);
        if (interrupted > 0)
            LogInterrupted(interrupted);

        await Task.WhenAll(channels.Select(channel => KeepRunningAsync(channel, stoppingToken)));
    }

    private async Task KeepRunningAsync(IChannel channel, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var sender = new AccountSender(channel, tools, time, logger);
                await sender.RunAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A full disk, a locked file, a database that is away: what was claimed has been settled or given back.
                LogSenderFailed(e, channel.Name);
                await Task.Delay(PauseAfterFailure, time, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages were on the wire when the service last stopped; they are marked unknown and not sent again unasked")]
    private partial void LogInterrupted(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender of {Channel} failed and starts again")]
    private partial void LogSenderFailed(Exception exception, string channel);
}
