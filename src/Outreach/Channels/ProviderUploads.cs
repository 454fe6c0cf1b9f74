using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels;

/// <summary>Puts stored files on a provider's servers: the first who needs one uploads it, the others wait for that and use the same.</summary>
/// <param name="life">How long the provider's reference is trusted.</param>
internal sealed class ProviderUploads(string channel, TimeSpan life, ProviderMediaStore references, MediaStore media) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Accepted with the provider's reference; else it ends as a message would.</summary>
    /// <param name="missing">The code of a file that is not there.</param>
    /// <param name="upload">Uploads the bytes; Accepted with the reference.</param>
    public async Task<SendOutcome> FindAsync(string account, string mediaId, string missing, Func<byte[], Task<SendOutcome>> upload, CancellationToken ct)
    {
        if (await references.FindAsync(channel, account, mediaId, ct) is { } known)
            return new SendOutcome.Accepted(known);
        if (media.PathOf(mediaId) is null)
            return new SendOutcome.Rejected(missing, $"{mediaId} is not in the media store");

        await oneAtATime.WaitAsync(ct);
        try
        {
            if (await references.FindAsync(channel, account, mediaId, ct) is { } theirs)
                return new SendOutcome.Accepted(theirs);
            var outcome = await upload(await media.ReadAsync(mediaId, ct));
            if (outcome is SendOutcome.Accepted uploaded)
                await references.SaveAsync(channel, account, mediaId, uploaded.ProviderId, life, ct);

            // Without an answer to the upload nothing has reached the citizen yet: safe to repeat.
            return outcome is SendOutcome.Unconfirmed lost ? new SendOutcome.Postponed("Upload: " + lost.Reason) : outcome;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>The provider no longer knows it.</summary>
    public Task ForgetAsync(string account, string mediaId, CancellationToken ct) => references.ForgetAsync(channel, account, mediaId, ct);

    public void Dispose() => oneAtATime.Dispose();
}
