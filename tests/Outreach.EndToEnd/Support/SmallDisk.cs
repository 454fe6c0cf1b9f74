using System.Diagnostics;

namespace Outreach.EndToEnd.Support;

/// <summary>A disk of 64 MB in place of a data folder, in memory, that can be filled up and freed. Needs root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    private string Filler => Path.Combine(folder, "filler");

    /// <summary>Null where nothing can be mounted.</summary>
    public static SmallDisk? TryMount(string folder) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=64m", "outreach-test", folder) ? new(folder) : null;

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var block in (int[])[1 << 20, 1 << 12])
        {
            try
            {
                while (true)
                    file.Write(new byte[block]);
            }
            catch (IOException)
            {
                // No room for a whole block.
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose() => Run("umount", "--lazy", folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that needs a disk of its own, and says so where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        using var folder = new DataFolder();
        using var disk = SmallDisk.TryMount(folder.Path);
        if (disk is null)
            Skip = "a tmpfs cannot be mounted here: that needs root on Linux";
    }
}
