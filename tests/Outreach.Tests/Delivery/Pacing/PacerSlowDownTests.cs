using Outreach.Delivery;
using Outreach.Delivery.Pacing;

namespace Outreach.Tests.Delivery.Pacing;

public sealed class PacerSlowDownTests
{
    [Fact]
    public void After_a_refusal_it_rests_halves_and_climbs_back_in_a_minute()
    {
        using var run = new PacedRun(100);
        run.Saturate(TimeSpan.FromSeconds(5));

        run.Pacer.SlowDown(TimeSpan.FromSeconds(3));

        run.Pacer.CurrentRate.ShouldBe(50);
        run.Pacer.RestingFor.ShouldBe(TimeSpan.FromSeconds(3));
        run.Pacer.Expected(TimeSpan.FromSeconds(1)).ShouldBe(0);
        var times = run.Saturate(TimeSpan.FromSeconds(123));
        times.ShouldAllBe(time => time >= 3);
        times.Count(time => time < 4).ShouldBeInRange(49, 51);
        times.Count(time => time is >= 3 and < 63).ShouldBeInRange(4450, 4550, "60 s at 75/s on average");
        times.Count(time => time >= 63).ShouldBeInRange(5940, 6060);
        run.Pacer.CurrentRate.ShouldBe(100);
        run.Pacer.RestingFor.ShouldBeNull();
    }

    [Fact]
    public void The_climb_is_a_straight_line()
    {
        using var run = new PacedRun(100);
        run.Pacer.SlowDown();

        run.Pacer.RestingFor.ShouldBe(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 5).Select(_ => RateAfter(TimeSpan.FromSeconds(15))).ShouldBe([61.7, 74.2, 86.7, 99.2, 100]);

        double RateAfter(TimeSpan span)
        {
            run.Time.Advance(span);
            return Math.Round(run.Pacer.CurrentRate, 1);
        }
    }

    [Fact]
    public void The_refusals_of_one_burst_count_once()
    {
        using var run = new PacedRun(100);

        for (var i = 0; i < 16; i++)
        {
            run.Pacer.SlowDown(TimeSpan.Zero);
            run.Time.Advance(TimeSpan.FromMilliseconds(60));
        }

        run.Pacer.CurrentRate.ShouldBe(50, tolerance: 1);
        run.Time.Advance(TimeSpan.FromMilliseconds(100));
        run.Pacer.SlowDown(TimeSpan.Zero);
        run.Pacer.CurrentRate.ShouldBe(25, tolerance: 1);
    }

    [Fact]
    public void A_refusal_during_the_rest_is_old_news_but_may_ask_for_a_longer_rest()
    {
        using var run = new PacedRun(100);
        run.Pacer.SlowDown(TimeSpan.FromSeconds(30));
        run.Time.Advance(TimeSpan.FromSeconds(10));

        run.Pacer.SlowDown();
        run.Pacer.RestingFor.ShouldBe(TimeSpan.FromSeconds(20));
        run.Pacer.SlowDown(TimeSpan.FromSeconds(45));

        run.Pacer.RestingFor.ShouldBe(TimeSpan.FromSeconds(45));
        run.Pacer.CurrentRate.ShouldBe(50);
    }

    [Theory]
    [InlineData(0.05, 0.05)]
    [InlineData(0.2, 0.1)]
    [InlineData(5, 0.1)]
    [InlineData(1_000, 10)]
    public void However_often_it_is_refused_something_leaves(double rate, double least)
    {
        using var run = new PacedRun(rate);

        for (var i = 0; i < 20; i++)
        {
            run.Pacer.SlowDown();
            run.Time.Advance(TimeSpan.FromSeconds(1));
        }

        run.Pacer.CurrentRate.ShouldBe(least, tolerance: rate / 50);
        run.Saturate(TimeSpan.FromMinutes(1)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_quota_stops_both_lanes_and_leaves_the_rate()
    {
        using var run = new PacedRun(10);
        var bulk = run.Pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None);
        bulk = run.Pacer.TakeAsync(Lane.Bulk, 1, CancellationToken.None);
        run.Pacer.Rest(TimeSpan.FromHours(3));
        var reply = run.Pacer.TakeAsync(Lane.Interactive, 1, CancellationToken.None);

        run.Time.Advance(TimeSpan.FromHours(3));

        reply.IsCompleted.ShouldBeFalse();
        run.Pacer.CurrentRate.ShouldBe(10);
        run.Time.Advance(TimeSpan.FromMilliseconds(101));
        reply.IsCompletedSuccessfully.ShouldBeTrue();
        bulk.IsCompleted.ShouldBeFalse();
        run.Time.Advance(TimeSpan.FromMilliseconds(101));
        bulk.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_shorter_rest_does_not_end_a_longer_one()
    {
        using var run = new PacedRun(10);

        run.Pacer.Rest(TimeSpan.FromMinutes(10));
        run.Pacer.Rest(TimeSpan.FromMinutes(1));

        run.Pacer.RestingFor.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_rest_without_end_is_cut_to_a_month()
    {
        using var run = new PacedRun(10);

        run.Pacer.Rest(TimeSpan.MaxValue);

        run.Pacer.RestingFor.ShouldBe(TimeSpan.FromDays(31));
    }
}
