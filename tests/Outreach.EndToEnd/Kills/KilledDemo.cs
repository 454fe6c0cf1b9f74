using System.Data.Common;
using System.Diagnostics;
using Outreach.EndToEnd.Support;

namespace Outreach.EndToEnd.Kills;

/// <summary>One demo that lives many lives on the same folder and database.</summary>
internal sealed class KilledDemo(DataFolder data, ServiceStore store, KillPlan plan)
{
    /// <summary>Some kills come by the clock, so that they also meet the start, the seeding and the planning.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(4);

    /// <summary>A program that is up sends, also on a machine with much else to do.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    /// <summary>Once messages arrive: a life in which the wanted number does not, because the rest waits for its next attempt, ends then.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(8);

    /// <summary>Before anything is planned: of a hundred contacts about 86 may be written to.</summary>
    private const double Reachable = 0.8;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly string url = OutreachProcess.FreeUrl();
    private readonly Random random = new(plan.Seed);
    private readonly SandboxJournal.Tail received = new(data);
    private readonly List<TimeSpan> restarts = [];

    /// <summary>From the start of a process to the first message that a citizen gets from it, over all lives that got so far.</summary>
    public TimeSpan MeanRestart => restarts.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(restarts.Average(restart => restart.TotalSeconds));

    public string SandboxUrl => $"http://127.0.0.1:{new Uri(url).Port + 1}";

    public string ReportFile => data.File("report.json");

    /// <summary>One life, ended by SIGKILL; false when it had ended before.</summary>
    /// <param name="left">Kills still to come, this one included.</param>
    public async Task<bool> LiveAndDieAsync(int left)
    {
        await using var demo = Start();
        using var dead = new CancellationTokenSource();
        var faults = BadProviders.KeepAsync(demo, SandboxUrl, BadProviders.All(random.Next()), dead.Token);
        await (left == plan.Kills || random.Next(6) == 0 ? Task.Delay(LongestStart * random.NextDouble()) : UntilMoreArrivedAsync(demo, left));
        var killed = !demo.HasExited;
        await demo.KillAsync();
        await dead.CancelAsync();
        await faults;
        return killed;
    }

    /// <summary>The life that ends by itself. It may take its time, but something must come of it.</summary>
    public async Task<OutreachProcess> LastLifeAsync()
    {
        var demo = Start();
        await BadProviders.KeepAsync(demo, SandboxUrl, BadProviders.All(random.Next()), CancellationToken.None);
        for (var before = -1; !demo.HasExited && before < received.Count();)
        {
            before = received.Count();
            for (var waited = Stopwatch.StartNew(); !demo.HasExited && waited.Elapsed < LongestSilence;)
                await Task.Delay(Glance);
        }

        await demo.ExitAsync();
        return demo;
    }

    /// <summary>After a number of further messages that nobody knows, and a moment more.</summary>
    private async Task UntilMoreArrivedAsync(OutreachProcess demo, int left)
    {
        var before = received.Count();
        var share = await StillToLeaveAsync() / (left + 1);
        var wanted = before + random.Next(1, Math.Max(2, 2 * share));
        var life = Stopwatch.StartNew();
        while (received.Count() == before && !demo.HasExited)
        {
            if (life.Elapsed > LongestSilence)
                throw new TimeoutException($"Nothing was sent for {LongestSilence.TotalSeconds} s after a start. The program printed:\n{demo.Output}");
            await Task.Delay(Glance);
        }

        restarts.Add(life.Elapsed);
        life.Restart();
        while (received.Count() < wanted && life.Elapsed < LongestLife && !demo.HasExited)
            await Task.Delay(Glance);

        await Task.Delay(TimeSpan.FromMilliseconds(100) * random.NextDouble());
    }

    /// <summary>Asked while the program begins to start, so that the kills spread over the whole campaign.</summary>
    private async Task<int> StillToLeaveAsync()
    {
        try
        {
            var (planned, open) = (await store.Tables.QueryAsync(
                "SELECT COUNT(*), COALESCE(SUM(CASE WHEN state IN (0, 1) THEN 1 ELSE 0 END), 0) FROM outbox WHERE campaign_id IS NOT NULL",
                row => (row.GetInt64(0), row.GetInt64(1)))).Single();
            return planned == 0 ? (int)(plan.Contacts * Reachable) : (int)open;
        }
        catch (DbException)
        {
            // Killed so early that there are no tables.
            return (int)(plan.Contacts * Reachable);
        }
    }

    private OutreachProcess Start() => OutreachProcess.Start(
        new Dictionary<string, string>(store.Settings)
        {
            ["OUTREACH__Channels__Zalo__TimeoutSeconds"] = "2",
            ["OUTREACH__Channels__Telegram__TimeoutSeconds"] = "2",
            ["OUTREACH__Channels__Twilio__TimeoutSeconds"] = "2",

            // A machine that is busy with other things answers late, and that must not pause what is measured here.
            ["OUTREACH__Delivery__PauseAboveErrorShare"] = "1",
        },
        "demo", "--data", data.Path, "--urls", url, "--contacts", $"{plan.Contacts}", "--exit-when-done", "--json", ReportFile);
}
