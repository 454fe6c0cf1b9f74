using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Storage;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("2026-01-05T16:59:59Z", "2026-01-05")]
    [InlineData("2026-01-05T17:00:00Z", "2026-01-06")]
    [InlineData("2026-07-05T17:00:00Z", "2026-07-06")]
    public void The_day_begins_at_five_in_the_evening_universal_time_all_year(string utc, string day) =>
        new ManualTime(DateTimeOffset.Parse(utc, null)).Today.ShouldBe(DateOnly.Parse(day, null));

    [Fact]
    public void A_moment_stays_the_same_moment() =>
        new DateTimeOffset(2026, 1, 5, 1, 30, 0, TimeSpan.Zero).ToLocal().ShouldBe(new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.FromHours(7)));
}
