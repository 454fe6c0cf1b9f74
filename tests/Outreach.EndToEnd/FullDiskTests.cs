using System.Text.RegularExpressions;
using Outreach.EndToEnd.Kills;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd;

/// <summary>A disk fills up while a campaign is sent. What was sent and could not be written down is held until there is room.</summary>
public sealed partial class FullDiskTests : IDisposable
{
    private const int Contacts = 4000;

    private readonly DataFolder data = new();
    private readonly DataFolder elsewhere = new();

    public void Dispose()
    {
        data.Dispose();
        elsewhere.Dispose();
    }

    [SmallDiskFact]
    public async Task A_full_disk_holds_a_campaign_up_and_loses_and_repeats_nothing()
    {
        using var disk = SmallDisk.TryMount(data.Path)!;

        // The witness writes elsewhere: a provider's disk is not ours.
        Directory.CreateSymbolicLink(data.File("sandbox"), elsewhere.Path);
        await using var demo = OutreachProcess.Start(
            null, "demo", "--data", data.Path, "--urls", OutreachProcess.FreeUrl(), "--contacts", $"{Contacts}", "--exit-when-done", "--json", elsewhere.File("report.json"));
        await demo.ReadyAsync();
        await BadProviders.KeepAsync(demo, demo.SandboxUrl, [new ProviderFaults(LatencyMs: 50)], CancellationToken.None);
        var received = new SandboxJournal.Tail(data);
        await Eventually.FindsAsync("message 300", () => Task.FromResult(received.Count() >= 300 ? "reached" : null));

        disk.Fill();
        await demo.LineAsync(DiskIsFull());
        disk.Free();
        await demo.ExitAsync();

        var audit = await CampaignAudit.OfAsync(CampaignWitness.Of(data), data, ServiceDatabase.Sqlite(data));
        (audit.Planned, audit.Strangers, audit.Denied).ShouldBe((Contacts, 0, 0), demo.Output);
        (audit.Lost, audit.Duplicated).ShouldBe((0, 0), demo.Output);
        (audit.UnknownReceived, audit.UnknownNotReceived).ShouldBe((0, 0), "the program lived on and knew every answer");
    }

    [GeneratedRegex("disk is full")]
    private static partial Regex DiskIsFull();
}
