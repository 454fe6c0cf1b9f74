using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Model;

/// <summary>Random lives. The same seed gives the same commands on every machine.</summary>
internal static class LifeCommands
{
    /// <summary>How often each kind comes: what moves a message is as frequent as messages are, what ends a campaign is rare.</summary>
    private static readonly (int Weight, Func<Random, LifeCommand> Make)[] Kinds =
    [
        (3, random => new LifeCommand.Create(random.Next(8))),
        (3, random => new LifeCommand.Approve(random.Next(8))),
        (3, random => new LifeCommand.Schedule(random.Next(8))),
        (4, random => new LifeCommand.Fire(Math.Max(0, random.Next(8) - 4))),
        (2, random => new LifeCommand.Pause(random.Next(8))),
        (3, random => new LifeCommand.Resume(random.Next(8))),
        (1, random => new LifeCommand.Stop(random.Next(8))),
        (3, random => new LifeCommand.Retry(random.Next(8))),
        (18, random => new LifeCommand.Claim(random.Next(3), 1 + random.Next(4))),
        (24, random => new LifeCommand.Answer(random.Next(16), Kind(random), random.Next(1, 600))),
        (2, random => new LifeCommand.Crash(random.Next(16))),
        (10, random => new LifeCommand.Report(random.Next(16), (ReceiptStatus)random.Next(1, 5), random.Next(2) == 0)),
        (3, random => new LifeCommand.Decide(random.Next(8), (Decision)random.Next(7), random.Next(3))),
        (10, random => new LifeCommand.Advance(Span(random))),
        (1, random => new LifeCommand.StepBack(TimeSpan.FromSeconds(random.Next(1, 7200)))),
        (16, random => new LifeCommand.Sweep((SweepKind)random.Next(5))),
    ];

    private static readonly int AllWeight = Kinds.Sum(kind => kind.Weight);

    public static List<LifeCommand> Of(int seed)
    {
        var random = new Random(seed);

        // Begins with campaigns under way, or half of every life would pass before anything could go wrong. Several, because a
        // number's share of the day is used up only by more than one.
        List<LifeCommand> life = [];
        foreach (var campaign in Enumerable.Range(0, random.Next(1, 4)))
            life.AddRange([new LifeCommand.Create(random.Next(8)), new LifeCommand.Approve(campaign), new LifeCommand.Schedule(campaign)]);
        life.Add(new LifeCommand.Fire(0));
        for (var length = random.Next(10, 120); length > 0; length--)
            life.Add(Next(random));
        return life;
    }

    private static LifeCommand Next(Random random)
    {
        var at = random.Next(AllWeight);
        foreach (var (weight, make) in Kinds)
        {
            if (at < weight)
                return make(random);
            at -= weight;
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private static AnswerKind Kind(Random random) => random.Next(2) == 0 ? AnswerKind.Accepted : (AnswerKind)random.Next(11);

    private static TimeSpan Span(Random random) => random.Next(5) switch
    {
        0 => TimeSpan.FromSeconds(random.Next(1, 90)),
        1 => TimeSpan.FromMinutes(random.Next(1, 10)),
        2 => TimeSpan.FromMinutes(random.Next(10, 120)),
        3 => TimeSpan.FromHours(random.Next(1, 13)),
        _ => TimeSpan.FromHours(random.Next(13, 60)),
    };
}
