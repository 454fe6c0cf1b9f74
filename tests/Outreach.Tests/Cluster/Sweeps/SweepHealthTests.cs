using Microsoft.Extensions.Diagnostics.HealthChecks;
using Outreach.Cluster.Sweeps;
using Outreach.Tests.Support;

namespace Outreach.Tests.Cluster.Sweeps;

[Trait("Database", "Both")]
public sealed class SweepHealthTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TestDatabase test = null!;
    private Heartbeats heartbeats = null!;
    private SweepHealth health = null!;

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateAsync();
        heartbeats = new Heartbeats(test.Database, time);
        health = new SweepHealth([new Named("quick", TimeSpan.FromSeconds(2)), new Named("slow", TimeSpan.FromMinutes(1))], heartbeats, time);
    }

    public async Task DisposeAsync() => await test.DisposeAsync();

    [Fact]
    public async Task A_service_that_has_just_started_is_well()
    {
        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Of_sweeps_that_run_all_is_well_and_one_that_stopped_is_named()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await heartbeats.BeatAsync("quick", null, default);
        }

        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy, "the slow one has ten minutes");
        time.Advance(TimeSpan.FromSeconds(31));

        var result = await CheckAsync();
        result.Status.ShouldBe(HealthStatus.Degraded);
        result.Description!.ShouldContain("quick");
        result.Description!.ShouldNotContain("slow");
    }

    [Fact]
    public async Task One_that_runs_and_fails_every_time_is_late_and_its_error_is_shown()
    {
        await heartbeats.BeatAsync("quick", null, default);
        for (var second = 0; second < 40; second += 2)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await heartbeats.BeatAsync("quick", "disk full", default);
        }

        var result = await CheckAsync();

        result.Status.ShouldBe(HealthStatus.Degraded);
        System.Text.Json.JsonSerializer.Serialize(result.Data["quick"]).ShouldContain("disk full");
        var heartbeat = (await heartbeats.AllAsync(default)).ShouldHaveSingleItem();
        (heartbeat.RanAt - heartbeat.SucceededAt).ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task One_that_works_again_is_well_and_its_error_is_gone()
    {
        await heartbeats.BeatAsync("quick", "disk full", default);
        time.Advance(TimeSpan.FromMinutes(1));
        await heartbeats.BeatAsync("quick", null, default);

        (await CheckAsync()).Status.ShouldBe(HealthStatus.Healthy);
        (await heartbeats.AllAsync(default)).Single().Error.ShouldBeNull();
    }

    private Task<HealthCheckResult> CheckAsync() => health.CheckHealthAsync(new HealthCheckContext());

    private sealed class Named(string name, TimeSpan every) : ISweep
    {
        public string Name => name;

        public TimeSpan Every => every;

        public Task RunAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
