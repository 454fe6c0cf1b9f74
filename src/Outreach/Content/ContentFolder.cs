using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>What a YAML file of a content folder holds; decided by where it lies.</summary>
internal enum ContentKind
{
    Laws,
    Procedure,
    Faq,
    Message,
    Infographic,

    /// <summary>Hours, caps, labels and consent: see <see cref="SendingRule"/>.</summary>
    SendingRules,

    /// <summary>Administrative units and what they were before: see <see cref="UnitFile"/>.</summary>
    Units,

    /// <summary>Belongs to another part (word lists, plans, surveys): only its text and syntax are checked here.</summary>
    Other,
}

internal sealed record ContentDocument(ContentKind Kind, string File, YamlNode Root);

/// <summary>A content folder as read from disk: the files that could be parsed, and why the others could not.</summary>
/// <param name="Templates">Names of the pictures' templates, without ending.</param>
internal sealed record ContentFolder(
    IReadOnlyList<ContentDocument> Documents,
    IReadOnlySet<string> Templates,
    IReadOnlyList<ContentError> Errors)
{
    private const string LawsFile = "laws.yaml";

    private static readonly Dictionary<string, ContentKind> Kinds = new(StringComparer.Ordinal)
    {
        ["procedures"] = ContentKind.Procedure,
        ["faq"] = ContentKind.Faq,
        ["messages"] = ContentKind.Message,
        ["infographics"] = ContentKind.Infographic,
        ["rules"] = ContentKind.SendingRules,
        ["lexicon"] = ContentKind.Other,
        ["plans"] = ContentKind.Other,
        ["surveys"] = ContentKind.Other,
        ["quizzes"] = ContentKind.Other,
        ["units"] = ContentKind.Units,
        ["schemas"] = ContentKind.Other,
    };

    public static ContentFolder Read(string path)
    {
        if (NotAContentFolder(path) is { } reason)
            return new ContentFolder([], new HashSet<string>(), [new ContentError(path, 1, reason)]);

        var documents = new List<ContentDocument>();
        var errors = new List<ContentError>();
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(full => Path.GetRelativePath(path, full).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var file in files)
        {
            if (MisplacedReason(file) is { } misplaced) errors.Add(new ContentError(file, 1, misplaced));
            else if (file.EndsWith(".yaml", StringComparison.Ordinal)
                && YamlFile.Read(File.ReadAllBytes(Path.Combine(path, file)), file, errors) is { } root)
                documents.Add(new ContentDocument(KindOf(file), file, root));
        }

        var templates = files.Where(IsTemplate).Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet();
        return new ContentFolder(documents, templates, errors);
    }

    private static string? NotAContentFolder(string path)
    {
        if (!Directory.Exists(path)) return "no such folder";
        return File.Exists(Path.Combine(path, LawsFile)) || Kinds.Keys.Any(name => Directory.Exists(Path.Combine(path, name)))
            ? null
            : $"not a content folder: it has neither {LawsFile} nor any of {string.Join(", ", Kinds.Keys)}";
    }

    private static ContentKind KindOf(string file) => file == LawsFile ? ContentKind.Laws : Kinds[file.Split('/')[0]];

    private static bool IsTemplate(string file) => file.StartsWith("infographics/templates/", StringComparison.Ordinal);

    // A misspelt folder or ending would otherwise take a file out of the library without a word.
    private static string? MisplacedReason(string file)
    {
        var parts = file.Split('/');
        var isYaml = file.EndsWith(".yaml", StringComparison.Ordinal);
        if (parts.Length == 1)
            return isYaml && file != LawsFile ? $"only {LawsFile} lies at the top; move the file into its folder" : null;
        if (!Kinds.TryGetValue(parts[0], out var kind)) return $"unknown folder '{parts[0]}'; known are {string.Join(", ", Kinds.Keys)}";
        return kind == ContentKind.Other || isYaml || IsTemplate(file) || parts[^1] == "README.md" ? null : "only .yaml files belong here";
    }
}
