using Outreach.Delivery;
using Outreach.Storage;
using Outreach.Tests.Support;

namespace Outreach.Tests.Delivery;

public sealed class RequestIdsTests
{
    [Fact]
    public void Each_round_has_an_id_of_its_own_that_leads_back_to_the_row()
    {
        var row = new IdGenerator(new ManualTime()).Next();

        var given = Enumerable.Range(0, RequestIds.Rounds).Select(round => RequestIds.Of(row, round)).ToList();

        given[0].ShouldBe(row);
        given.Distinct().Count().ShouldBe(RequestIds.Rounds);
        given.Select(RequestIds.Read).ShouldBe(Enumerable.Range(0, RequestIds.Rounds).Select(round => (row, round)));
        given.ShouldAllBe(id => id.Version == 7);
    }

    [Fact]
    public void The_round_is_the_first_digit() =>
        RequestIds.Of(Guid.Parse("019b8c1e-2d00-7000-8000-00000000abcd"), 2).ShouldBe(Guid.Parse("219b8c1e-2d00-7000-8000-00000000abcd"));

    [Fact]
    public void Our_ids_leave_the_first_digit_free_for_five_hundred_years()
    {
        var time = new ManualTime();
        time.SetWallClock(new DateTimeOffset(2527, 1, 1, 0, 0, 0, TimeSpan.Zero));

        RequestIds.Read(new IdGenerator(time).Next()).Round.ShouldBe(0);
    }
}
