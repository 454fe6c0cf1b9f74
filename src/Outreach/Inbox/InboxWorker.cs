using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.Delivery;

namespace Outreach.Inbox;

/// <summary>
/// Handles what was stored at the door. Messages of one conversation are handled in their order, conversations beside each
/// other, so that many small writes share a commit.
/// </summary>
internal sealed partial class InboxWorker(
    InboxStore store,
    InboxSignal signal,
    Reception reception,
    IEnumerable<IChannel> channels,
    TimeProvider time,
    ILogger<InboxWorker> logger) : BackgroundService
{
    private const int BatchSize = 200;
    private const int ConversationsAtOnce = 16;

    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, ChannelLimits> limits = channels.ToDictionary(channel => channel.Name, channel => channel.Limits);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await HandleWaitingAsync(stoppingToken) == 0)
                    await signal.WaitAsync(IdlePoll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogStalled(e);
                await Task.Delay(IdlePoll, time, stoppingToken);
            }
        }
    }

    private async Task<int> HandleWaitingAsync(CancellationToken ct)
    {
        var waiting = await store.ReadWaitingAsync(BatchSize, ct);
        var conversations = waiting.GroupBy(message => message.ConversationId);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConversationsAtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(conversations, options, HandleConversationAsync);
        return waiting.Count;
    }

    private async ValueTask HandleConversationAsync(IGrouping<Guid, WaitingMessage> conversation, CancellationToken ct)
    {
        // All were read with the state from before the first of them; each later one must see what its forerunner left.
        var state = conversation.First().State;
        foreach (var message in conversation)
        {
            if (await TryHandleAsync(message with { State = state }, ct) is not { } handling)
                return;
            state = handling.State;
        }
    }

    /// <summary>Null when the message could not be handled; its followers then wait for the next round.</summary>
    private async Task<Handling?> TryHandleAsync(WaitingMessage message, CancellationToken ct)
    {
        try
        {
            var handling = await reception.HandleAsync(message, limits[message.Channel], ct);
            await store.CompleteAsync(message, handling, ct);
            return handling;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, message.Id, message.Channel);
            await store.FailAsync(message, e.Message, ct);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Incoming message {MessageId} on {Channel} could not be handled")]
    private partial void LogFailed(Exception exception, Guid messageId, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox could not be read or written; it tries again")]
    private partial void LogStalled(Exception exception);
}
