using System.Diagnostics;

namespace Outreach.Tests.Support;

/// <summary>Waits for what must come. The limit only ends a test that hangs; no test passes by waiting.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Limit, what);
            await Task.Delay(5);
        }
    }
}
