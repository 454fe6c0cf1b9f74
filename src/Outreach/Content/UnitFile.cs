using Outreach.Assistant.Knowledge;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>Reads <c>content/units/*.yaml</c>: which units exist today and which were merged into them.</summary>
public static class UnitFile
{
    /// <summary>All files of a folder as one list; an absent folder is an empty list.</summary>
    /// <exception cref="ContentException">Names file and line of everything that cannot be read.</exception>
    public static IReadOnlyList<Unit> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var errors = new List<ContentError>();
        var documents = Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => Read(file, errors))
            .OfType<ContentDocument>()
            .ToList();
        errors.AddRange(documents.SelectMany(ContentSchemas.Check));
        return errors.Count == 0 ? [.. documents.SelectMany(document => Units(document.Root))] : throw new ContentException(folder, errors);
    }

    internal static IEnumerable<Unit> Units(YamlNode root) => root.Items("units").Select(Unit);

    /// <summary>What a unit is known by: several provinces have a ward of one name, but no province has two.</summary>
    internal static string? NameOf(YamlNode unit) =>
        unit.Text("name") is not { } name ? null
        : unit.Text("province") is { } province ? $"{name}, {province}"
        : name;

    private static ContentDocument? Read(string file, List<ContentError> errors)
    {
        var name = Path.GetFileName(file);
        return YamlFile.Read(File.ReadAllBytes(file), name, errors) is { } root ? new(ContentKind.Units, name, root) : null;
    }

    /// <summary>The kind as it stands before a name.</summary>
    internal static string KindOf(YamlNode unit) => unit.Text("kind") switch
    {
        "province" => "tỉnh",
        "city" => "thành phố",
        "commune" => "xã",
        _ => "phường",
    };

    private static Unit Unit(YamlNode node) => new(
        node.Text("name")!,
        KindOf(node),
        node.Text("province") ?? node.Text("name")!,
        node.Texts("formerly"),
        node.Date("since")!.Value,
        node.Text("source")!,
        node.Date("sourceDate")!.Value);
}
