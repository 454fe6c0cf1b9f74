using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Xml;

namespace Outreach.Channels.SmsGateway;

/// <summary>A text with placeholders in braces. What stands in for them is escaped for the format, so that no citizen's words change it.</summary>
internal sealed partial class SmsTemplate
{
    private static readonly string[] Known = ["phone", "text", "messageId", "brandname", "unicode", "callback", "token", "session"];

    private readonly string source;

    private SmsTemplate(string source) => this.source = source;

    /// <summary>What it asks for.</summary>
    public IReadOnlySet<string> Names => Placeholder().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Placeholders that nothing stands in for.</summary>
    public IEnumerable<string> Unknown => Names.Where(name => !Known.Contains(name) && !name.StartsWith("secret:", StringComparison.Ordinal));

    public static SmsTemplate Read(string? source) => new(source ?? "");

    public string Fill(Func<string, string?> value, Func<string, string> escape) =>
        Placeholder().Replace(source, match => escape(value(match.Groups[1].Value) ?? ""));

    public static Func<string, string> EscapeFor(WireFormat format) => format switch
    {
        WireFormat.Json => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode,
        WireFormat.Form => Uri.EscapeDataString,
        WireFormat.Xml => EscapeXml,
        _ => value => value,
    };

    private static string EscapeXml(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            // What XML cannot carry at all is left out.
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&apos;"),
                _ when !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value) => escaped.Append(rune.ToString()),
                _ => escaped,
            };
        }

        return escaped.ToString();
    }

    [GeneratedRegex(@"\{(secret:\w+|[A-Za-z]\w*)\}")]
    private static partial Regex Placeholder();
}
