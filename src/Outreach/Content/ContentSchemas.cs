namespace Outreach.Content;

/// <summary>The schemas of <c>content/schemas</c>, carried inside the assembly: an edited copy must not loosen the check.</summary>
internal static class ContentSchemas
{
    private static readonly Dictionary<ContentKind, YamlSchema> Schemas = new()
    {
        [ContentKind.Laws] = Load("laws"),
        [ContentKind.Procedure] = Load("procedure"),
        [ContentKind.Faq] = Load("faq"),
        [ContentKind.Message] = Load("message"),
        [ContentKind.Infographic] = Load("infographic"),
        [ContentKind.SendingRules] = Load("sending"),
        [ContentKind.Units] = Load("units"),
    };

    public static IEnumerable<ContentError> Check(ContentDocument document) =>
        Schemas.TryGetValue(document.Kind, out var schema)
            ? schema.Check(document.Root).Select(finding => finding.In(document.File))
            : [];

    private static YamlSchema Load(string name)
    {
        using var stream = typeof(ContentSchemas).Assembly.GetManifestResourceStream($"schemas/{name}.schema.json")
            ?? throw new InvalidOperationException($"The schema '{name}' is not embedded.");
        using var reader = new StreamReader(stream);
        return YamlSchema.Parse(reader.ReadToEnd());
    }
}
