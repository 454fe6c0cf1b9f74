namespace Outreach.EndToEnd.Support;

/// <summary>A data folder that lasts as long as its test and longer than the processes that work in it.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("outreach-e2e-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
