using Outreach.Delivery;
using Outreach.Inbox;

namespace Outreach.Channels.Webhook;

/// <summary>What another system reports, read and found right. A closed set.</summary>
internal abstract record WebhookEvent
{
    private WebhookEvent()
    {
    }

    /// <param name="From">The person in that system's terms.</param>
    internal sealed record Said(IncomingKind Kind, string From, DateTimeOffset At, string? Text, string? Name, IncomingDetails? Details) : WebhookEvent;

    /// <param name="MessageId">The id under which we sent it.</param>
    internal sealed record Reported(Guid MessageId, ReceiptStatus Status, DateTimeOffset At, string? Reason) : WebhookEvent;

    internal sealed record Wrong(WebhookProblem Problem) : WebhookEvent;
}
