using Outreach.Campaigns;
using Outreach.Delivery;
using Outreach.Sandbox.Journal;
using Outreach.Storage;

namespace Outreach.Host.Demo;

/// <summary>What the sandbox says about a campaign.</summary>
/// <param name="Lost">Planned, never received, and neither suppressed, failed nor unknown.</param>
/// <param name="Duplicated">Citizens who received it more than once.</param>
/// <param name="Seconds">From the first message received to the last.</param>
internal sealed record DemoAuditResult(int Lost, int Duplicated, int Received, double Seconds);

/// <summary>Holds the plan against what the sandbox received. The plan names who should have got it; the count is the sandbox's.</summary>
internal sealed class DemoAudit(Database database, FieldCipher cipher, CampaignStore campaigns, SandboxClient sandbox)
{
    public async Task<DemoAuditResult> RunAsync(Campaign campaign, CancellationToken ct)
    {
        var plan = await PlanAsync(campaign.Id, ct);
        var renditions = await campaigns.RenditionsAsync(campaign.Id, ct);
        var received = new List<ReceivedMessage>();
        foreach (var (channel, content) in renditions)
            received.AddRange((await sandbox.MessagesAsync(channel, null, 0, ct)).Where(message => message.Text == content.Text));

        var citizenOf = plan.ToDictionary(row => (row.Channel, row.Address), row => row.ContactId);
        var perCitizen = received
            .GroupBy(message => citizenOf.TryGetValue((message.Channel, message.To), out var citizen) ? citizen.ToString() : $"{message.Channel}:{message.To}")
            .ToDictionary(group => group.Key, group => group.Count());
        var lost = plan.Count(row => row.ShouldHaveArrived && !perCitizen.ContainsKey(row.ContactId.ToString()));
        var seconds = received.Count < 2 ? 0 : (received.Max(message => message.ReceivedAt) - received.Min(message => message.ReceivedAt)).TotalSeconds;
        return new DemoAuditResult(lost, perCitizen.Values.Count(count => count > 1), received.Count, seconds);
    }

    private async Task<List<PlannedRow>> PlanAsync(Guid campaignId, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>("SELECT contact_id, channel, address, state FROM outbox WHERE campaign_id = @campaignId AND address <> ''", new { campaignId }, ct),
            ct);
        return [.. rows.Select(row => new PlannedRow(row.ContactId, row.Channel, cipher.Reveal(row.Address), row.State is not (MessageState.Suppressed or MessageState.Failed or MessageState.Unknown)))];
    }

    private sealed record PlannedRow(Guid ContactId, string Channel, string Address, bool ShouldHaveArrived);

    private sealed class Row
    {
        public Guid ContactId { get; init; }

        public string Channel { get; init; } = "";

        public string Address { get; init; } = "";

        public MessageState State { get; init; }
    }
}
