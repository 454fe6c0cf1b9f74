using Outreach.Campaigns;
using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Model;

/// <summary>What must hold after every command, read from the database.</summary>
internal sealed class LifeChecks(LifeState state)
{
    private readonly Dictionary<Guid, CampaignState> lastStates = [];

    public async Task LookAsync(LifeCommand command)
    {
        var rows = await state.Stand.Database.ReadAsync(session => session.QueryAsync<Row>("SELECT * FROM outbox ORDER BY id", null, default), default);
        var before = state.Rows;
        state.Rows = rows.ToDictionary(row => row.Id);
        before.Keys.ShouldBeSubsetOf(state.Rows.Keys, "a row is gone");
        foreach (var row in rows)
        {
            LookAtReason(row);
            if (before.GetValueOrDefault(row.Id) is var old && old?.State != row.State)
                LookAtChange(command, old, row);
        }

        var states = await state.Stand.Database.ReadAsync(session => session.QueryAsync<Standing>("SELECT id, state FROM campaigns", null, default), default);
        foreach (var campaign in state.Campaigns)
        {
            var stands = states.Single(standing => standing.Id == campaign.Id).State;
            stands.ShouldBe(campaign.State, "the campaign stands elsewhere");

            // What has not changed has been looked at; without this a life takes three times as long.
            var (now, then) = (Of(campaign, rows), Of(campaign, before.Values));
            if (!now.SequenceEqual(then) || stands != lastStates.GetValueOrDefault(campaign.Id))
                await LookAtAsync(campaign, now);
            lastStates[campaign.Id] = stands;
        }
    }

    private static List<Row> Of(ModelCampaign campaign, IEnumerable<Row> rows) => [.. rows.Where(row => row.CampaignId == campaign.Id).OrderBy(row => row.Id)];

    private static void LookAtReason(Row row)
    {
        if (row.State is MessageState.Suppressed or MessageState.Failed or MessageState.Unknown)
            row.Reason.ShouldNotBeNullOrEmpty($"{row.State} on {row.Channel} without a reason");
    }

    private void LookAtChange(LifeCommand command, Row? old, Row row)
    {
        var what = $"{old?.State} → {row.State} ({row.Reason}) on {row.Channel}, step {row.Step}";
        Changes.Allowed(command, old?.State, row.State).ShouldBeTrue(what);
        if (row.State is MessageState.Suppressed)
            IsTrue(row).ShouldBeTrue($"passed over for no reason: {what}");
        var attempts = state.Attempts.FindAll(attempt => attempt.Message.Id == row.Id);
        if (row.State is MessageState.Sent or MessageState.Delivered)
            attempts.Exists(attempt => attempt.Taken).ShouldBeTrue($"nobody took it: {what}");
        if (row.State is MessageState.Delivered)
            attempts.Exists(attempt => attempt.KnownArrived).ShouldBeTrue($"no receipt said so: {what}");

        var campaign = state.Campaigns.Single(campaign => campaign.Id == row.CampaignId);
        var leadsOn = campaign.IsOpen && campaign.Kind.Channels[^1] != row.Channel;
        if (leadsOn && row.State is MessageState.Failed)
            row.FollowUpAt.ShouldNotBeNull($"its next channel is forgotten: {what}");
        if (leadsOn && row.State is MessageState.Sent && campaign.Kind.Fallback is not null && row.Channel is not "telegram")
            row.FollowUpAt.ShouldNotBeNull($"nobody waits for its receipt: {what}");
    }

    /// <summary>Whether the reason for passing a citizen over is so.</summary>
    private bool IsTrue(Row row)
    {
        var citizen = state.Village.Single(citizen => citizen.Id == row.ContactId);
        var campaign = state.Campaigns.Single(campaign => campaign.Id == row.CampaignId);
        return row.Reason switch
        {
            SuppressionReason.NoConsent => !citizen.Consented,
            SuppressionReason.DoNotContact => citizen.Blocked.Contains(row.Channel),
            SuppressionReason.OptedOut => citizen.Closed.Contains(row.Channel),
            SuppressionReason.NoAddress => !citizen.Channels.Intersect(campaign.Kind.Channels).Any(),
            SuppressionReason.Expired => row.ExpiresAt <= state.Stand.Time.GetUtcNow(),
            SuppressionReason.Stopped => campaign.State is CampaignState.Stopped,
            SuppressionReason.Duplicate => state.Rows.Values.Any(other => other.CampaignId == row.CampaignId && other.ContactId == row.ContactId && other.State is MessageState.Delivered),
            _ => false,
        };
    }

