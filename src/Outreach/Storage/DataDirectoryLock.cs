namespace Outreach.Storage;

/// <summary>
/// Held by the one process that sends from a data folder. At start it may therefore take every claimed row for an orphan; a
/// second process is refused before it could send anything twice. The system lets go of it however the process ends.
/// </summary>
public sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream file;

    private DataDirectoryLock(FileStream file) => this.file = file;

    /// <exception cref="DataDirectoryInUseException">Another process holds it.</exception>
    public static DataDirectoryLock Take(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        try
        {
            return new DataDirectoryLock(new FileStream(Path.Combine(dataDirectory, "outreach.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new DataDirectoryInUseException(dataDirectory);
        }
    }

    public void Dispose() => file.Dispose();
}

/// <summary>Another process is serving from this folder.</summary>
public sealed class DataDirectoryInUseException(string dataDirectory)
    : Exception($"{dataDirectory} is in use by another outreach process; stop it first or give another --data.");
