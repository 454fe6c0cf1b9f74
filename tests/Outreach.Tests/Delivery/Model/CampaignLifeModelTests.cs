using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Outreach.Tests.Support;
using Quartz;
using Xunit.Abstractions;

namespace Outreach.Tests.Delivery.Model;

/// <summary>
/// Random lives of campaigns against the real code and a model of what may happen. <c>OUTREACH_MODEL_RUNS</c> says how many
/// (default 40, about 10 s), <c>OUTREACH_MODEL_SEED</c> lives that one again.
/// </summary>
[Trait("Database", "Both")]
public sealed class CampaignLifeModelTests(ITestOutputHelper output)
{
    private const int FirstSeed = 1;

    private static readonly int Runs = Setting("OUTREACH_MODEL_RUNS") ?? 40;

    [Fact]
    public async Task Whatever_happens_nobody_is_lost_written_to_twice_or_against_their_will()
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var services = LifeStand.Services();
        var schedulers = services.GetRequiredService<ISchedulerFactory>();
        var seeds = Setting("OUTREACH_MODEL_SEED") is { } seed ? [seed] : Enumerable.Range(Setting("OUTREACH_MODEL_FIRST") ?? FirstSeed, Runs);
        var lived = 0;
        foreach (var next in seeds)
        {
            var commands = LifeCommands.Of(next);
            if (await FailureAsync(commands) is not { } failure)
            {
                lived += commands.Count;
                continue;
            }

            var (shortest, why) = await Shrinking.ShrinkAsync(commands, failure, FailureAsync);
            Assert.Fail($"OUTREACH_MODEL_SEED={next}, {shortest.Count} of {commands.Count} commands are enough: {why}\n  {string.Join("\n  ", shortest)}");
        }

        output.WriteLine($"{lived} commands");

        async Task<string?> FailureAsync(IReadOnlyList<LifeCommand> commands)
        {
            try
            {
                await Life.RunAsync(test, schedulers, commands);
                return null;
            }
            catch (LifeBrokenException e)
            {
                return e.Message;
            }
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
