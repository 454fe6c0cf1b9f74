using Outreach.Delivery;

namespace Outreach.Campaigns;

/// <summary>A campaign's row for one citizen, as it enters the outbox.</summary>
internal sealed record PlannedRow(
    Guid Id,
    Guid Campaign,
    Guid Contact,
    int Step,
    string Channel,
    string Account,
    string Address,
    string? Lookup,
    Guid? ContentId,
    int State,
    string? Reason,
    long Now,
    long Expires)
{
    /// <summary>Planning again writes nothing twice.</summary>
    public const string Insert =
        """
        INSERT INTO outbox (id, campaign_id, contact_id, step, lane, channel, account, address, lookup, content_id, state, reason, due_at, expires_at, attempts, created_at)
        VALUES (@Id, @Campaign, @Contact, @Step, 1, @Channel, @Account, @Address, @Lookup, @ContentId, @State, @Reason, @Now, @Expires, 0, @Now)
        ON CONFLICT (campaign_id, contact_id, step) WHERE campaign_id IS NOT NULL DO NOTHING
        """;

    public static PlannedRow For(
        Guid id, Campaign campaign, Guid contact, int step, RecipientChoice choice, string account, Guid contentId, DateTimeOffset now, DateTimeOffset expiresAt) =>
        new(
            id,
            campaign.Id,
            contact,
            step,
            choice.Channel,
            account,
            choice.Address?.ProtectedValue ?? "",
            choice.Address?.Lookup,
            choice.Address is null ? null : contentId,
            (int)(choice.Address is null ? MessageState.Suppressed : MessageState.Due),
            choice.Reason,
            now.ToUnixTimeMilliseconds(),
            expiresAt.ToUnixTimeMilliseconds());
}
