using System.Text.Json.Serialization;

namespace Outreach.Assistant.Dialogs;

/// <summary>The way of a dossier on the portal, in the order the guide tells it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GuideStep>))]
public enum GuideStep
{
    [JsonStringEnumMemberName("account")] Account = 1,
    [JsonStringEnumMemberName("filing")] Filing,
    [JsonStringEnumMemberName("attaching")] Attaching,
    [JsonStringEnumMemberName("paying")] Paying,
    [JsonStringEnumMemberName("failed_payment")] FailedPayment,
    [JsonStringEnumMemberName("following")] Following,
    [JsonStringEnumMemberName("post")] Post,
}
