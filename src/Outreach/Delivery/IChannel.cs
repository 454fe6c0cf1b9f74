namespace Outreach.Delivery;

/// <summary>
/// One provider's wire format for outgoing messages. Knows nothing of campaigns or dialogs, and never retries by itself
/// (except once after refreshing a token): what follows an outcome is decided in one place.
/// </summary>
public interface IChannel
{
    /// <summary>Stable lower-case name: <c>zalo</c>, <c>sms</c>, <c>telegram</c>, <c>web</c>.</summary>
    string Name { get; }

    /// <summary>The sender account messages leave from; part of its webhooks' addresses.</summary>
    string Account { get; }

    ChannelLimits Limits { get; }

    /// <summary>Whether its credentials are given; nothing is planned for a channel that cannot send.</summary>
    bool Enabled { get; }

    /// <summary>What one message takes of the rate: SMS parts, quota units. 1 where the provider counts messages.</summary>
    double CostOf(MessageContent content) => 1;

    /// <summary>What to do about a message whose answer was lost, where the provider can neither be asked nor sends a receipt.</summary>
    UnknownPolicy WhenUnknown => UnknownPolicy.Hold;

    /// <summary>Hands one message to the provider. Never throws for what the provider does; cancellation always throws.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);
}

/// <summary>What follows a message of which nobody knows whether it arrived.</summary>
public enum UnknownPolicy
{
    /// <summary>It is shown to the officer and not sent again: nobody receives it twice.</summary>
    Hold = 0,

    /// <summary>It is sent again: everybody receives it, a few perhaps twice. For channels that cost nothing.</summary>
    Resend = 1,
}

/// <summary>What a channel can carry; content is fitted to it before it enters the outbox.</summary>
/// <param name="TextLength">Most UTF-16 units in one message.</param>
/// <param name="CaptionLength">Most UTF-16 units beside a picture; 0 when pictures are not possible.</param>
/// <param name="Buttons">Most buttons under a message; 0 when choices must be written as numbers.</param>
/// <param name="MessagesPerSecond">The provider's documented rate for one sender account.</param>
/// <param name="Concurrency">Requests in flight at once.</param>
/// <param name="Price">What one unit of <see cref="IChannel.CostOf"/> costs, in đồng; orders the channels, cheapest first.</param>
/// <param name="ReportsDelivery">Whether a receipt follows; where none can, none is waited for.</param>
public sealed record ChannelLimits(
    int TextLength, int CaptionLength, int Buttons, double MessagesPerSecond, int Concurrency, decimal Price = 0, bool ReportsDelivery = true)
{
    /// <summary>Most pictures in one message; the rest become links.</summary>
    public int Pictures { get; init; } = 1;

    /// <summary>Most cards in one message; 0 when they must be written as text.</summary>
    public int Cards { get; init; }

    /// <summary>Whether a document can travel with a message; elsewhere it becomes a link.</summary>
    public bool Files { get; init; }

    /// <summary>Whether parts of the text can be bold, slanted or links.</summary>
    public bool Formats { get; init; }

    /// <summary>Whether the citizen can be asked for name and telephone number by the provider's own form.</summary>
    public bool AsksForContact { get; init; }

    /// <summary>Whether the provider keeps approved templates, into which values are put.</summary>
    public bool Templates { get; init; }
}

/// <summary>A message about to leave.</summary>
/// <param name="Id">The outbox row.</param>
/// <param name="Account">Sender account of the channel, for example an OA's id or a brand name.</param>
/// <param name="Address">The recipient in the provider's terms: user id, chat id, +84 number.</param>
public sealed record OutgoingMessage(Guid Id, string Account, string Address, MessageContent Content)
{
    /// <summary>See <see cref="OutboxMessage.Round"/>.</summary>
    public int Round { get; init; }

    /// <summary>The id that providers are given, by which they know a repeat and which they echo: the same for all attempts of a round.</summary>
    public Guid RequestId => RequestIds.Of(Id, Round);
}
