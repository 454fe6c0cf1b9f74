using Outreach.Content;
using Outreach.Delivery;
using Outreach.Delivery.Rules;
using Outreach.People;

namespace Outreach.Campaigns;

/// <summary>An address a campaign could use.</summary>
/// <param name="Blocked">The number or account is on the do-not-contact list.</param>
public sealed record CandidateAddress(string Channel, string ProtectedValue, string Lookup, AddressState State, bool Blocked);

/// <summary>How a citizen is reached by a campaign, or why not.</summary>
/// <param name="Channel">The channel chosen; when suppressed, the first on which the citizen has an address, else the campaign's first.</param>
/// <param name="Address">Null when suppressed.</param>
/// <param name="Reason">One of <see cref="SuppressionReason"/> when suppressed.</param>
public sealed record RecipientChoice(string Channel, CandidateAddress? Address, string? Reason)
{
    /// <summary>One person, one message: the first of these channels on which the person may be reached. Pure.</summary>
    /// <param name="channels">In the order they are tried; not empty.</param>
    public static RecipientChoice Make(bool consented, IReadOnlyList<CandidateAddress> addresses, IReadOnlyList<string> channels, MessageClass kind, Func<string, ChannelRules> rules)
    {
        RecipientChoice? refused = null;
        foreach (var channel in channels)
        {
            foreach (var address in addresses)
            {
                if (address.Channel != channel)
                    continue;
                if (Reachability.ReasonAgainst(kind, rules(channel), consented, address.Blocked, address.State) is not { } against)
                    return new(channel, address, null);
                refused ??= new(channel, null, against);
            }
        }

        if (refused is not null)
            return refused;
        var without = rules(channels[0]).RequiresConsent && !consented ? SuppressionReason.NoConsent : SuppressionReason.NoAddress;
        return new(channels[0], null, without);
    }
}
