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

/// <summary>Pictures and documents on Zalo's servers.</summary>
internal sealed class ZaloUploads(ZaloClient zalo, ProviderMediaStore references, MediaStore media, IOptions<ZaloOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Zalo does not say how long an upload lives; a week is what it is seen to, and -100 tells when it is over.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private readonly ProviderUploads uploads = new(ZaloChannel.ChannelName, Life, references, media);

    /// <inheritdoc cref="ProviderUploads.FindAsync"/>
    public Task<SendOutcome> FindAsync(string account, ZaloUpload what, CancellationToken ct) => uploads.FindAsync(
        account,
        what.MediaId,
        what.File is null ? "no_picture" : "no_file",
        bytes => zalo.PostAsync(
            ZaloChannel.ChannelName,
            ProviderOptions.Below(options.Value.BaseUrl, what.Path),
            () => what.Body(bytes),
            answered => ZaloErrors.Read(answered, data => what.File is null ? data.AttachmentId : data.Token, time.GetUtcNow()),
            ct),
        ct);

    public Task ForgetAsync(string account, ZaloUpload what, CancellationToken ct) => uploads.ForgetAsync(account, what.MediaId, ct);

    public void Dispose() => uploads.Dispose();
}
