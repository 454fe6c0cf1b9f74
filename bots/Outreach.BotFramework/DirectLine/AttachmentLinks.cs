using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Outreach.BotFramework.Activities;

namespace Outreach.BotFramework.DirectLine;

/// <summary>
/// Addresses of uploaded files. In the log a file is named by its id alone; whoever reads the log gets an address that is
/// signed and good for one to two hours, since a picture on a page cannot send a token along.
/// </summary>
public sealed class AttachmentLinks(IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const string Scheme = "attachment:";

    /// <summary>Addresses change at the full hour only, so a browser that reads the log again has the picture already.</summary>
    private const long Hour = 3600;

    /// <summary>The id by which a bot reads the file from the <see cref="IAttachmentStore"/>; null when it was not uploaded here.</summary>
    public static string? IdOf(Attachment attachment) =>
        attachment.ContentUrl is { } url && url.StartsWith(Scheme, StringComparison.Ordinal) ? url[Scheme.Length..] : null;

    internal static Attachment To(string id, UploadedFile file) =>
        new() { ContentType = file.ContentType, ContentUrl = Scheme + id, Name = file.Name };

    /// <summary>A name for content: the same bytes in the same conversation have the same, and nobody can guess another's.</summary>
    internal string NameOf(string conversationId, byte[] content) =>
        Convert.ToHexStringLower(Mac("file", conversationId, Convert.ToHexStringLower(SHA256.HashData(content)))[..16]);

    /// <summary>The activity as a client gets it: every address absolute, since the page it is shown on may be on another site.</summary>
    internal Activity Addressed(Activity activity, string conversationId, HttpRequest request)
    {
        if (activity.Attachments is not { Count: > 0 } attachments)
            return activity;
        return activity with { Attachments = [.. attachments.Select(each => Addressed(each, conversationId, request))] };
    }

    private Attachment Addressed(Attachment attachment, string conversationId, HttpRequest request)
    {
        var address = AddressOf(attachment, conversationId, request);
        var isUploadedPicture = IdOf(attachment) is not null && FileKind.IsPicture(attachment.ContentType ?? "");
        return attachment with { ContentUrl = address, ThumbnailUrl = isUploadedPicture ? address : attachment.ThumbnailUrl };
    }

    /// <summary>Whether the query of an address is ours and not past its time.</summary>
    internal bool Admits(string conversationId, string id, HttpRequest request)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var (until, signature) = (request.Query["e"].ToString(), request.Query["s"].ToString());
        return long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds > time.GetUtcNow().ToUnixTimeSeconds()
            && Base64Url.IsValid(signature)
            && Base64Url.TryDecodeFromChars(signature, given, out var length)
            && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, Mac("link", conversationId, id, until));
    }

    private string? AddressOf(Attachment attachment, string conversationId, HttpRequest request)
    {
        if (IdOf(attachment) is not { } id)
            return attachment.ContentUrl is ['/', not '/', ..] path ? DirectLineAddress.SiteOf(request) + path : attachment.ContentUrl;
        var until = ((time.GetUtcNow().ToUnixTimeSeconds() / Hour + 2) * Hour).ToString(CultureInfo.InvariantCulture);
        var signature = Base64Url.EncodeToString(Mac("link", conversationId, id, until));
        return $"{DirectLineAddress.Of(request)}/conversations/{conversationId}/attachments/{id}?e={until}&s={signature}";
    }

    /// <summary>The purpose comes first, so no signature of one kind serves as another; tokens begin otherwise.</summary>
    private byte[] Mac(params ReadOnlySpan<string> parts) =>
        HMACSHA256.HashData(options.Value.SigningKey.Span, Encoding.UTF8.GetBytes("attachment\n" + string.Join('\n', parts)));
}

/// <summary>Our own address as the client of a request sees it. Behind a proxy the host restores scheme and host from the forwarded headers.</summary>
internal static class DirectLineAddress
{
    public static string SiteOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>What clients call the domain: the address below which <c>/conversations</c> is.</summary>
    public static string Of(HttpRequest request) => SiteOf(request) + PathOf(request);

    public static string PathOf(HttpRequest request)
    {
        var path = request.Path.Value!;
        return request.PathBase + path[..path.LastIndexOf("/conversations", StringComparison.OrdinalIgnoreCase)];
    }
}
