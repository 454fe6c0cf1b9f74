using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Outreach.Console.Public;

/// <summary>
/// Microsoft's Web Chat (the npm package of webchat.json), compressed at build and kept in the assembly. Its address has its
/// hash, so browsers keep it for good: 0.7 MB once instead of at every opening.
/// </summary>
internal static class WebChatBundle
{
    private static readonly byte[] Brotli = Read("webchat.js.br");
    private static readonly byte[] Gzip = Read("webchat.js.gz");

    public static string Path { get; } = $"/chat/webchat-{Convert.ToHexStringLower(SHA256.HashData(Brotli).AsSpan(0, 8))}.js";

    public static IResult Serve(HttpRequest request, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.XContentTypeOptions = "nosniff";
        const string type = "text/javascript; charset=utf-8";
        if (Accepts(request, "br"))
            return Encoded(response, Brotli, "br", type);
        return Accepts(request, "gzip")
            ? Encoded(response, Gzip, "gzip", type)
            : Results.Stream(new GZipStream(new MemoryStream(Gzip), CompressionMode.Decompress), type);
    }

    private static IResult Encoded(HttpResponse response, byte[] bytes, string encoding, string type)
    {
        response.Headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, type);
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(each => each.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && each.Quality is not 0);

    private static byte[] Read(string name)
    {
        using var resource = typeof(WebChatBundle).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
