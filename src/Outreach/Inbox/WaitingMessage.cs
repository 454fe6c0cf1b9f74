namespace Outreach.Inbox;

/// <summary>An incoming message with its conversation, as read for handling. Texts are in the clear; never logged.</summary>
internal sealed record WaitingMessage(
    Guid Id,
    Guid ConversationId,
    string Channel,
    string Account,
    string EventId,
    string Peer,
    string PeerLookup,
    IncomingKind Kind,
    string? Text,
    string? State,
    int Attempts)
{
    public IncomingDetails? Details { get; init; }

    /// <summary>A person has the conversation, so the assistant is silent.</summary>
    public bool WithPerson { get; init; }
}
