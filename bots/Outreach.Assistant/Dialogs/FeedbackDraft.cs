using System.Text.Json.Serialization;

namespace Outreach.Assistant.Dialogs;

/// <summary>A feedback as far as it has been told.</summary>
/// <param name="Asked">What the citizen was asked for last.</param>
/// <param name="Place">Where and when, in the citizen's words.</param>
/// <param name="Contact">How to reach the citizen; null when they leave none.</param>
public sealed record FeedbackDraft(FeedbackQuestion Asked, string? Content = null, string? Place = null, string? Contact = null);

/// <summary>What is asked of somebody who gives feedback, in this order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeedbackQuestion>))]
public enum FeedbackQuestion
{
    [JsonStringEnumMemberName("content")] Content = 1,
    [JsonStringEnumMemberName("place")] Place,
    [JsonStringEnumMemberName("contact")] Contact,
    [JsonStringEnumMemberName("confirm")] Confirm,
}

/// <summary>A confirmed feedback, to be stored; the citizen is told its code by <see cref="Dialog.Received"/>.</summary>
public sealed record FeedbackReport(string Content, string Place, string? Contact);
