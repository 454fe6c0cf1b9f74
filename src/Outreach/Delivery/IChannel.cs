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
    int TextLength, int CaptionLength, int Buttons, double MessagesPerSecond, int Concurrency, decimal Price = 0, bool ReportsDelivery = true);

/// <summary>A message about to leave.</summary>
/// <param name="Id">The outbox row; providers that echo a client id get this one.</param>
/// <param name="Account">Sender account of the channel, for example an OA's id or a brand name.</param>
/// <param name="Address">The recipient in the provider's terms: user id, chat id, +84 number.</param>
public sealed record OutgoingMessage(Guid Id, string Account, string Address, MessageContent Content);

/// <summary>Content as rendered for one channel.</summary>
/// <param name="Text">Plain text, NFC.</param>
/// <param name="Image">A stored picture that travels with the text, if the channel can.</param>
public sealed record MessageContent(string Text, MessageImage? Image = null, IReadOnlyList<MessageButton>? Buttons = null);

/// <param name="MediaId">Name in the media store.</param>
/// <param name="Alt">What the picture says, for those who cannot see it.</param>
public sealed record MessageImage(string MediaId, string Alt);

/// <param name="Url">Opens this address; when null, tapping speaks.</param>
/// <param name="Says">What tapping says, where the channel lets it differ from <paramref name="Title"/>; null: the title.</param>
public sealed record MessageButton(string Title, Uri? Url = null, string? Says = null);
