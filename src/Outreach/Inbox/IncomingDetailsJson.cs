using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Inbox;

/// <summary>How details are written in the database.</summary>
internal static class IncomingDetailsJson
{
    public static string Write(IncomingDetails details) => JsonSerializer.Serialize(details, IncomingDetailsContext.Default.IncomingDetails);

    public static IncomingDetails? Read(string json) => JsonSerializer.Deserialize(json, IncomingDetailsContext.Default.IncomingDetails);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IncomingDetails))]
internal sealed partial class IncomingDetailsContext : JsonSerializerContext;
