using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Outreach.Channels.SmsGateway;

/// <summary>
/// Fields by dotted path, whatever they came in: JSON (<c>data.tranId</c>, <c>list.0.phone</c>), XML (local names below the root:
/// <c>Body.response.return.result</c>), a form or a query. Values are text; nothing that could hurt a database is in them.
/// </summary>
internal sealed class SmsFields
{
    /// <summary>Longer than any id, code or sentence of a gateway, and enough for a citizen's message of ten parts.</summary>
    private const int Longest = 2000;

    private readonly Func<string, string?> find;

    private SmsFields(Func<string, string?> find) => this.find = find;

    public string? this[string? path] => path is { Length: > 0 } && find(path) is { } value && Clean(value) is { Length: > 0 } clean ? clean : null;

    /// <summary>Null when the bytes are not of that format.</summary>
    public static SmsFields? Read(byte[] body, WireFormat format) => format switch
    {
        WireFormat.Json => Json(body),
        WireFormat.Xml => Xml(body),
        WireFormat.Form => Form(body),
        _ => null,
    };

    public static SmsFields Of(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.ToDictionary(pair => pair.Key, pair => pair.Value.Count > 0 ? pair.Value[0] : null, StringComparer.Ordinal);
        return new SmsFields(values.GetValueOrDefault);
    }

    private static SmsFields? Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object ? new SmsFields(path => InJson(root, path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? InJson(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner))
                element = inner;
            else if (element.ValueKind == JsonValueKind.Array
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
                element = element[index];
            else
                return null;
        }

        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a pair of codes is no text.
            return null;
        }
    }

    private static SmsFields? Xml(byte[] body)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1 << 20 };
            using var reader = XmlReader.Create(new MemoryStream(body), settings);
            var root = XDocument.Load(reader).Root;
            return root is null ? null : new SmsFields(path => InXml(root, path));
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            return null;
        }
    }

    private static string? InXml(XElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.Elements().FirstOrDefault(child => child.Name.LocalName == name) is not { } inner)
                return null;
            element = inner;
        }

        return element.HasElements ? null : element.Value.Trim();
    }

    private static SmsFields? Form(byte[] body)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            return Of(reader.ReadForm());
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Clean(string value)
    {
        var clean = new string([.. value.Where(c => !char.IsControl(c) || c is '\n' or '\t').Take(Longest)]);

        // Once through UTF-8: half a pair of codes, and what the cut left of one, become a replacement character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)).Replace('\uFFFE', '\uFFFD');
    }
}
