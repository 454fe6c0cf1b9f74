using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Delivery;

/// <summary>How content is written in the database: readable Vietnamese, absent instead of null, one form for one content.</summary>
public static class MessageContentJson
{
    private static readonly MessageContentContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(MessageContent content) => JsonSerializer.Serialize(content, Json.MessageContent);

    /// <exception cref="JsonException">Not what <see cref="Write"/> wrote.</exception>
    public static MessageContent Read(string json) =>
        JsonSerializer.Deserialize(json, Json.MessageContent) ?? throw new JsonException("The content is null.");
}

[JsonSerializable(typeof(MessageContent))]
internal sealed partial class MessageContentContext : JsonSerializerContext;
