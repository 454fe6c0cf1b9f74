using Microsoft.Extensions.Options;
using Outreach.Cluster;
using Outreach.Tests.Support;

namespace Outreach.Tests.Cluster;

[Trait("Database", "Both")]
public sealed class LeasesTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTime time = new();
    private TestDatabase test = null!;

    public async Task InitializeAsync() => test = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task One_node_holds_it_and_prolongs_it()
    {
        var (one, two) = (Node("one"), Node("two"));

        (await one.TakeAsync("work", Minute, default)).ShouldBeTrue();
        (await two.TakeAsync("work", Minute, default)).ShouldBeFalse();
        (await two.TakeAsync("other work", Minute, default)).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(50));
        (await one.TakeAsync("work", Minute, default)).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(50));
        (await two.TakeAsync("work", Minute, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_dead_nodes_lease_ends_and_its_own_restart_takes_it_at_once()
    {
        await Node("one").TakeAsync("work", Minute, default);

        (await Node("one").TakeAsync("work", Minute, default)).ShouldBeTrue();
        time.Advance(Minute + TimeSpan.FromSeconds(1));
        (await Node("two").TakeAsync("work", Minute, default)).ShouldBeTrue();
        (await Node("one").TakeAsync("work", Minute, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_its_holder_gives_it_back()
    {
        await Node("one").TakeAsync("work", Minute, default);

        await Node("two").ReleaseAsync("work", default);
        (await Node("two").TakeAsync("work", Minute, default)).ShouldBeFalse();
        await Node("one").ReleaseAsync("work", default);
        (await Node("two").TakeAsync("work", Minute, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_that_want_it_at_once_one_gets_it()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Node($"node-{i}").TakeAsync("work", Minute, default)));

        taken.Count(each => each).ShouldBe(1);
    }

    private Leases Node(string name) => new(test.Database, Options.Create(new ClusterOptions { Node = name }), time);
}
