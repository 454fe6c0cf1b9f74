using Outreach.Delivery;
using Outreach.Delivery.Pacing;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery.Pacing;

public sealed class CircuitBreakerTests
{
    private readonly ManualTime time = new();

    /// <param name="Told">What happens, in order: + success, - failure, ? may it try (it must), . nothing said, and digits: that many seconds pass.</param>
    public sealed record Case(string Label, string Told, Type State, double Wait)
    {
        public override string ToString() => Label;
    }

    public static TheoryData<Case> Cases =>
    [
        new("new", "", typeof(BreakerState.Closed), 0),
        new("nine failures", new string('-', 9), typeof(BreakerState.Closed), 0),
        new("ten failures", new string('-', 10), typeof(BreakerState.Open), 5),
        new("a success between", "-----+-----", typeof(BreakerState.Closed), 0),
        new("half of 18", Half(9), typeof(BreakerState.Closed), 0),
        new("half of 20", Half(10), typeof(BreakerState.Open), 5),
        new("a third of 39", string.Concat(Enumerable.Repeat("++-", 13)), typeof(BreakerState.Closed), 0),
        new("old successes are forgotten", new string('+', 400) + Half(20), typeof(BreakerState.Open), 5),
        new("three seconds later", "---------- 3", typeof(BreakerState.Open), 2),
        new("five seconds later", "---------- 5", typeof(BreakerState.HalfOpen), 0),
        new("the probe is out", "---------- 5 ?", typeof(BreakerState.HalfOpen), 0.5),
        new("the probe succeeded", "---------- 5 ?+", typeof(BreakerState.Closed), 0),
        new("nine failures after that", "---------- 5 ?+ ---------", typeof(BreakerState.Closed), 0),
        new("the probe failed", "---------- 5 ?-", typeof(BreakerState.Open), 10),
        new("two probes failed", "---------- 5 ?- 10 ?-", typeof(BreakerState.Open), 20),
        new("six probes failed", "---------- 5 ?- 10 ?- 20 ?- 40 ?- 60 ?- 60 ?-", typeof(BreakerState.Open), 60),
        new("after a recovery it starts small", "---------- 5 ?- 10 ?+ ----------", typeof(BreakerState.Open), 5),
        new("the probe told nothing", "---------- 5 ?.", typeof(BreakerState.HalfOpen), 0),
        new("the probe was never reported", "---------- 5 ? 120", typeof(BreakerState.HalfOpen), 0),
        new("failures of before come late", "---------- ------", typeof(BreakerState.Open), 5),
        new("failures of before come before the probe", "---------- 5 ------", typeof(BreakerState.HalfOpen), 0),
        new("successes of before come late", "---------- +++", typeof(BreakerState.Open), 5),
        new("a slow probe succeeds after a failure of before", "---------- 5 ?- 1 +", typeof(BreakerState.Closed), 0),
    ];

    public static TheoryData<string, SendOutcome, Health> Outcomes => new()
    {
        { "accepted", new SendOutcome.Accepted("p1"), Health.Working },
        { "refused for good", new SendOutcome.Rejected("1", "sai"), Health.Working },
        { "opted out", new SendOutcome.OptedOut("1"), Health.Working },
        { "not reached", new SendOutcome.Postponed("đứt"), Health.Failing },
        { "no answer", new SendOutcome.Unconfirmed("im lặng"), Health.Failing },
        { "wrong token", new SendOutcome.Misconfigured("token"), Health.Failing },
        { "too fast", new SendOutcome.Postponed("429", For: PostponedFor.Pace), Health.Unsaid },
        { "quota", new SendOutcome.Postponed("hết", For: PostponedFor.Quota), Health.Unsaid },
        { "one recipient", new SendOutcome.Postponed("đầy", For: PostponedFor.Recipient), Health.Unsaid },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_stands(Case row)
    {
        var breaker = new CircuitBreaker(time);
        foreach (var word in row.Told.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Tell(breaker, word);

        breaker.State.ShouldBeOfType(row.State);
        breaker.MayTry(out var wait).ShouldBe(row.Wait == 0);
        wait.ShouldBe(TimeSpan.FromSeconds(row.Wait));
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void An_outcome_says_of_the_provider(string label, SendOutcome outcome, Health health) =>
        CircuitBreaker.HealthFrom(outcome).ShouldBe(health, label);

    [Fact]
    public void Outcomes_are_counted_by_what_they_say()
    {
        var breaker = new CircuitBreaker(time);
        for (var i = 0; i < 9; i++)
            breaker.Record(new SendOutcome.Unconfirmed("im lặng"));
        for (var i = 0; i < 50; i++)
            breaker.Record(new SendOutcome.Postponed("429", For: PostponedFor.Pace));
        breaker.State.ShouldBe(new BreakerState.Closed());

        breaker.Record(new SendOutcome.Postponed("đứt"));

        breaker.State.ShouldBe(new BreakerState.Open(time.GetUtcNow().AddSeconds(5)));
        time.Advance(TimeSpan.FromSeconds(5));
        breaker.MayTry(out _).ShouldBeTrue();
        breaker.Record(new SendOutcome.Rejected("1", "sai"));
        breaker.State.ShouldBe(new BreakerState.Closed());
    }

    [Fact]
    public void A_wall_clock_that_jumps_neither_opens_nor_closes_it()
    {
        var breaker = new CircuitBreaker(time);
        Tell(breaker, "----------");

        time.SetWallClock(time.GetUtcNow().AddHours(1));
        breaker.MayTry(out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromSeconds(5));

        time.SetWallClock(time.GetUtcNow().AddHours(-2));
        time.Advance(TimeSpan.FromSeconds(5));
        breaker.MayTry(out _).ShouldBeTrue();
    }

    private static string Half(int pairs) => string.Concat(Enumerable.Repeat("+-", pairs));

    private void Tell(CircuitBreaker breaker, string word)
    {
        if (int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds))
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            return;
        }

        foreach (var told in word)
        {
            switch (told)
            {
                case '+':
                    breaker.Succeeded();
                    break;
                case '-':
                    breaker.Failed();
                    break;
                case '?':
                    breaker.MayTry(out _).ShouldBeTrue();
                    break;
                default:
                    breaker.Withdrew();
                    break;
            }
        }
    }
}
