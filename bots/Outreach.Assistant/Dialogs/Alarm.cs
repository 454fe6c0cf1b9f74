using System.Text.Json.Serialization;

namespace Outreach.Assistant.Dialogs;

/// <summary>Knowledge an officer must look at, noticed while answering.</summary>
/// <param name="Id">Code of the procedure or id of the common question.</param>
/// <param name="What">What is wrong, in Vietnamese, without anything the citizen said.</param>
public sealed record Alarm(AlarmKind Kind, string Id, string What);

/// <summary>Why knowledge is doubted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlarmKind>))]
public enum AlarmKind
{
    /// <summary>Its source was last updated too long ago.</summary>
    [JsonStringEnumMemberName("stale")] Stale = 1,

    /// <summary>Another procedure has taken its place, or its own last day is over.</summary>
    [JsonStringEnumMemberName("superseded")] Superseded,

    /// <summary>A law it rests on is no longer in force.</summary>
    [JsonStringEnumMemberName("law_ended")] LawEnded,

    /// <summary>None of its amounts holds today.</summary>
    [JsonStringEnumMemberName("fee_lapsed")] FeeLapsed,
}
