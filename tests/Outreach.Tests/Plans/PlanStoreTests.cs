using Outreach.Plans;
using Outreach.Tests.Support;

namespace Outreach.Tests.Plans;

[Trait("Database", "Both")]
public sealed class PlanStoreTests : IAsyncLifetime
{
    private TestDatabase test = null!;
    private PlanStore plans = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        plans = new PlanStore(test.Database, new ManualTime());
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task A_plan_is_kept_with_its_tasks_in_their_order()
    {
        (await plans.AddAsync(PlanFiles.KhanhHoa, "text", default)).ShouldBeTrue();

        var stored = (await plans.ListAsync(default)).ShouldHaveSingleItem();
        (stored.Title, stored.Year, stored.Number).ShouldBe((PlanFiles.KhanhHoa.Title, PlanFiles.KhanhHoa.Year, PlanFiles.KhanhHoa.Number));
        var tasks = await plans.TasksAsync(stored.Id, default);
        tasks.Select(task => task.Activity).ShouldBe(PlanFiles.KhanhHoa.Tasks.Select(task => task.Activity));
        tasks.Select(task => task.DueOn).ShouldBe(PlanFiles.KhanhHoa.Tasks.Select(task => task.Schedule.DueIn(stored.Year)));
        tasks.Select(task => task.Position).ShouldBe(Enumerable.Range(1, tasks.Count));
    }

    [Fact]
    public async Task The_same_text_is_imported_once()
    {
        await plans.AddAsync(PlanFiles.KhanhHoa, "text", default);

        (await plans.AddAsync(PlanFiles.KhanhHoa, "text", default)).ShouldBeFalse();
        (await plans.AddAsync(PlanFiles.HaiDuong, "another text", default)).ShouldBeTrue();
        (await test.CountAsync("plans")).ShouldBe(2);
    }
}
