using Outreach.Sandbox.Journal;

namespace Outreach.Sandbox.Callbacks;

/// <summary>Where the receipts of a message go that named its own address.</summary>
internal static class MovedService
{
    /// <summary>
    /// Left-overs of an earlier run wait for the service, which may have moved to another port meanwhile; a real provider
    /// would not know, but a demonstration started again should not lose its receipts over it.
    /// </summary>
    public static Uri? Address(long seq, string url, Ledger ledger, SandboxOptions options)
    {
        if (seq > ledger.SeqAtStart)
            return new Uri(url);
        if (options.WebhookBaseUrl is not { } now)
            return null;
        return ledger.EarlierServiceUrl is { } before && before.IsBaseOf(new Uri(url))
            ? new Uri(now, before.MakeRelativeUri(new Uri(url)))
            : new Uri(url);
    }
}
