using System.ComponentModel.DataAnnotations;

namespace Outreach.Inbox.Retention;

/// <summary>
/// How long what citizens write and send is kept. Section <c>Retention</c>. Law 91/2025/QH15 art. 14 has personal data deleted when
/// its purpose is done or its period is over; how long that is the law leaves to who keeps them, so the defaults are ours.
/// </summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Days after which a file that a visitor uploaded goes. Default 30: pictures of papers are sensitive, and nobody needs them twice.</summary>
    [Range(1, 3650)]
    public int FileDays { get; set; } = 30;

    /// <summary>
    /// Days after which a message and its replies go, and a conversation after nothing was said in it. Default 180. At least 2:
    /// providers repeat an event for half a day, and it is known again by what is kept.
    /// </summary>
    [Range(2, 3650)]
    public int ConversationDays { get; set; } = 180;

    /// <summary>Days after which a handoff that nobody has ended holds its conversation no longer. Default 365, counted from its last status.</summary>
    [Range(1, 3650)]
    public int HandoffDays { get; set; } = 365;
}

/// <summary>What is older than this goes.</summary>
/// <param name="Handoffs">A handoff open since later than this keeps all of its conversation.</param>
public sealed record RetentionLimits(DateTimeOffset Files, DateTimeOffset Conversations, DateTimeOffset Handoffs);
