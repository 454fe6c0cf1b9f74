using System.Globalization;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Storage;

public sealed class IdGeneratorTests
{
    [Fact]
    public void Ids_of_one_moment_ascend_are_of_version_7_and_end_at_random()
    {
        var time = new ManualTime();
        var ids = new IdGenerator(time);

        Guid[] made = [.. Enumerable.Range(0, 1000).Select(_ => ids.Next())];

        made.ShouldBe(made.Order());
        made.ShouldAllBe(id => id.Version == 7 && id.Variant >= 8 && id.Variant <= 11);
        made.Select(id => id.ToString()[^12..]).Distinct().Count().ShouldBe(1000);
        made.ShouldAllBe(id => id.ToString("N").StartsWith(time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_take_the_ids_with_it()
    {
        var time = new ManualTime();
        var ids = new IdGenerator(time);
        time.Advance(TimeSpan.FromSeconds(1));
        var before = ids.Next();

        time.SetWallClock(time.GetUtcNow() - TimeSpan.FromSeconds(1));

        ids.Next().ShouldBeGreaterThan(before);
    }
}
