using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.Delivery.Pacing;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Pauses a campaign of which too much goes wrong, and says so: a wrong list or a broken account must not cost a province its
/// quota while nobody looks. Counted in memory over the last 200 messages; a restart begins anew.
/// </summary>
internal sealed partial class ErrorWatch(
    Database database, BulkQueues queues, Notices notices, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<ErrorWatch> logger)
    : BackgroundService
{
    private readonly ErrorShares shares = new(time);
    private readonly Channel<Guid> bad = System.Threading.Channels.Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Called for every group of outcomes that was written down.</summary>
    public void Settled(IReadOnlyList<Settlement> group)
    {
        foreach (var settlement in group)
        {
            if (settlement.Message.CampaignId is not { } campaign || settlement.Verdict.State is MessageState.Due)
                continue;
            var share = shares.Of(campaign);
            share.Record(settlement.Outcome is SendOutcome.Rejected or SendOutcome.Unconfirmed || settlement.Verdict.State is MessageState.Failed && settlement.Outcome is SendOutcome.Postponed);
            if (options.Value.PauseAboveErrorShare < 1 && share.IsAbove(options.Value.PauseAboveErrorShare))
                bad.Writer.TryWrite(campaign);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var campaign in bad.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await PauseAsync(campaign, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The next bad message asks again.
                LogNotPaused(e, campaign);
            }
        }
    }

    private async Task PauseAsync(Guid campaign, CancellationToken ct)
    {
        var reason = $"More than {options.Value.PauseAboveErrorShare:P0} of the last messages were refused or are unknown.";
        var paused = await database.WriteAsync(
            async session =>
            {
                if (!await queues.PauseAsync(session, campaign, reason, ct))
                    return false;
                await notices.AddAsync(session, NoticeKind.CampaignPaused, campaign.ToString(), reason, ct);
                return true;
            },
            ct);
        shares.Forget(campaign);
        if (paused)
            LogPaused(campaign);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {CampaignId} is paused: too many of its messages fail")]
    private partial void LogPaused(Guid campaignId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {CampaignId} fails too often but could not be paused")]
    private partial void LogNotPaused(Exception exception, Guid campaignId);
}
