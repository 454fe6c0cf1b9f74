using System.Security.Cryptography;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Webhook;

/// <summary>Tells which system a message of ours went to: no other may say what became of it.</summary>
internal sealed class WebhookMessages(Database database, FieldCipher cipher)
{
    /// <param name="request">The id it was sent under, of whichever round.</param>
    public async Task<bool> WentToAsync(string endpoint, Guid request, CancellationToken ct)
    {
        var address = await database.ReadAsync(
            session => session.FirstAsync<string>(
                "SELECT address FROM outbox WHERE id = @Row AND channel = @ChannelName", new { RequestIds.Read(request).Row, WebhookChannel.ChannelName }, ct),
            ct);
        try
        {
            return !string.IsNullOrEmpty(address) && WebhookAddress.Read(cipher.Reveal(address)).Endpoint == endpoint;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
