using Outreach.Delivery;
using Outreach.People;

namespace Outreach.Campaigns;

/// <summary>An address a campaign could use.</summary>
/// <param name="Blocked">The number or account is on the do-not-contact list.</param>
public sealed record CandidateAddress(string Channel, string ProtectedValue, AddressState State, bool Blocked);

/// <summary>How a citizen is reached by a campaign, or why not.</summary>
/// <param name="Address">Null when suppressed.</param>
/// <param name="Reason">One of <see cref="SuppressionReason"/> when suppressed.</param>
public sealed record RecipientChoice(CandidateAddress? Address, string? Reason)
{
    /// <summary>One person, one message: the first channel of the campaign on which the person may be reached. Pure.</summary>
    public static RecipientChoice Make(bool consented, IReadOnlyList<CandidateAddress> addresses, IReadOnlyList<string> channels)
    {
        if (!consented)
            return new(null, SuppressionReason.NoConsent);

        string? reason = null;
        foreach (var channel in channels)
        {
            foreach (var address in addresses.Where(address => address.Channel == channel))
            {
                if (ReasonAgainst(address) is not { } against)
                    return new(address, null);
                reason ??= against;
            }
        }

        return new(null, reason ?? SuppressionReason.NoAddress);
    }

    private static string? ReasonAgainst(CandidateAddress address) => address switch
    {
        { Blocked: true } => SuppressionReason.DoNotContact,
        { State: AddressState.OptedOut } => SuppressionReason.OptedOut,
        { State: AddressState.Invalid } => SuppressionReason.NoAddress,
        _ => null,
    };
}
