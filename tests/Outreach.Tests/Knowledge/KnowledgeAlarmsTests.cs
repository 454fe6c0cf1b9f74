using Outreach.Knowledge;
using Outreach.Tests.Support;

namespace Outreach.Tests.Knowledge;

[Trait("Database", "Both")]
public sealed class KnowledgeAlarmsTests
{
    [Fact]
    public async Task An_alarm_is_raised_once_a_day_by_all_nodes_together()
    {
        await using var test = await TestDatabase.CreateAsync();
        var time = new ManualTime();
        var (one, other) = (new KnowledgeAlarms(test.Database, time), new KnowledgeAlarms(test.Database, time));

        (await one.RaiseAsync("stale", "1.001193", "Lệ phí hết hạn", default)).ShouldBeTrue();
        (await one.RaiseAsync("stale", "1.001193", "Lệ phí hết hạn", default)).ShouldBeFalse();
        (await other.RaiseAsync("stale", "1.001193", "Lệ phí hết hạn", default)).ShouldBeFalse();
        (await other.RaiseAsync("stale", "1.004194", "Lệ phí hết hạn", default)).ShouldBeTrue();
        time.Advance(TimeSpan.FromDays(1));
        (await one.RaiseAsync("stale", "1.001193", "Lệ phí hết hạn", default)).ShouldBeTrue();

        (await one.LatestAsync(10, default)).Select(alarm => (alarm.Subject, alarm.Day))
            .ShouldBe([("1.001193", "2026-01-06"), ("1.001193", "2026-01-05"), ("1.004194", "2026-01-05")]);
    }
}
