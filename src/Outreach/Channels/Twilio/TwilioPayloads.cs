using System.Text.Json.Serialization;

namespace Outreach.Channels.Twilio;

/// <summary>A message resource, or an error in the same place: 4xx answers carry <paramref name="Code"/> and <paramref name="Message"/>.</summary>
/// <param name="ErrorCode">On a message that failed at once.</param>
internal sealed record TwilioAnswer(string? Sid, int? ErrorCode, string? ErrorMessage, int? Code, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwilioAnswer))]
internal sealed partial class TwilioJson : JsonSerializerContext;
