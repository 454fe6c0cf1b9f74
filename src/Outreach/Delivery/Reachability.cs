using Outreach.Content;
using Outreach.Delivery.Rules;
using Outreach.People;

namespace Outreach.Delivery;

/// <summary>Whether a person may be written to. Asked when a campaign is planned, and again at the last moment before a message leaves. Pure.</summary>
public static class Reachability
{
    /// <summary>One of <see cref="SuppressionReason"/>, or null when nothing stands against it.</summary>
    /// <param name="blocked">The address is on the do-not-contact list.</param>
    public static string? ReasonAgainst(MessageClass kind, ChannelRules rules, bool consented, bool blocked, AddressState address) => address switch
    {
        _ when rules.RequiresConsent && !consented => SuppressionReason.NoConsent,
        _ when blocked && (rules.DoNotCall || rules.RequiresConsent) => SuppressionReason.DoNotContact,

        // Whoever wrote TC is spared everything but an emergency.
        AddressState.OptedOut when kind is not MessageClass.Emergency => SuppressionReason.OptedOut,
        AddressState.Invalid => SuppressionReason.NoAddress,
        _ => null,
    };
}
