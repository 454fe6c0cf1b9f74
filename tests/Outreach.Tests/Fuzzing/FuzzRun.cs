using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using System.Text;

namespace Outreach.Tests.Fuzzing;

/// <summary>
/// Sends inputs in batches, every other one forged throughout: while such a batch is under way nothing may be written. What is
/// wrong with an answer is kept with the bytes that brought it about.
/// </summary>
internal sealed class FuzzRun(FuzzStand stand, IReadOnlyList<FuzzTarget> targets, long seed)
{
    private const int BatchSize = 500;
    private const int Connections = 32;
    /// <summary>Numbers no input has, and that still fit where providers number.</summary>
    private const long LastKnock = 1_000_000_000_000;

    private const int MostFindings = 40;
    private const int MostOfAKind = 2;

    /// <summary>Compiled code, pools and caches have their size by then; what comes after counts as growth.</summary>
    private const int WarmUp = 20_000;

    /// <summary>How often memory is measured.</summary>
    private const int Looks = 10;

    private readonly FuzzInputs inputs = new(stand, seed);
    private readonly List<string> findings = [];
    private readonly Dictionary<string, int> kinds = [];
    private readonly SortedDictionary<int, long> statuses = [];
    private readonly Lock gate = new();

    public FuzzReport Run(long count)
    {
        Knock(0);
        var (watch, log, sent, memory) = (Stopwatch.StartNew(), stand.Log.Characters, 0L, new List<Memory>());
        for (var batch = 0; sent < count && findings.Count < MostFindings; batch++)
        {
            if (sent >= Math.Min(WarmUp, count / 2) + (memory.Count * count / Looks))
                memory.Add(Memory.Now());
            var size = (int)Math.Min(BatchSize, count - sent);
            var before = stand.DataVersion();
            var genuine = batch % 2 == 0;
            Send(sent, size, genuine);
            if (!genuine && stand.DataVersion() != before)
                findings.Add($"Inputs {sent} to {sent + size - 1} of seed {seed}, all forged, changed the database; sent again, {Culprit(sent, size)} did.");
            sent += size;
        }

        var elapsed = watch.Elapsed;
        memory.Add(Memory.Now());
        Knock(LastKnock);
        findings.AddRange(stand.Log.Errors.Values.Select(error => "Logged as an error: " + error));
        return new FuzzReport(seed, sent, elapsed, statuses, memory, stand.Log.Characters - log, findings);
    }

    /// <summary>What every provider really sends is still taken, and stored where it should be.</summary>
    private void Knock(long number)
    {
        using var connection = new FuzzConnection(stand.Url);
        foreach (var target in targets)
        {
            foreach (var sample in target.Samples)
            {
                var before = stand.DataVersion();
                var request = inputs.Genuine(target, sample, number++);
                var status = connection.Send(request.ToBytes(stand.Url.Authority), isHead: false);
                if (status is null or >= 500 or 401 or 403)
                    findings.Add($"{target}: a genuine request got {status}: {Show(request)}");
                if (target.Writes && sample == target.Samples[0] && stand.DataVersion() == before)
                    findings.Add($"{target}: a genuine request left nothing: {Show(request)}");
            }
        }
    }

    private void Send(long first, int size, bool genuine)
    {
        var next = -1;
        var threads = Enumerable.Range(0, Connections).Select(_ => new Thread(() =>
        {
            using var connection = new FuzzConnection(stand.Url);
            for (int i; (i = Interlocked.Increment(ref next)) < size;)
                Send(connection, first + i, genuine);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private void Send(FuzzConnection connection, long number, bool genuine)
    {
        var target = targets[(int)(number % targets.Count)];
        var request = inputs.Make(target, number, genuine);
        int? status;
        try
        {
            status = connection.Send(request.ToBytes(stand.Url.Authority), request.Method == "HEAD");
        }
        catch (SocketException e)
        {
            Found($"{target} silent", $"Input {number} of seed {seed} ({target}) was not answered ({e.SocketErrorCode}): {Show(request)}");
            return;
        }

        lock (gate)
            statuses[status ?? 0] = statuses.GetValueOrDefault(status ?? 0) + 1;
        if (status >= 500 && !(status == 501 && target.NotImplemented))
            Found($"{target} {status}", $"Input {number} of seed {seed} ({target}) was answered {status}: {Show(request)}");
    }

    /// <summary>Which of a batch it was that changed something, if it does so again.</summary>
    private string Culprit(long first, int size)
    {
        using var connection = new FuzzConnection(stand.Url);
        for (var number = first; number < first + size; number++)
        {
            var before = stand.DataVersion();
            Send(connection, number, genuine: false);
            if (stand.DataVersion() != before)
                return $"number {number} ({targets[(int)(number % targets.Count)]}): {Show(inputs.Make(targets[(int)(number % targets.Count)], number, genuine: false))}";
        }

        return "none";
    }

    private void Found(string kind, string finding)
    {
        lock (gate)
        {
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if (kinds[kind] <= MostOfAKind)
                findings.Add(finding);
        }
    }

    private static string Show(FuzzRequest request)
    {
        var text = Encoding.Latin1.GetString(request.ToBytes("host"));
        return text.Length > 3000 ? text[..3000] + string.Create(CultureInfo.InvariantCulture, $"… ({text.Length} bytes)") : text;
    }
}

/// <summary>What the process holds after a full collection, in bytes.</summary>
internal sealed record Memory(long Managed, long Resident)
{
    public static Memory Now()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new Memory(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}

internal sealed record FuzzReport(
    long Seed, long Inputs, TimeSpan Elapsed, IReadOnlyDictionary<int, long> Statuses, IReadOnlyList<Memory> Held, long LogCharacters, IReadOnlyList<string> Findings)
{
    /// <summary>Megabytes of the runtime's own memory.</summary>
    public double Growth => (Held[^1].Managed - Held[0].Managed) / 1e6;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         | inputs | a second | log characters an input | MB held by the program, warm → end | MB resident | findings |
         | {Inputs:#,0} | {Inputs / Elapsed.TotalSeconds:#,0} | {(double)LogCharacters / Inputs:0.0} | {string.Join(" → ", Held.Select(each => $"{each.Managed / 1e6:0}"))} | {string.Join(" → ", Held.Select(each => $"{each.Resident / 1e6:0}"))} | {Findings.Count} |
         | answers | {string.Join(", ", Statuses.Select(each => $"{(each.Key == 0 ? "hung up" : each.Key)}: {each.Value:#,0}"))} |
         """);
}
