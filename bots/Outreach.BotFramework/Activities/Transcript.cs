using System.Text.Json;

namespace Outreach.BotFramework.Activities;

/// <summary>What was said in a conversation, as the connector's <c>Transcript</c>: travels with a handoff.</summary>
public sealed record Transcript(IReadOnlyList<Activity> Activities)
{
    public Attachment ToAttachment() => new()
    {
        ContentType = "application/json",
        Name = nameof(Transcript),
        Content = JsonSerializer.SerializeToElement(this, ActivityJson.Default.Transcript),
    };
}

/// <summary>The answer to a request whose <see cref="Activity.DeliveryMode"/> is <see cref="DeliveryModes.ExpectReplies"/>.</summary>
public sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);
