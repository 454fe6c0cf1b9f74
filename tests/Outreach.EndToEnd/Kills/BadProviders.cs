using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd.Kills;

/// <summary>
/// Keeps the providers as bad as they shall be. Faults live in the memory of the process that is killed, and the demo resets
/// them once when it lifts the providers' limits; so they are set as soon as anybody listens, and again until it is past that.
/// </summary>
internal static class BadProviders
{
    private const string PastTheReset = "synthetic contacts";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Shares small enough not to trip the circuit breaker, which would only make the campaign wait. "Too many requests" is
    /// rarer still on Zalo, which counts by the minute: the account rests until the next one begins.
    /// </summary>
    public static IReadOnlyList<ProviderFaults> All(int seed)
    {
        var faults = new ProviderFaults(
            LatencyMs: 40, Error5xx: 0.005, Error429: 0.001, TimeoutAfterAccept: 0.003, Garbage: 0.005, DuplicateReceipts: 0.05, LateReceipts: 0.02, DropReceipts: 0.01, Seed: seed);
        return [faults with { Channel = "sms" }, faults with { Channel = "telegram" }, faults with { Channel = "zalo", Error429 = 0.0002 }];
    }

    /// <param name="sandboxUrl">Where the sandbox will listen.</param>
    /// <param name="ct">Ends it when the process is killed before it got that far.</param>
    public static async Task KeepAsync(OutreachProcess demo, string sandboxUrl, IReadOnlyList<ProviderFaults> faults, CancellationToken ct)
    {
        using var sandbox = new SandboxControl(sandboxUrl);
        while (!ct.IsCancellationRequested)
        {
            var last = demo.Output.Contains(PastTheReset, StringComparison.Ordinal);
            try
            {
                foreach (var fault in faults)
                    await sandbox.SetFaultsAsync(fault);
                if (last)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet, or no more.
            }

            await Task.Delay(Glance, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
