using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Outreach.Assistant.Knowledge.Files;

/// <summary>
/// One line of a procedure file, with its content in one fixed form: properties in order of their names, composed Unicode, no
/// blanks between. Two lines that say the same have the same form.
/// </summary>
public sealed record ProcedureLine(string Json, Procedure Procedure)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null when the line cannot be used; <paramref name="problem"/> then says why.</summary>
    /// <param name="read">Day to give as the date of a record that states none.</param>
    public static ProcedureLine? Parse(string text, DateOnly read, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = "";
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            problem = "is not UTF-8";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var json = Canonical(document.RootElement);
            var procedure = JsonSerializer.Deserialize<ProcedureRecord>(json, JsonLines.Options)?.ToProcedure(read);
            problem = procedure is null ? "has no \"code\" or no \"name\"" : "";
            return procedure is null ? null : new ProcedureLine(json, procedure);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: text that is half of a surrogate pair.
            problem = e.Message;
            return null;
        }
    }

    private static string Canonical(JsonElement root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            Write(writer, root);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString()!.Normalize());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
