using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.EndToEnd.Support;
using Xunit.Abstractions;

namespace Outreach.EndToEnd;

/// <summary>
/// The program is killed at instants nobody chose and started again on the same folder: nothing is lost, nothing comes twice,
/// and what was on the wire is called unknown. OUTREACH_KILLS sets how often (default 3), OUTREACH_SEED repeats a run.
/// </summary>
public sealed partial class KillTests(ITestOutputHelper log) : IDisposable
{
    /// <summary>Three channels with 16 requests in flight each: more can never be in doubt after one kill.</summary>
    private const int OnTheWire = 3 * 16;

    /// <summary>Wide enough for a kill to find requests on the wire, and to spread the campaign over some seconds.</summary>
    private const int LatencyMs = 20;

    private static readonly int Kills = FromEnvironment("OUTREACH_KILLS") ?? 3;

    private readonly DataFolder data = new();
    private readonly string url = OutreachProcess.FreeUrl();
    private readonly Random random = NewRandom(log);

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_campaign_outlives_kills_while_it_is_sent()
    {
        // Of 5,000 contacts some 4,300 may be written to.
        foreach (var received in Enumerable.Range(0, Kills).Select(_ => random.Next(1, 4000)).Order())
        {
            await using var demo = await SeededAsync(5000, LatencyMs);
            await KillAsync(demo, received);
        }

        var report = await FinishAsync(5000, LatencyMs);
        report.Campaign.Sum(channel => channel.Unknown).ShouldBeLessThanOrEqualTo(Kills * OnTheWire);
    }

    [Fact]
    public async Task A_start_that_is_killed_at_once_can_be_repeated()
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var demo = Start(1000);
            await KillAsync(demo, within: TimeSpan.FromSeconds(2.5));
        }

        await using (var seeding = Start(1000))
        {
            await seeding.ReadyAsync();
            await seeding.KillAsync();
        }

        await using (var seeded = await SeededAsync(1000, latencyMs: 0))
            await seeded.KillAsync();

        var report = await FinishAsync(1000, latencyMs: 0);
        report.Campaign.Sum(channel => channel.Planned).ShouldBe(1000);
    }

    [Fact]
    public async Task What_a_provider_takes_without_answering_is_unknown_and_never_sent_again()
    {
        await using (var demo = await SeededAsync(3000, LatencyMs, timeoutAfterAccept: 0.01))
            await KillAsync(demo, received: random.Next(1, 2400));

        var report = await FinishAsync(3000, LatencyMs, timeoutAfterAccept: 0.01);
        report.Campaign.Sum(channel => channel.Unknown).ShouldBeGreaterThan(0);

        // Its receipts name our own id, so an SMS without an answer is settled by its receipt: only the kill leaves some open.
        report.Campaign.Channels["sms"].Unknown.ShouldBeLessThanOrEqualTo(OnTheWire / 3);
    }

    private static int? FromEnvironment(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static Random NewRandom(ITestOutputHelper log)
    {
        var seed = FromEnvironment("OUTREACH_SEED") ?? Random.Shared.Next();
        log.WriteLine($"OUTREACH_SEED={seed}");
        return new Random(seed);
    }

    private OutreachProcess Start(int contacts) => OutreachProcess.Start(
        new Dictionary<string, string>
        {
            ["OUTREACH__Channels__Zalo__TimeoutSeconds"] = "2",
            ["OUTREACH__Channels__Telegram__TimeoutSeconds"] = "2",
            ["OUTREACH__Channels__Twilio__TimeoutSeconds"] = "2",
        },
        "demo", "--data", data.Path, "--urls", url, "--contacts", $"{contacts}", "--exit-when-done", "--json", data.File("report.json"));

    /// <summary>Starts the demo and sets the faults as soon as it has lifted the providers' limits, which resets them.</summary>
    private async Task<OutreachProcess> SeededAsync(int contacts, int latencyMs, double timeoutAfterAccept = 0)
    {
        var demo = Start(contacts);
        await demo.ReadyAsync();
        await demo.LineAsync(SeededLine());
        using var sandbox = new SandboxControl(demo.SandboxUrl);
        await sandbox.SetFaultsAsync(latencyMs, timeoutAfterAccept);
        return demo;
    }

    /// <summary>Kills it a moment after citizens have received so many messages, which is in mid-campaign on any machine.</summary>
    private async Task KillAsync(OutreachProcess demo, int received)
    {
        using var sandbox = new SandboxControl(demo.SandboxUrl);
        await Eventually.FindsAsync($"message {received}", async () => await sandbox.CountAsync() >= received ? "reached" : null);
        await KillAsync(demo, within: TimeSpan.FromMilliseconds(100));
    }

    private async Task KillAsync(OutreachProcess demo, TimeSpan within)
    {
        var after = within * random.NextDouble();
        await Task.Delay(after);
        await demo.KillAsync();
        log.WriteLine($"Killed after {after.TotalMilliseconds:F0} ms; so far: {demo.Output.TrimEnd().Split('\n')[^1]}");
    }

    private async Task<DemoReport> FinishAsync(int contacts, int latencyMs, double timeoutAfterAccept = 0)
    {
        await using var demo = await SeededAsync(contacts, latencyMs, timeoutAfterAccept);
        var status = await demo.ExitAsync();
        var report = DemoReport.Read(data.File("report.json"));
        log.WriteLine($"lost {report.Lost}, duplicated {report.Duplicated}, unknown {report.Campaign.Sum(channel => channel.Unknown)}, {report.Assistant}, {report.Seconds} s");
        log.WriteLine(string.Join("; ", report.Campaign.Channels));

        status.ShouldBe(0, demo.Output);
        (report.Lost, report.Duplicated).ShouldBe((0, 0));
        report.Campaign.Sum(channel => channel.Planned).ShouldBe(contacts);
        report.Campaign.Reasons.Values.Sum().ShouldBe(report.Campaign.Sum(channel => channel.Suppressed + channel.Failed + channel.Unknown));
        CampaignWitness.Of(data).ShouldAgreeWith(report);

        // Receipts that were due when it was killed still arrive.
        foreach (var channel in (string[])["sms", "zalo"])
            report.Campaign.Channels[channel].Delivered.ShouldBe(report.Campaign.Channels[channel].Sent, channel);
        return report;
    }

    [GeneratedRegex("synthetic contacts")]
    private static partial Regex SeededLine();
}
