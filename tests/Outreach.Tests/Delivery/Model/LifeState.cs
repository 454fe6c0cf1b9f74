using Outreach.Campaigns;
using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Model;

/// <summary>What may not happen has happened.</summary>
internal sealed class LifeBrokenException(string message, Exception inner) : Exception(message, inner);

/// <summary>The model: campaigns, citizens and what the provider was given, in lists; and the outbox as last seen.</summary>
internal sealed class LifeState
{
    public LifeStand Stand { get; set; } = null!; // Set right after: the stand needs the village, and its look-up asks this.

    public List<ModelCitizen> Village { get; } = ModelCitizen.Village();

    public List<ModelCampaign> Campaigns { get; } = [];

    /// <summary>In the order given.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>The outbox after the command before, by id.</summary>
    public IReadOnlyDictionary<Guid, Row> Rows { get; set; } = new Dictionary<Guid, Row>();

    public bool ProviderIsSilent { get; set; }

    /// <summary>What was launched or scheduled is over.</summary>
    public bool IsThrough => Campaigns.TrueForAll(campaign => campaign.State is not (CampaignState.Scheduled or CampaignState.Planning or CampaignState.Sending));

    public TimeSpan Elapsed => TimeSpan.FromTicks(Stand.Time.GetTimestamp());

    public ModelCampaign? Campaign(int number) => Campaigns.Count == 0 ? null : Campaigns[number % Campaigns.Count];

    /// <summary>The provider's answer about the last attempt at a row.</summary>
    public LookupResult LookUp(DoubtfulMessage doubtful)
    {
        if (ProviderIsSilent)
            return new LookupResult.Unavailable("asked in vain");
        var attempt = Attempts.Last(attempt => attempt.Message.Id == doubtful.Message.Id);
        if (attempt.Taken)
            return new LookupResult.Found(attempt.ProviderId, ReceiptStatus.Sent);
        attempt.KnownLost = attempt.Denied = true;
        return new LookupResult.NotFound();
    }

    /// <summary>What a sweep has to finish: nothing of it due, on the wire, or to be looked at again.</summary>
    public void FinishWhatIsThrough()
    {
        foreach (var campaign in Campaigns.Where(campaign => campaign.State is CampaignState.Sending))
        {
            if (!Rows.Values.Any(row => row.CampaignId == campaign.Id && (row.IsOpen || row.FollowUpAt is not null)))
                campaign.State = CampaignState.Finished;
        }
    }
}
