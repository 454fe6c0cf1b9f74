using System.Net;
using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Callbacks;

/// <summary>One webhook call owed to the service.</summary>
internal sealed record Callback
{
    /// <summary>Callbacks of one line leave one after the other, each after the one before was settled.</summary>
    public required string Line { get; init; }

    /// <summary>Where to; null while the service's address is not known.</summary>
    public required Func<Uri?> Target { get; init; }

    /// <summary>The request of an attempt, counted from 0.</summary>
    public required Func<Uri, int, HttpRequestMessage> Build { get; init; }

    /// <summary>The pause before the next attempt after one failed, counted from 0; null gives up.</summary>
    public required Func<int, CallbackFailure, TimeSpan?> RetryAfter { get; init; }

    /// <summary>How long the provider waits for an answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What to note in the journal once nothing more will be sent.</summary>
    public required Settled Settled { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Whether it has come to the service by another way meanwhile; it is then settled unsent.</summary>
    public Func<bool> IsObsolete { get; init; } = () => false;

    /// <summary>Called once nothing more will be sent.</summary>
    public Action OnSettled { get; init; } = () => { };
}

/// <param name="Status">Null when no answer came.</param>
/// <param name="Connected">False when the connection itself failed.</param>
internal sealed record CallbackFailure(HttpStatusCode? Status, bool Connected, TimeSpan? AskedPause = null);
