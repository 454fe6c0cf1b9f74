using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Outreach.Cluster.Sweeps;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Settles messages of which nobody knows whether they arrived: asks the provider where it can be asked, and sends again
/// where the channel's policy says so. What neither can settle stays unknown, in the officer's sight.
/// </summary>
internal sealed partial class DoubtSweep(
    Database database, IEnumerable<IChannel> channels, MessageContents contents, FieldCipher cipher, OutboxSignals signals, TimeProvider time, ILogger<DoubtSweep> logger)
    : ISweep
{
    private const int Page = 200;

    /// <summary>Questions at once to one provider; it also has messages to take.</summary>
    private const int QuestionsAtOnce = 4;

    /// <summary>How far the provider's clock may be behind ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    public string Name => "doubtful";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var channel in channels)
        {
            var doubtful = await ReadAsync(channel.Name, ct);
            if (channel is IMessageLookup lookup)
                await Parallel.ForEachAsync(
                    doubtful,
                    new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = ct },
                    async (message, ct) => await AskAsync(lookup, message, ct));
            else
                await PutBackAsync(channel, doubtful, ct);
        }
    }

    private Task<IReadOnlyList<Doubtful>> ReadAsync(string channel, CancellationToken ct) =>
        database.ReadAsync(
            session => session.QueryAsync<Doubtful>(
                """
                SELECT id, account, address, content, content_id, round, lease_until, lane FROM outbox
                WHERE follow_up_at IS NOT NULL AND follow_up_at <= @now AND state = 5 AND channel = @channel
                ORDER BY follow_up_at LIMIT @Page
                """,
                new { channel, now = time.GetUtcNow(), Page },
                ct),
            ct);

    private async Task AskAsync(IMessageLookup lookup, Doubtful doubtful, CancellationToken ct)
    {
        if (await OpenAsync(doubtful, ct) is not { } message)
            return;
        var claimedAt = doubtful.LeaseUntil - OutboxClaims.Lease;
        switch (await lookup.LookUpAsync(new DoubtfulMessage(message, claimedAt - ClockDifference), ct))
        {
            case LookupResult.Found found:
                await SettleAsync((IChannel)lookup, doubtful, found, ct);
                break;
            case LookupResult.NotFound:
                await PutBackAsync((IChannel)lookup, [doubtful], ct);
                break;
            case LookupResult.Unknowable:
                await LeaveAsync(doubtful, ct);
                break;
            case LookupResult.Unavailable unavailable:
                LogNoAnswer(doubtful.Id, unavailable.Reason);
                await PostponeAsync(doubtful, ct);
                break;
        }
    }

    /// <summary>Null when it cannot be read: then nobody can be asked about it, and it stays unknown with that as its reason.</summary>
    private async Task<OutgoingMessage?> OpenAsync(Doubtful doubtful, CancellationToken ct)
    {
        try
        {
            var content = doubtful.ContentId is { } id ? await contents.FindAsync(id, ct) : SealedContent.Read(doubtful.Content ?? "", cipher);
            return new OutgoingMessage(doubtful.Id, doubtful.Account, cipher.Reveal(doubtful.Address), content) { Round = doubtful.Round };
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            LogUnreadable(e, doubtful.Id);
            await database.WriteAsync(
                session => session.ExecuteAsync(
                    "UPDATE outbox SET reason = @reason, follow_up_at = NULL WHERE id = @Id AND state = 5", new { doubtful.Id, reason = $"{SealedContent.Unreadable.Code}: {SealedContent.Unreadable.Reason}" }, ct),
                ct);
            return null;
        }
    }

    /// <summary>Guards against two rows claiming one message of the provider: the second stays unknown.</summary>
    private Task SettleAsync(IChannel channel, Doubtful doubtful, LookupResult.Found found, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var settled = await session.ExecuteAsync(
                    $"""
                     UPDATE outbox SET state = 2, reason = NULL, provider_id = @ProviderId, sent_at = @now,
                         follow_up_at = {(channel.Limits.ReportsDelivery ? Receipts.AfterWait : "NULL")}
                     WHERE id = @Id AND state = 5
                         AND NOT EXISTS (SELECT 1 FROM outbox other WHERE other.channel = @Name AND other.provider_id = @ProviderId)
                     """,
                    new { doubtful.Id, channel.Name, found.ProviderId, now },
                    ct);
                if (settled == 0)
                    await session.ExecuteAsync("UPDATE outbox SET follow_up_at = NULL WHERE id = @Id AND state = 5", new { doubtful.Id }, ct);
                else if (found.Status != ReceiptStatus.Sent)
                    await Receipts.ApplyAsync(session, new ReceiptMatch(channel.Name, found.ProviderId), found.Status, found.Reason, null, now, ct);
            },
            ct);

    /// <summary>The provider never had it, or a second copy does no harm: it is due again.</summary>
    private async Task PutBackAsync(IChannel channel, IReadOnlyList<Doubtful> doubtful, CancellationToken ct)
    {
        if (doubtful.Count == 0)
            return;
        var now = time.GetUtcNow();
        await database.WriteAsync(
            session => session.ExecuteManyAsync(
                "UPDATE outbox SET state = 0, due_at = @now, follow_up_at = NULL WHERE id = @Id AND state = 5",
                doubtful.Select(message => (object)new { message.Id, now }),
                ct),
            ct);
        foreach (var lane in doubtful.Select(message => message.Lane).Distinct())
            signals.Wake(channel.Name, lane);
    }

    private Task<int> LeaveAsync(Doubtful doubtful, CancellationToken ct) =>
        database.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET follow_up_at = NULL WHERE id = @Id AND state = 5", new { doubtful.Id }, ct), ct);

    private Task<int> PostponeAsync(Doubtful doubtful, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE outbox SET follow_up_at = @next WHERE id = @Id AND state = 5", new { doubtful.Id, next = time.GetUtcNow() + AskAgain }, ct),
            ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider could not say what became of message {MessageId}: {Reason}")]
    private partial void LogNoAnswer(Guid messageId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The address or content of the doubtful message {MessageId} cannot be read")]
    private partial void LogUnreadable(Exception exception, Guid messageId);

    private sealed class Doubtful
    {
        public Guid Id { get; init; }

        public string Account { get; init; } = "";

        public string Address { get; init; } = "";

        public string? Content { get; init; }

        public Guid? ContentId { get; init; }

        public int Round { get; init; }

        /// <summary>Kept from the claim: it tells when the attempt began.</summary>
        public DateTimeOffset LeaseUntil { get; init; }

        public Lane Lane { get; init; }
    }
}
