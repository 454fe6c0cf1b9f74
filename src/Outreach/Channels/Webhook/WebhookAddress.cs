namespace Outreach.Channels.Webhook;

/// <summary>Where a message goes: a configured system, and a recipient in that system's own terms where it has several.</summary>
/// <param name="Endpoint">Lower-case, as it is stored.</param>
internal sealed record WebhookAddress(string Endpoint, string? Recipient)
{
    private const char Separator = '|';

    public static WebhookAddress Read(string address) => address.IndexOf(Separator) is var at && at < 0
        ? new(address.ToLowerInvariant(), null)
        : new(address[..at].ToLowerInvariant(), address[(at + 1)..]);

    /// <summary>As it is written in an address book: <c>NAME</c> or <c>NAME|recipient</c>.</summary>
    public override string ToString() => Recipient is null ? Endpoint : Endpoint + Separator + Recipient;
}
