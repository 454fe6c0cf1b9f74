namespace Outreach.Delivery;

/// <summary>How one attempt to hand a message to a provider ended. A closed set; what follows is decided in one place.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider took the message. A receipt with the same id may follow.</summary>
    public sealed record Accepted(string ProviderId) : SendOutcome;

    /// <summary>Not taken now and safe to repeat: connection refused, 429, a provider's "try later".</summary>
    public sealed record Postponed(string Reason, TimeSpan? RetryAfter = null) : SendOutcome;

    /// <summary>The request went out and no usable answer came back. Sending again may deliver twice.</summary>
    public sealed record Unconfirmed(string Reason) : SendOutcome;

    /// <summary>Refused for good: a wrong address, a forbidden content.</summary>
    public sealed record Rejected(string Code, string Reason) : SendOutcome;

    /// <summary>The recipient has blocked or left the sender.</summary>
    public sealed record OptedOut(string Code) : SendOutcome;

    /// <summary>Our credentials or settings are wrong; nothing on this account can leave until they are mended.</summary>
    public sealed record Misconfigured(string Reason) : SendOutcome;
}
