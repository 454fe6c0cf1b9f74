using System.Text.Json.Serialization;

namespace Outreach.Channels.Twilio;

/// <summary>A message resource, or an error in the same place: 4xx answers carry <paramref name="Code"/> and <paramref name="Message"/>.</summary>
/// <param name="ErrorCode">On a message that failed at once.</param>
internal sealed record TwilioAnswer(string? Sid, int? ErrorCode, string? ErrorMessage, int? Code, string? Message);

/// <summary>A page of the list of messages, or an error in the same place.</summary>
/// <param name="NextPageUri">A path on the same host; null on the last page.</param>
internal sealed record TwilioList(IReadOnlyList<TwilioMessage>? Messages, string? NextPageUri, int? Code, string? Message);

/// <param name="DateCreated">RFC 2822, in UTC and whole seconds.</param>
internal sealed record TwilioMessage(
    string? Sid, string? To, string? Body, string? Direction, string? Status, string? DateCreated, int? ErrorCode, string? ErrorMessage);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwilioAnswer))]
[JsonSerializable(typeof(TwilioList))]
internal sealed partial class TwilioJson : JsonSerializerContext;
