namespace Outreach.Inbox;

/// <summary>A message as it is stored: what a citizen wrote, encrypted. Its properties are the parameters of the statements that store it.</summary>
/// <param name="EventId">The provider's, as both databases can hold it.</param>
/// <param name="Lookup">Keyed hash of the sender's address.</param>
/// <param name="Sender">In the clear; encrypted only for somebody new.</param>
/// <param name="SenderName">The same.</param>
internal sealed record Arrival(
    Guid Id,
    string Channel,
    string Account,
    string EventId,
    string Lookup,
    string Sender,
    string? SenderName,
    IncomingKind Kind,
    string? Text,
    string? Details,
    DateTimeOffset OccurredAt,
    DateTimeOffset At,
    InboxState State);
