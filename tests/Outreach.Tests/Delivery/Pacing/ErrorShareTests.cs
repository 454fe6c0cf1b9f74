using Outreach.Delivery.Pacing;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery.Pacing;

public sealed class ErrorShareTests
{
    [Theory]
    [InlineData("49 bad ones are too few to tell", 0, 49, false)]
    [InlineData("50 bad ones", 0, 50, true)]
    [InlineData("exactly a tenth", 90, 10, false)]
    [InlineData("just above a tenth", 89, 11, true)]
    [InlineData("what is older than 200 is forgotten", 1_000, 21, true)]
    [InlineData("a tenth of the last 200", 1_000, 20, false)]
    public void A_tenth_may_end_badly(string label, int good, int bad, bool above)
    {
        var share = new ErrorShare();
        Record(share, good, bad);

        share.IsAbove(0.1).ShouldBe(above, label);
    }

    [Fact]
    public void Bad_ends_are_forgotten_as_good_ones_follow()
    {
        var share = new ErrorShare();
        Record(share, good: 0, bad: 200);
        share.IsAbove(0.99).ShouldBeTrue();

        for (var i = 0; i < 180; i++)
            share.Record(bad: false);

        share.IsAbove(0.1).ShouldBeFalse();
        share.IsAbove(0.09).ShouldBeTrue();
    }

    [Fact]
    public void Each_campaign_has_its_own_until_an_hour_has_passed_without_it()
    {
        var time = new ManualTime();
        var shares = new ErrorShares(time);
        var (left, running) = (Guid.CreateVersion7(time.GetUtcNow()), Guid.CreateVersion7(time.GetUtcNow()));
        Record(shares.Of(left), good: 0, bad: 60);
        Record(shares.Of(running), good: 60, bad: 0);
        shares.Of(left).IsAbove(0.5).ShouldBeTrue();
        shares.Of(running).IsAbove(0.5).ShouldBeFalse();

        time.Advance(TimeSpan.FromMinutes(50));
        _ = shares.Of(running);
        time.Advance(TimeSpan.FromMinutes(11));
        _ = shares.Of(Guid.CreateVersion7(time.GetUtcNow()));

        shares.Count.ShouldBe(2);
        shares.Of(left).IsAbove(0.5).ShouldBeFalse();
    }

    [Fact]
    public void A_resumed_campaign_starts_anew()
    {
        var time = new ManualTime();
        var shares = new ErrorShares(time);
        var campaign = Guid.CreateVersion7(time.GetUtcNow());
        Record(shares.Of(campaign), good: 0, bad: 60);

        shares.Forget(campaign);

        shares.Of(campaign).IsAbove(0).ShouldBeFalse();
    }

    private static void Record(ErrorShare share, int good, int bad)
    {
        for (var i = 0; i < good + bad; i++)
            share.Record(bad: i >= good);
    }
}
