using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.BotFramework.Activities;

/// <summary>Source-generated JSON of the activity schema: camelCase names, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
/// <summary>Activities as the Bot Framework writes them: camel case, absent instead of null.</summary>
[JsonSerializable(typeof(Activity))]
public sealed partial class ActivityJson : JsonSerializerContext;
