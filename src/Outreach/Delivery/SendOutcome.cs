namespace Outreach.Delivery;

/// <summary>How one attempt to hand a message to a provider ended. A closed set; what follows is decided in one place.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider took the message. A receipt with the same id may follow.</summary>
    public sealed record Accepted(string ProviderId) : SendOutcome
    {
        /// <summary>What of it will not arrive and why, such as <c>picture: 100 words</c>; null when all was taken.</summary>
        public string? Missing { get; init; }
    }

    /// <summary>Not taken now and safe to repeat: connection refused, 429, a provider's "try later".</summary>
    /// <param name="RetryAfter">How long the provider asks to wait; null when it says nothing.</param>
    public sealed record Postponed(string Reason, TimeSpan? RetryAfter = null, PostponedFor For = PostponedFor.Failure) : SendOutcome;

    /// <summary>The request went out and no usable answer came back. Sending again may deliver twice.</summary>
    public sealed record Unconfirmed(string Reason) : SendOutcome;

    /// <summary>Refused for good: a wrong address, a forbidden content.</summary>
    public sealed record Rejected(string Code, string Reason) : SendOutcome;

    /// <summary>The recipient has blocked or left the sender.</summary>
    public sealed record OptedOut(string Code) : SendOutcome;

    /// <summary>
    /// Not taken, because the recipient has another address from now on: a Telegram group that became a supergroup. Everything
    /// that bears the old one follows, and the message is due again at once.
    /// </summary>
    public sealed record Moved(string Address) : SendOutcome;

    /// <summary>Our credentials or settings are wrong; nothing on this account can leave until they are mended.</summary>
    public sealed record Misconfigured(string Reason) : SendOutcome;
}

/// <summary>Whom a postponement concerns, and so who has to wait.</summary>
public enum PostponedFor
{
    /// <summary>The provider was not reached or failed; counts against the account's health.</summary>
    Failure = 0,

    /// <summary>Too fast: the account slows down, and rests as long as the provider asks.</summary>
    Pace = 1,

    /// <summary>The account's quota is used up or its hour has passed: nothing of the account leaves before that changes.</summary>
    Quota = 2,

    /// <summary>This recipient alone, such as a full interaction window; the account goes on.</summary>
    Recipient = 3,
}
