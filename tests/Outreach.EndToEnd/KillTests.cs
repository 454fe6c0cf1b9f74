using System.Diagnostics;
using Outreach.EndToEnd.Kills;
using Outreach.EndToEnd.Support;
using Xunit.Abstractions;

namespace Outreach.EndToEnd;

/// <summary>
/// The program is killed at instants nobody chose, while the providers misbehave, and started again on the same folder: nothing
/// is lost, nothing comes twice, and what was on the wire is called unknown. The sandbox's journal is the witness.
/// <c>infra/kill</c> runs this alone, as often as it is told.
/// </summary>
public sealed class KillTests(ITestOutputHelper log) : IDisposable
{
    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_campaign_on_SQLite_outlives_kills_and_bad_providers()
    {
        await using var store = ServiceStore.Sqlite(data);
        await RunAsync(store, KillPlan.FromEnvironment(kills: 15, contacts: 10_000));
    }

    [PostgresFact]
    public async Task A_campaign_on_PostgreSQL_outlives_kills_and_bad_providers()
    {
        await using var store = await ServiceStore.PostgresAsync();
        await RunAsync(store, KillPlan.FromEnvironment(kills: 5, contacts: 3000));
    }

    private async Task RunAsync(ServiceStore store, KillPlan plan)
    {
        var elapsed = Stopwatch.StartNew();
        log.WriteLine(plan.ToString());
        var demo = new KilledDemo(data, store, plan);
        var kills = await KillAsync(demo, plan);
        await using var last = await demo.LastLifeAsync();

        var witness = CampaignWitness.Of(data);
        var audit = await CampaignAudit.OfAsync(witness, data, store.Tables);
        var questions = Askers.Count(data, audit.Replies);
        var figures = new KillFigures(store.Name, plan, kills, witness.Received, audit, questions, elapsed.Elapsed, demo.MeanRestart);
        log.WriteLine(KillFigures.Head);
        log.WriteLine(figures.ToString());
        log.WriteLine(last.Output);

        kills.ShouldBe(plan.Kills, "it was finished before the last kill");
        (audit.Planned, audit.Strangers, audit.Denied).ShouldBe((plan.Contacts, 0, 0), last.Output);
        (audit.Lost, audit.Duplicated).ShouldBe((0, 0), last.Output);

        // Its provider can be asked, so nothing stays open there.
        audit.UnknownOn("sms").ShouldBe(0);
        questions.Lost.ShouldBeEmpty();
        questions.Twice.ShouldBe(0);
        var report = DemoReport.Read(demo.ReportFile);
        (report.Lost, report.Duplicated).ShouldBe((0, 0), "by the demo's own count");
    }

    /// <summary>How many of the lives were ended by us.</summary>
    private static async Task<int> KillAsync(KilledDemo demo, KillPlan plan)
    {
        using var enough = new CancellationTokenSource();
        var asking = Askers.AskAsync(demo.SandboxUrl, enough.Token);
        var kills = 0;
        while (kills < plan.Kills && await demo.LiveAndDieAsync(plan.Kills - kills))
            kills++;
        await enough.CancelAsync();
        await asking;
        return kills;
    }
}
