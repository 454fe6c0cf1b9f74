using System.Text.Json.Serialization;

namespace Outreach.Assistant.Knowledge;

/// <summary>Which side of a procedure is asked about. The JSON names are part of the program's output.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Aspect>))]
public enum Aspect
{
    [JsonStringEnumMemberName("documents")] Documents = 1,
    [JsonStringEnumMemberName("fee")] Fee,
    [JsonStringEnumMemberName("time")] Time,
    [JsonStringEnumMemberName("where")] Where,
    [JsonStringEnumMemberName("payment")] Payment,
    [JsonStringEnumMemberName("steps")] Steps,
    [JsonStringEnumMemberName("level")] Level,
    [JsonStringEnumMemberName("link")] Link,
    [JsonStringEnumMemberName("legal_basis")] LegalBasis,
    [JsonStringEnumMemberName("result")] Result,
    [JsonStringEnumMemberName("conditions")] Conditions,
}
