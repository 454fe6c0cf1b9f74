using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// What became of a campaign on one channel. Planned = suppressed + waiting + sent + failed + unknown; delivered is part of
/// sent. Every citizen is planned once, on the channel they have come to.
/// </summary>
/// <param name="HandedOn">Tried here, and counted on the channel before or after it where the citizen was reached or tried last; not part of planned.</param>
public sealed record ChannelCounts(int Planned, int Suppressed, int Waiting, int Sent, int Delivered, int Failed, int Unknown, int HandedOn)
{
    /// <summary>Part of sent: what was left out stands in the reasons.</summary>
    public int Incomplete { get; init; }
}

/// <summary>A campaign's numbers, counted from its rows.</summary>
/// <param name="Reasons">Of suppressed, failed, unknown and incomplete rows: reason → how many.</param>
public sealed record CampaignReport(IReadOnlyDictionary<string, ChannelCounts> Channels, IReadOnlyDictionary<string, int> Reasons);

/// <summary>Counts what became of campaigns, from the outbox itself: there is no second set of numbers to go wrong.</summary>
public sealed class CampaignReports(Database database)
{
    public async Task<CampaignReport> ForAsync(Guid campaignId, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                """
                SELECT channel, state, reason, COUNT(*) AS count FROM (
                    SELECT channel, reason, CASE WHEN step > 0 AND EXISTS (
                        SELECT 1 FROM outbox b WHERE b.campaign_id = @campaignId AND b.contact_id = o.contact_id AND b.step < o.step AND b.state = 3)
                        THEN 7 ELSE state END AS state
                    FROM outbox o WHERE campaign_id = @campaignId) counted
                GROUP BY channel, state, reason
                """,
                new { campaignId },
                ct),
            ct);
        var channels = rows.GroupBy(row => row.Channel).ToDictionary(group => group.Key, group => Count([.. group]));
        var reasons = rows
            .Where(row => IsIncomplete(row) || (row.Reason is not null && row.State is MessageState.Suppressed or MessageState.Failed or MessageState.Unknown))
            .GroupBy(row => IsIncomplete(row) ? WhatOnly(row.Reason!) : row.Reason ?? "")
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Count));
        return new CampaignReport(channels, reasons);
    }

    private static bool IsIncomplete(Row row) =>
        row.State is MessageState.Sent or MessageState.Delivered && row.Reason?.StartsWith(NextStep.Incomplete + ":", StringComparison.Ordinal) == true;

    /// <summary><c>incomplete: picture</c>: the provider's words after it can differ with each message.</summary>
    private static string WhatOnly(string reason) => string.Join(':', reason.Split(':').Take(2));

    private static ChannelCounts Count(IReadOnlyList<Row> rows)
    {
        int In(params ReadOnlySpan<MessageState> states)
        {
            var sum = 0;
            foreach (var row in rows)
                sum += states.Contains(row.State) ? row.Count : 0;
            return sum;
        }

        return new ChannelCounts(
            Planned: rows.Sum(row => row.Count) - In(MessageState.HandedOn),
            Suppressed: In(MessageState.Suppressed),
            Waiting: In(MessageState.Due, MessageState.Sending),
            Sent: In(MessageState.Sent, MessageState.Delivered),
            Delivered: In(MessageState.Delivered),
            Failed: In(MessageState.Failed),
            Unknown: In(MessageState.Unknown),
            HandedOn: In(MessageState.HandedOn))
        {
            Incomplete = rows.Where(IsIncomplete).Sum(row => row.Count),
        };
    }

    private sealed class Row
    {
        public string Channel { get; init; } = "";

        public MessageState State { get; init; }

        public string? Reason { get; init; }

        public int Count { get; init; }
    }
}
