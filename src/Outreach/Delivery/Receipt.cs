namespace Outreach.Delivery;

/// <summary>A provider's later word about a message it took.</summary>
/// <param name="EventId">Unique per event of this channel; a repeated one is stored once.</param>
/// <param name="ProviderId">The provider's message id.</param>
/// <param name="MessageId">Our own id, where the provider echoes it (<see cref="OutgoingMessage.RequestId"/>, of whichever round); settles a message whose answer was lost.</param>
/// <param name="Reason">The provider's code and words for a failure.</param>
public sealed record Receipt(
    string Channel,
    string Account,
    string EventId,
    string ProviderId,
    ReceiptStatus Status,
    DateTimeOffset OccurredAt,
    Guid? MessageId = null,
    string? Reason = null);

/// <summary>Ranked: a later, lower status never replaces a higher one.</summary>
public enum ReceiptStatus
{
    Sent = 1,
    Failed = 2,
    Delivered = 3,
    Seen = 4,
}
