using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>What may be referred to in a folder, and the names given twice.</summary>
internal sealed class ContentIndex
{
    private readonly Dictionary<(ContentKind Kind, string Id), string> _places = [];

    public ContentIndex(ContentFolder folder)
    {
        Templates = folder.Templates;
        Laws = folder.Documents.Where(document => document.Kind == ContentKind.Laws)
            .SelectMany(register => register.Root.Entries())
            .Where(entry => entry.Text("id") is not null)
            .DistinctBy(entry => entry.Text("id"))
            .ToDictionary(entry => entry.Text("id")!);
        Procedures = folder.Documents.Where(document => document.Kind == ContentKind.Procedure && document.Root.Text("code") is not null)
            .DistinctBy(document => document.Root.Text("code"))
            .ToDictionary(document => document.Root.Text("code")!, document => document.Root);
        SendingRules =
        [
            .. folder.Documents
                .Where(document => document.Kind == ContentKind.SendingRules && !ContentSchemas.Check(document).Any())
                .SelectMany(document => document.Root.Entries())
                .Select(ContentRecords.SendingRule),
        ];
        foreach (var document in folder.Documents)
            foreach (var (id, node) in Names(document))
                Add(document, id, node);
    }

    public IReadOnlySet<string> Templates { get; }

    /// <summary>The register's entries by id, as written: an entry with a bad date still answers for the rest.</summary>
    public IReadOnlyDictionary<string, YamlNode> Laws { get; }

    /// <summary>Procedures by code, as written.</summary>
    public IReadOnlyDictionary<string, YamlNode> Procedures { get; }

    /// <summary>Those of files without an error of shape; what messages must carry is judged by them.</summary>
    public IReadOnlyList<SendingRule> SendingRules { get; }

    public List<ContentError> Duplicates { get; } = [];

    public bool Has(ContentKind kind, string id) => _places.ContainsKey((kind, id));

    private void Add(ContentDocument document, string id, YamlNode node)
    {
        var line = node.Line;
        if (!_places.TryAdd((document.Kind, id), $"{document.File}:{line}"))
            Duplicates.Add(new ContentError(document.File, line, $"'{id}' is already used at {_places[(document.Kind, id)]}"));
    }

    private static IEnumerable<(string Id, YamlNode Node)> Names(ContentDocument document) => document.Kind switch
    {
        ContentKind.Other => [],
        ContentKind.Laws or ContentKind.SendingRules => document.Root.Entries().SelectMany(entry => Name(entry, "id")),
        ContentKind.Procedure => Name(document.Root, "code"),
        ContentKind.Units => document.Root.Items("units").SelectMany(unit => UnitFile.NameOf(unit) is { } name ? [(name, unit)] : Array.Empty<(string, YamlNode)>()),
        _ => Name(document.Root, "id"),
    };

    private static IEnumerable<(string, YamlNode)> Name(YamlNode node, string field) =>
        node.Field(field) is { } value && value.AsText() is { } id ? [(id, value)] : [];
}