    private async Task LookAtAsync(ModelCampaign campaign, IReadOnlyList<Row> rows)
    {
        foreach (var citizen in rows.GroupBy(row => row.ContactId))
        {
            citizen.Select(row => row.Step).Order().ShouldBe(Enumerable.Range(0, citizen.Count()), "steps of a citizen");
            citizen.Count(row => row.IsOpen).ShouldBeLessThanOrEqualTo(1, "open rows of one citizen");
            citizen.OrderBy(row => row.Step).SkipLast(1).ShouldAllBe(row => row.State == MessageState.HandedOn || row.State == MessageState.Delivered, "a citizen's rows before the last");
        }

        if (campaign.State is CampaignState.Finished)
            rows.ShouldNotContain(row => row.IsOpen, "a finished campaign has something open");
        if (campaign.State is CampaignState.Sending or CampaignState.Finished)
            await LookAtReportAsync(campaign, rows);
    }

    private async Task LookAtReportAsync(ModelCampaign campaign, IReadOnlyList<Row> rows)
    {
        rows.Select(row => row.ContactId).Distinct().Count().ShouldBe(state.Village.Count, "somebody was skipped");
        var report = await state.Stand.Reports.ForAsync(campaign.Id, default);
        foreach (var counts in report.Channels.Values)
            (counts.Suppressed + counts.Waiting + counts.Sent + counts.Failed + counts.Unknown).ShouldBe(counts.Planned, "the report does not add up");
        report.Channels.Values.Sum(counts => counts.Planned).ShouldBe(state.Village.Count, "the report does not count everybody once");
        var troubled = report.Channels.Values.Sum(counts => counts.Suppressed + counts.Failed + counts.Unknown);
        report.Reasons.Values.Sum().ShouldBe(troubled, "a reason is missing in the report");
    }
}

/// <summary>A campaign's state as it is stored.</summary>
internal sealed record Standing
{
    public Guid Id { get; init; }

    public CampaignState State { get; init; }
}

/// <summary>Which command may move a row from where to where.</summary>
internal static class Changes
{
    public static bool Allowed(LifeCommand command, MessageState? from, MessageState to) => (command, from, to) switch
    {
        (LifeCommand.Fire, null, MessageState.Due or MessageState.Suppressed) => true,
        (LifeCommand.Sweep { Kind: SweepKind.NextChannel }, null, MessageState.Due) => true,
        (LifeCommand.Claim, MessageState.Due, MessageState.Sending or MessageState.Suppressed) => true,
        (LifeCommand.Answer, MessageState.Sending or MessageState.Unknown, not (MessageState.Sending or MessageState.Suppressed or MessageState.HandedOn)) => true,
        // A report that came before the answer counts once the answer names the message.
        (LifeCommand.Answer, MessageState.Sent, MessageState.Delivered or MessageState.Failed) => true,
        (LifeCommand.Report, not MessageState.Delivered, MessageState.Delivered) => true,
        (LifeCommand.Report, MessageState.Sending or MessageState.Unknown, MessageState.Sent or MessageState.Failed) => true,
        (LifeCommand.Report, MessageState.Sent, MessageState.Failed) => true,
        (LifeCommand.Report, MessageState.Due, MessageState.Suppressed) => true,
        (LifeCommand.Crash or LifeCommand.Fire or LifeCommand.Sweep { Kind: SweepKind.Claims }, MessageState.Sending, MessageState.Unknown) => true,
        (LifeCommand.Sweep { Kind: SweepKind.Doubt }, MessageState.Unknown, MessageState.Due or MessageState.Sent) => true,
        (LifeCommand.Sweep { Kind: SweepKind.DoubtUnavailable }, MessageState.Unknown, MessageState.Due) => true,
        (LifeCommand.Sweep { Kind: SweepKind.NextChannel }, MessageState.Sent or MessageState.Failed, MessageState.HandedOn) => true,
        (LifeCommand.Sweep { Kind: SweepKind.Campaigns }, MessageState.Due, MessageState.Suppressed) => true,
        (LifeCommand.Retry, MessageState.Failed, MessageState.Due) => true,
        _ => false,
    };
}
