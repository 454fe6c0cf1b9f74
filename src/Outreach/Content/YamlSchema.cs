using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>
/// A node of a JSON Schema (draft 2020-12), limited to the keywords the files in <c>content/schemas</c> use, checked
/// against YAML so that every error has its line. Editors read the same files, so the shape of content is written down once.
/// A schema with any other keyword does not load: nothing is silently unchecked.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed partial record YamlSchema
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required SchemaType Type { get; init; }
    public IReadOnlyList<string> Required { get; init; } = [];
    public IReadOnlyDictionary<string, YamlSchema> Properties { get; init; } = new Dictionary<string, YamlSchema>();
    public bool AdditionalProperties { get; init; } = true;
    public YamlSchema? Items { get; init; }
    public int? MinItems { get; init; }
    public IReadOnlyList<string>? Enum { get; init; }
    public string? Pattern { get; init; }
    public SchemaFormat? Format { get; init; }
    public int? MinLength { get; init; }
    public long? Minimum { get; init; }
    public long? Maximum { get; init; }

    /// <summary>Said instead of the pattern; also understood by the YAML extension of VS Code.</summary>
    public string? PatternErrorMessage { get; init; }

    // For editors and readers only.
    [JsonPropertyName("$schema")] public string? Dialect { get; init; }
    [JsonPropertyName("$id")] public string? Id { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }

    public static YamlSchema Parse(string json) =>
        JsonSerializer.Deserialize<YamlSchema>(json, Reading) ?? throw new JsonException("The schema is null.");

    /// <summary>Everything wrong with <paramref name="node"/>, with its line in the file.</summary>
    public IEnumerable<Finding> Check(YamlNode node) => Check(node, "");

    private IEnumerable<Finding> Check(YamlNode node, string path) => (Type, node) switch
    {
        (SchemaType.Object, YamlMappingNode map) => CheckFields(map, path),
        (SchemaType.Array, YamlSequenceNode list) => CheckItems(list, path),
        (SchemaType.Object, _) => [Error(node, path, "expected fields (name: value)")],
        (SchemaType.Array, _) => [Error(node, path, "expected a list (each item on its own line after '- ', or [a, b])")],
        (_, YamlScalarNode scalar) => CheckScalar(scalar, path),
        _ => [Error(node, path, "expected a single value")],
    };

    private IEnumerable<Finding> CheckFields(YamlMappingNode map, string path)
    {
        var names = map.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value).ToHashSet();
        foreach (var missing in Required.Where(name => !names.Contains(name)))
            yield return Error(map, path, $"'{missing}' is missing");

        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "?";
            if (Properties.TryGetValue(name, out var schema))
                foreach (var error in schema.Check(value, path.Length == 0 ? name : $"{path}.{name}"))
                    yield return error;
            else if (!AdditionalProperties)
                yield return Error(key, path, $"unknown field '{name}'; known are {string.Join(", ", Properties.Keys)}");
        }
    }

    private IEnumerable<Finding> CheckItems(YamlSequenceNode list, string path)
    {
        if (list.Children.Count < MinItems)
            yield return Error(list, path, $"needs at least {MinItems} item(s); leave the field out if there is nothing to say");
        foreach (var (index, item) in list.Children.Index())
            foreach (var error in Items?.Check(item, $"{path}[{index}]") ?? [])
                yield return error;
    }

    private IEnumerable<Finding> CheckScalar(YamlScalarNode scalar, string path)
    {
        if (Kind(scalar) is "null") return [Error(scalar, path, "is empty; fill it in or leave the field out")];
        var flaw = Type switch
        {
            SchemaType.String => StringFlaw(scalar),
            SchemaType.Integer when Kind(scalar) != "integer" => $"expected a whole number, digits only; found '{scalar.Value}'",
            SchemaType.Integer => RangeFlaw(scalar.Value!),
            _ => Kind(scalar) == "boolean" ? null : $"expected true or false, found '{scalar.Value}'",
        };
        return flaw is null ? [] : [Error(scalar, path, flaw)];
    }

    private string? StringFlaw(YamlScalarNode scalar)
    {
        var text = scalar.Value!;
        if (Kind(scalar) != "string") return $"{text} would be read as a {Kind(scalar)}; put it in quotes";
        if (text.Length < MinLength) return "is empty; fill it in or leave the field out";
        if (Enum is not null && !Enum.Contains(text)) return $"'{text}' is not one of {string.Join(", ", Enum)}";
        if (Pattern is not null && !Regex.IsMatch(text, Pattern)) return $"'{text}' {PatternErrorMessage ?? $"does not match {Pattern}"}";
        return Format switch
        {
            SchemaFormat.Date when YamlReading.ParseDate(text) is null => $"'{text}' is not a date; write it as 2026-11-22",
            SchemaFormat.Uri when !IsWebAddress(text) => $"'{text}' is not a web address; write it in full, as https://dichvucong.gov.vn",
            _ => null,
        };
    }

    private string? RangeFlaw(string text)
    {
        var number = long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return number < Minimum ? $"{text} is below {Minimum}" : number > Maximum ? $"{text} is above {Maximum}" : null;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>What an unquoted word is in YAML 1.2's core schema, which editors follow too.</summary>
    private static string Kind(YamlScalarNode scalar) => scalar switch
    {
        { Style: not ScalarStyle.Plain } => "string",
        { Value: null or "" or "~" or "null" or "Null" or "NULL" } => "null",
        { Value: "true" or "True" or "TRUE" or "false" or "False" or "FALSE" } => "boolean",
        { Value: { } value } when WholeNumber().IsMatch(value) => "integer",
        { Value: { } value } when AnyNumber().IsMatch(value) => "number",
        _ => "string",
    };

    private static Finding Error(YamlNode at, string path, string message) =>
        new(at.Line, path.Length == 0 ? message : $"{path}: {message}");

    // 18 digits fit a long; a longer one counts as "number" and is refused where a whole number is wanted.
    [GeneratedRegex(@"^[-+]?[0-9]{1,18}$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+|0o[0-7]+|[-+]?\.(inf|Inf|INF)"
        + @"|\.(nan|NaN|NAN))$")]
    private static partial Regex AnyNumber();
}

internal enum SchemaType
{
    Object,
    Array,
    String,
    Integer,
    Boolean,
}

internal enum SchemaFormat
{
    /// <summary>A day, <c>2026-11-22</c>.</summary>
    Date,

    /// <summary>An absolute http(s) address.</summary>
    Uri,
}
