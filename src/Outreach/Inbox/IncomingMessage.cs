namespace Outreach.Inbox;

/// <summary>What a citizen did on a channel, already authenticated, before anything was made of it.</summary>
/// <param name="EventId">The provider's id of the event; a repeated one is stored once.</param>
/// <param name="Sender">The citizen in the provider's terms: user id, chat id, +84 number.</param>
/// <param name="Text">The words, or the payload of a tapped button; null for events without words.</param>
public sealed record IncomingMessage(
    string Channel,
    string Account,
    string EventId,
    string Sender,
    IncomingKind Kind,
    DateTimeOffset OccurredAt,
    string? Text = null,
    string? SenderName = null)
{
    public IncomingDetails? Details { get; init; }
}

/// <summary>What came with the words. Stored encrypted.</summary>
public sealed record IncomingDetails(IReadOnlyList<IncomingFile>? Files = null, SharedContact? Contact = null);

/// <param name="Kind">What the provider calls it: image, file, audio, video, location, sticker.</param>
/// <param name="Url">Where the provider keeps it; null where it is fetched by <paramref name="ProviderId"/>.</param>
public sealed record IncomingFile(string Kind, Uri? Url = null, string? ProviderId = null, string? Name = null, string? ContentType = null);

/// <summary>Name and telephone number that a citizen handed over by the provider's form, as the provider wrote them.</summary>
/// <param name="Verified">The provider vouches that the number is the sender's own; else it is what somebody typed.</param>
public sealed record SharedContact(string? Name, string? Phone, string? Address = null, bool Verified = false);

/// <summary>What a citizen did.</summary>
public enum IncomingKind
{
    Message = 1,

    /// <summary>Followed, pressed Start, or came back after blocking; the text is the code of the link that led here, if any.</summary>
    Joined = 2,

    /// <summary>Unfollowed or blocked: an opt-out for this channel.</summary>
    Left = 3,

    /// <summary>Told the provider to stop, which has obeyed and confirmed: an opt-out, with the words as text.</summary>
    Refused = 4,

    /// <summary>Told the provider to go on after a stop, which has confirmed it.</summary>
    Agreed = 5,

    /// <summary>Asked the provider to have their data deleted: an opt-out after which nothing of the conversation is kept.</summary>
    Withdrew = 6,

    /// <summary>Handed over name and number: <see cref="IncomingDetails.Contact"/>.</summary>
    SharedContact = 7,

    /// <summary>The same conversation has another address from now on, given as text: a Telegram group that became a supergroup.</summary>
    Moved = 8,
}
