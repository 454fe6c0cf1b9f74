using System.Diagnostics;

namespace Outreach.EndToEnd.Support;

/// <summary>Waits for what must come, and says what did not.</summary>
public static class Eventually
{
    /// <summary>Far beyond what anything here takes; only a failure waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <returns>The first value <paramref name="look"/> finds that is not null.</returns>
    public static async Task<T> FindsAsync<T>(string what, Func<Task<T?>> look)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Glance);
        }

        throw new TimeoutException($"{what} did not come within {Patience.TotalSeconds} s");
    }
}
