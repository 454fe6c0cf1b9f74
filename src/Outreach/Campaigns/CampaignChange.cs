using Outreach.Content;

namespace Outreach.Campaigns;

/// <summary>How a request to change a campaign ended.</summary>
public abstract record CampaignChange
{
    private CampaignChange()
    {
    }

    public sealed record Done(Campaign Campaign) : CampaignChange;

    public sealed record NotFound(Guid Id) : CampaignChange;

    /// <summary>Not possible as things stand; <paramref name="Reason"/> is for the officer to read.</summary>
    public sealed record Refused(string Reason) : CampaignChange;
}

/// <summary>What is needed to make a campaign.</summary>
/// <param name="List">Name of the contact list.</param>
/// <param name="Channels">Tried for a citizen cheapest first, and in this order where prices are equal.</param>
/// <param name="CreatedBy">Name of the user or key; someone else must approve.</param>
/// <param name="Class">What kind of message the law sees; null: what the ready message says.</param>
/// <param name="ClassReason">Why this class. Needed where it differs from the ready message's, and for social policy and emergency.</param>
/// <param name="Unit">Who sends; empty when the province itself does.</param>
/// <param name="KeepOrder">The channels are tried exactly as given, whatever they cost.</param>
public sealed record NewCampaign(
    string Name,
    string MessageId,
    string List,
    IReadOnlyList<string> Channels,
    string CreatedBy,
    MessageClass? Class = null,
    string? ClassReason = null,
    string Unit = "",
    bool KeepOrder = false);
