using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace Outreach.Tests.Fuzzing;

/// <summary>
/// Requests that nobody would send, or only with ill intent, to every entrance that is open to the Internet. <c>infra/fuzz</c>
/// runs this with as many as it is told.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const long FixedSeed = 20_261_122;

    /// <summary>Megabytes that may be held after any number of inputs beyond what was held after the first.</summary>
    private const double MostGrowth = 32;

    /// <summary>Characters logged for an input, on average: a line for each refusal would be a way to fill a disk.</summary>
    private const double MostLogged = 50;

    [Fact]
    public Task The_same_inputs_as_ever_do_no_harm() => RunAsync(FixedSeed, 10_000);

    [Fact]
    public Task Other_inputs_do_no_harm() =>
        RunAsync(Number("OUTREACH_FUZZ_SEED") ?? TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), Number("OUTREACH_FUZZ_COUNT") ?? 10_000);

    private async Task RunAsync(long seed, long count)
    {
        await using var stand = await FuzzStand.StartAsync();
        output.WriteLine($"seed {seed}");
        var report = await new FuzzRun(stand, FuzzTargets.All, seed).RunAsync(count);
        output.WriteLine(report.ToString());

        report.Findings.ShouldBeEmpty();
        report.Growth.ShouldBeLessThan(MostGrowth);
        (report.LogCharacters / (double)report.Inputs).ShouldBeLessThan(MostLogged);
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
