namespace Outreach.Delivery.Pacing;

/// <summary>What an outcome says about the provider itself.</summary>
public enum Health
{
    /// <summary>Nothing: it answered, but about our pace, our quota or one recipient.</summary>
    Unsaid = 0,

    /// <summary>It does its work, if only by refusing a message for good.</summary>
    Working = 1,

    /// <summary>Not reached, no usable answer, or it does not let us in.</summary>
    Failing = 2,
}
