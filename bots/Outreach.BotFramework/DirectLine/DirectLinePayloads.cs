using System.Text.Json.Serialization;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Answer to the making of a token and to the start of a conversation.</summary>
internal sealed record ConversationAnswer(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

internal sealed record StartRequest(TokenUser? User, IReadOnlyList<string>? TrustedOrigins)
{
    [JsonIgnore]
    public string? UserId => string.IsNullOrWhiteSpace(User?.Id) ? null : User.Id;
}

internal sealed record TokenUser(string? Id);

internal sealed record ActivitySet(IReadOnlyList<Activity> Activities, string Watermark);

internal sealed record ActivityId(string Id);

internal sealed record ErrorAnswer(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message);

/// <summary>Payload of a token; the names are short because the token travels with every request.</summary>
internal sealed record TokenClaims(string Conv, string User, long Exp, IReadOnlyList<string>? Origins);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(ActivityId))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(IReadOnlyList<ChannelAccount>))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
