using System.Runtime.CompilerServices;

namespace Outreach.Tests.Architecture;

/// <summary>A source file of the repository, with its path below the root in forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IReadOnlyList<string> Lines => Text.Split('\n');

    public override string ToString() => Path;
}

/// <summary>The repository as it lies on disk.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Hand-written C# below the given top folders.</summary>
    public static IReadOnlyList<SourceFile> Files(params string[] folders) =>
        [.. from folder in folders
            from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            let below = Path.GetRelativePath(Root, path).Replace('\\', '/')
            where !below.Contains("/obj/") && !below.Contains("/bin/") && !below.Contains("/Migrations/")
            orderby below
            select new SourceFile(below, File.ReadAllText(path))];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Outreach.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Outreach.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
