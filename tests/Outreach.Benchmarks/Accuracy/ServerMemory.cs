using System.Globalization;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>What a server on this machine holds: its processes' shares of resident memory, so that what they share counts once.</summary>
internal static class ServerMemory
{
    /// <param name="backend">One process of the server; its parent and the parent's other children count.</param>
    /// <returns>Megabytes; null when it runs elsewhere or /proc does not tell.</returns>
    public static int? Of(int backend)
    {
        try
        {
            var postmaster = ParentOf(backend);
            if (!File.ReadAllText($"/proc/{postmaster}/comm").StartsWith("postgres", StringComparison.Ordinal))
                return null;
            var all = Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && (id == postmaster || ParentOf(id) == postmaster));
            return (int)(all.Sum(KilobytesOf) / 1024);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>0 for a process that ended meanwhile.</summary>
    private static int ParentOf(int process) => (int)Number($"/proc/{process}/status", "PPid:");

    private static long KilobytesOf(int process) => Number($"/proc/{process}/smaps_rollup", "Pss:");

    private static long Number(string file, string name)
    {
        if (!File.Exists(file))
            return 0;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
