using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Zalo;

/// <summary>A stored picture or document as Zalo takes it in.</summary>
/// <param name="Path">Where it is uploaded.</param>
/// <param name="File">Null: a picture.</param>
internal sealed record ZaloUpload(string MediaId, string Path, MessageFile? File)
{
    public static ZaloUpload Of(MessageImage image) => new(image.MediaId, "/v2.0/oa/upload/image", File: null);

    public static ZaloUpload Of(MessageFile file) => new(file.MediaId, "/v2.0/oa/upload/file", file);

    public HttpContent Body(byte[] bytes) => new MultipartFormDataContent
    {
        File is null ? ProviderHttp.Picture("file", MediaId, bytes) : Document(File, bytes),
    };

    /// <summary>What the recipient sees is the name; header fields carry it in ASCII, so its marks are taken off.</summary>
    private static ByteArrayContent Document(MessageFile file, byte[] bytes)
    {
        var name = new StringBuilder();
        foreach (var c in file.Name.Replace('đ', 'd').Replace('Đ', 'D').Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '-');
        }

        var document = new ByteArrayContent(bytes);
        document.Headers.TryAddWithoutValidation("Content-Type", file.ContentType);
        document.Headers.ContentDisposition = new("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" };
        return document;
    }
}

/// <summary>Puts pictures and documents on Zalo's servers: the first who needs one uploads it, the others wait for that and use the same.</summary>
internal sealed class ZaloUploads(ZaloClient zalo, ProviderMediaStore references, MediaStore media, IOptions<ZaloOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Zalo does not say how long an upload lives; a week is what it is seen to, and -100 tells when it is over.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim uploading = new(1, 1);

    /// <summary>Accepted with Zalo's reference; else it ends as a message would.</summary>
    public async Task<SendOutcome> FindAsync(string account, ZaloUpload what, CancellationToken ct) =>
        await references.FindAsync(ZaloChannel.ChannelName, account, what.MediaId, ct) is { } known
            ? new SendOutcome.Accepted(known)
            : await UploadAsync(account, what, ct);

    public Task ForgetAsync(string account, ZaloUpload what, CancellationToken ct) =>
        references.ForgetAsync(ZaloChannel.ChannelName, account, what.MediaId, ct);

    public void Dispose() => uploading.Dispose();

    private async Task<SendOutcome> UploadAsync(string account, ZaloUpload what, CancellationToken ct)
    {
        if (media.PathOf(what.MediaId) is null)
            return new SendOutcome.Rejected(what.File is null ? "no_picture" : "no_file", $"{what.MediaId} is not in the media store");

        await uploading.WaitAsync(ct);
        try
        {
            if (await references.FindAsync(ZaloChannel.ChannelName, account, what.MediaId, ct) is { } known)
                return new SendOutcome.Accepted(known);
            var bytes = await media.ReadAsync(what.MediaId, ct);
            var outcome = await zalo.PostAsync(
                ZaloChannel.ChannelName,
                ProviderOptions.Below(options.Value.BaseUrl, what.Path),
                () => what.Body(bytes),
                answered => ZaloErrors.Read(answered, data => what.File is null ? data.AttachmentId : data.Token, time.GetUtcNow()),
                ct);
            if (outcome is SendOutcome.Accepted uploaded)
                await references.SaveAsync(ZaloChannel.ChannelName, account, what.MediaId, uploaded.ProviderId, Life, ct);

            // Without an answer to the upload nothing has reached the citizen yet: safe to repeat.
            return outcome is SendOutcome.Unconfirmed lost ? new SendOutcome.Postponed("Upload: " + lost.Reason) : outcome;
        }
        finally
        {
            uploading.Release();
        }
    }
}
