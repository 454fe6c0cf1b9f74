using System.Text.RegularExpressions;

namespace Outreach.Tests.Architecture;

/// <summary>Keeps tests of stored things on both databases.</summary>
public sealed partial class DatabaseTraitTests
{
    private const string Both = """[Trait("Database", "Both")]""";

    [Fact]
    public void Whoever_uses_a_test_database_is_run_on_both()
    {
        var files = SourceTree.Files("tests").Where(file => file.Path.StartsWith("tests/Outreach.Tests/", StringComparison.Ordinal) && !file.Path.Contains("/Architecture/")).ToList();
        var users = Users(files);

        files.Where(file => TestMethod().IsMatch(file.Text) && users.Contains(NameOf(file)) && !file.Text.Contains(Both, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Classes that name the test database, or one that does, and so on.</summary>
    private static HashSet<string> Users(List<SourceFile> files)
    {
        var users = new HashSet<string> { "TestDatabase" };
        int before;
        do
        {
            before = users.Count;
            users.UnionWith(files.Where(file => Word().Matches(file.Text).Any(word => users.Contains(word.Value))).Select(NameOf).ToList());
        }
        while (users.Count > before);
        return users;
    }

    private static string NameOf(SourceFile file) => Path.GetFileNameWithoutExtension(file.Path);

    [GeneratedRegex(@"\[(Fact|Theory)\]")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();
}
