using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Outreach.Channels;

/// <summary>What all webhooks do before they trust anything.</summary>
internal static class WebhookBody
{
    /// <summary>Events are a few kilobytes: attachments come as links.</summary>
    private const int Largest = 64 * 1024;

    public static StatusCodeHttpResult TooLarge => TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

    /// <summary>The raw bytes, over which signatures are made; null when there are more than 64 KB.</summary>
    public static Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct) => ReadAsync(request, Largest, ct);

    /// <summary>The raw bytes; null when there are more than <paramref name="largest"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int largest, CancellationToken ct)
    {
        if (request.ContentLength > largest)
            return null;

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > largest)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>Compares secrets in a time that does not depend on where they differ.</summary>
    public static bool Matches(string expected, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
