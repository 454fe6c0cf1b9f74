namespace Outreach.Delivery.Rules;

/// <summary>Why a sending rule holds a message back, or stops it. A closed list; which rule it was, <see cref="ChannelRules.RuleIds"/> says.</summary>
public enum SendingReason
{
    /// <summary>Outside the hours; waits for the next opening.</summary>
    Hours,

    /// <summary>The address has had as many as it may; waits until the oldest leaves the stretch.</summary>
    Cap,

    /// <summary>No consent is on record.</summary>
    Consent,

    /// <summary>On the do-not-call list, or the copy of the list is older than allowed.</summary>
    DoNotCall,

    /// <summary>The text does not begin with the label.</summary>
    Label,

    /// <summary>The text does not say how to refuse.</summary>
    Refusal,
}
