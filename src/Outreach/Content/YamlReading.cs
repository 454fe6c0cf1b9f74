using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Outreach.Content;

/// <summary>
/// Reads fields of a mapping without trusting its shape: what is missing or of another kind is null or empty. Shape is the
/// schema's business; rules about meaning still want to look at the rest of a file with one bad field.
/// </summary>
internal static class YamlReading
{
    extension(YamlNode? node)
    {
        public int Line => (int)(node?.Start.Line ?? 1);

        public YamlNode? Field(string name) =>
            node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

        public string? Text(string name) => node.Field(name).AsText();

        public string? AsText() => node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

        public IEnumerable<YamlNode> Items(string name) => node.Field(name).Entries();

        /// <summary>The items of a document that is itself a list.</summary>
        public IEnumerable<YamlNode> Entries() => node is YamlSequenceNode list ? list.Children : [];

        public IReadOnlyList<string> Texts(string name) => [.. node.Items(name).Select(item => item.AsText()).OfType<string>()];

        public DateOnly? Date(string name) => ParseDate(node.Text(name));

        public Uri? Link(string name) => Uri.TryCreate(node.Text(name), UriKind.Absolute, out var link) ? link : null;

        public bool Flag(string name) => string.Equals(node.Text(name), "true", StringComparison.OrdinalIgnoreCase);

        public int? Whole(string name) =>
            int.TryParse(node.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Only <c>2026-11-22</c>: 01/02/2026 means two different days to two different readers.</summary>
    public static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
