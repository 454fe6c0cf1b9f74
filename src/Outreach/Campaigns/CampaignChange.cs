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
/// <param name="Channels">In the order they are tried for a citizen.</param>
/// <param name="CreatedBy">Name of the user or key; someone else must approve.</param>
public sealed record NewCampaign(string Name, string MessageId, string List, IReadOnlyList<string> Channels, string CreatedBy);
