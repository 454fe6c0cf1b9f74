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

    /// <summary>Every entrance gets as many; one of them is open only where SMS goes another way.</summary>
    private async Task RunAsync(long seed, long count)
    {
        var gateway = count * FuzzTargets.Gateway.Count / (FuzzTargets.Gateway.Count + FuzzTargets.All.Count);
        await RunAsync(seed, count - gateway, FuzzTargets.All, gateway: false);
        await RunAsync(seed, gateway, FuzzTargets.Gateway, gateway: true);
    }

    private async Task RunAsync(long seed, long count, IReadOnlyList<FuzzTarget> targets, bool gateway)
    {
        await using var stand = await FuzzStand.StartAsync(gateway);
        output.WriteLine($"seed {seed}: {string.Join(", ", targets)}");
        var report = new FuzzRun(stand, targets, seed).Run(count);
        output.WriteLine(report.ToString());

        report.Findings.ShouldBeEmpty();
        report.Growth.ShouldBeLessThan(MostGrowth);
        (report.LogCharacters / (double)report.Inputs).ShouldBeLessThan(MostLogged);
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
