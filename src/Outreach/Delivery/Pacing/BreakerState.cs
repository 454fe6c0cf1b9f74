namespace Outreach.Delivery.Pacing;

/// <summary>Where a <see cref="CircuitBreaker"/> stands, for display.</summary>
public abstract record BreakerState
{
    private BreakerState()
    {
    }

    /// <summary>All is well: everything may leave.</summary>
    public sealed record Closed : BreakerState;

    /// <summary>The provider fails: nothing leaves before that moment.</summary>
    public sealed record Open(DateTimeOffset Until) : BreakerState;

    /// <summary>One message at a time tries whether the provider works again.</summary>
    public sealed record HalfOpen : BreakerState;
}
