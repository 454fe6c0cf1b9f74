using System.Text.RegularExpressions;

namespace Outreach.Tests.Architecture;

/// <summary>Rules every source file keeps.</summary>
public sealed partial class SourceRuleTests
{
    private const int LongestFile = 400;

    [Fact]
    public void No_file_is_longer_than_a_reader_has_patience_for() =>
        SourceTree.Files("src", "bots", "tests").Where(file => file.Lines.Count > LongestFile).ShouldBeEmpty();

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong =
            from file in SourceTree.Files("src", "bots", "tests")
            let space = Namespace().Match(file.Text)
            where space.Success && space.Groups[1].Value != string.Join('.', file.Path.Split('/')[1..^1])
            select $"{file.Path}: {space.Groups[1].Value}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_public_type_says_what_it_is_for()
    {
        var silent =
            from file in SourceTree.Files("src", "bots")
            let lines = file.Lines
            from i in Enumerable.Range(0, lines.Count)
            let type = PublicType().Match(lines[i])
            // A feature class has no meaning of its own: its methods, documented, are what is called.
            where type.Success && !type.Groups[1].Value.EndsWith("Feature", StringComparison.Ordinal) && !IsDocumented(lines, i)
            select $"{file.Path}:{i + 1}: {type.Groups[1].Value}";

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_silences_the_rule_against_ambient_clocks_and_random_ids() =>
        SourceTree.Files("src", "bots").Where(file => file.Text.Contains("RS0030", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_map_names_every_folder_of_the_service()
    {
        var file = Path.Combine(SourceTree.Root, "CONTRIBUTING.md");
        File.Exists(file).ShouldBeTrue($"{file} is missing");
        var map = File.ReadAllText(file);
        var folders = Directory.GetDirectories(Path.Combine(SourceTree.Root, "src", "Outreach")).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));

        folders.Where(name => !Regex.IsMatch(map, $@"\b{name}\b")).ShouldBeEmpty("folders of src/Outreach that CONTRIBUTING.md does not mention");
    }

    private static bool IsDocumented(IReadOnlyList<string> lines, int line)
    {
        var above = line - 1;
        while (above >= 0 && lines[above].StartsWith('['))
            above--;
        return above >= 0 && lines[above].StartsWith("///", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly) )*(?:record struct|class|record|struct|enum|interface) (\w+)")]
    private static partial Regex PublicType();
}
