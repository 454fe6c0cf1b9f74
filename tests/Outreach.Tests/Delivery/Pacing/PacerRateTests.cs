using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Pacing;

public sealed class PacerRateTests
{
    [Theory]
    [InlineData(0.2, 3600)]
    [InlineData(1, 600)]
    [InlineData(30, 120)]
    [InlineData(100, 120)]
    [InlineData(1_000, 60)]
    [InlineData(50_000, 4)]
    public void A_rate_is_used_to_the_full_and_never_exceeded(double rate, int seconds)
    {
        using var run = new PacedRun(rate);

        var times = run.Saturate(TimeSpan.FromSeconds(seconds));

        (times.Count / (rate * seconds)).ShouldBeInRange(0.99, 1.01);
        PacedRun.MostInOneSecond(times).ShouldBeLessThanOrEqualTo((int)Math.Ceiling(rate + run.Capacity));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void Wake_ups_25_ms_late_lose_nothing(double rate)
    {
        using var run = new PacedRun(rate);

        var times = run.Saturate(TimeSpan.FromSeconds(60), step: TimeSpan.FromMilliseconds(25));

        (times.Count / (rate * 60)).ShouldBeInRange(0.99, 1.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(1_000)]
    public void An_idle_hour_saves_no_more_than_the_capacity(double rate)
    {
        using var run = new PacedRun(rate);
        _ = run.Pacer;
        run.Time.Advance(TimeSpan.FromHours(1));

        var times = run.Saturate(TimeSpan.Zero);

        times.Count.ShouldBe((int)run.Capacity);
    }

    [Fact]
    public void It_starts_with_one_message()
    {
        using var run = new PacedRun(1_000);

        run.Saturate(TimeSpan.Zero).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(30, 0.5)]
    [InlineData(30, 2)]
    [InlineData(30, 3.7)]
    [InlineData(1, 40)]
    [InlineData(1_000, 5)]
    public void A_message_takes_its_cost_however_much_it_is(double rate, double cost)
    {
        using var run = new PacedRun(rate);

        var times = run.Saturate(TimeSpan.FromMinutes(10), cost);

        (times.Count * cost / (rate * 600)).ShouldBeInRange(0.99 - (cost / (rate * 600)), 1.01 + (cost / (rate * 600)));
    }

    [Fact]
    public void A_wall_clock_that_jumps_changes_nothing()
    {
        using var steady = new PacedRun(30);
        using var jumping = new PacedRun(30);
        var times = new List<double>();
        var seconds = 0.0;
        foreach (var hours in (int[])[1, -1, -1, 1])
        {
            jumping.Time.SetWallClock(jumping.Time.GetUtcNow().AddHours(hours));
            var offset = seconds;
            times.AddRange(jumping.Saturate(TimeSpan.FromSeconds(5)).Select(time => offset + time));
            seconds += 5;
        }

        var expected = steady.Saturate(TimeSpan.FromSeconds(20));

        // Each leg leaves one message waiting, which goes but is not counted by the next.
        times.Count.ShouldBeInRange(expected.Count - 4, expected.Count);
        jumping.Pacer.RestingFor.ShouldBeNull();
    }

    [Fact]
    public void What_is_expected_is_what_comes()
    {
        using var run = new PacedRun(1_000);
        _ = run.Saturate(TimeSpan.Zero);

        run.Pacer.Expected(TimeSpan.FromMilliseconds(20), Lane.Interactive).ShouldBe(20);
        run.Pacer.Expected(TimeSpan.FromMilliseconds(20)).ShouldBe(19, "one bulk message waits already");
        run.Pacer.Expected(TimeSpan.Zero).ShouldBe(1, "one is always worth claiming");

        run.Pacer.Rest(TimeSpan.FromMilliseconds(15));
        run.Pacer.Expected(TimeSpan.FromMilliseconds(20), Lane.Interactive).ShouldBe(5);
        run.Pacer.Expected(TimeSpan.FromMilliseconds(10), Lane.Interactive).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_rate_that_is_none_is_refused(double rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PacedRun(rate).Pacer);
}
