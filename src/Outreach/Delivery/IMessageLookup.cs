namespace Outreach.Delivery;

/// <summary>A channel whose provider can be asked what became of a message whose answer was lost.</summary>
public interface IMessageLookup
{
    /// <summary>How long after the attempt the provider's list can be trusted to name everything it took.</summary>
    TimeSpan TrustedAfter { get; }

    /// <summary>Asks once. Never throws for what the provider does; cancellation always throws.</summary>
    Task<LookupResult> LookUpAsync(DoubtfulMessage message, CancellationToken ct);
}

/// <summary>A message that may have been taken.</summary>
/// <param name="Since">Before the attempt began; the provider cannot have taken it earlier.</param>
public sealed record DoubtfulMessage(OutgoingMessage Message, DateTimeOffset Since);

/// <summary>What the provider knows of a message. A closed set.</summary>
public abstract record LookupResult
{
    private LookupResult()
    {
    }

    /// <param name="Reason">The provider's code and words for a failure.</param>
    public sealed record Found(string ProviderId, ReceiptStatus Status, string? Reason = null) : LookupResult;

    /// <summary>The provider has no such message: it may be sent as if for the first time.</summary>
    public sealed record NotFound : LookupResult;

    /// <summary>Nobody can say: it stays unknown, in the officer's sight, and is not asked about again.</summary>
    public sealed record Unknowable : LookupResult;

    /// <summary>No usable answer; to be asked again.</summary>
    public sealed record Unavailable(string Reason) : LookupResult;
}
