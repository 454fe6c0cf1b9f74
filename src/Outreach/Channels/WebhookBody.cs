using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Outreach.Channels;

/// <summary>What all webhooks do before they trust anything.</summary>
internal static class WebhookBody
{
    /// <summary>Events are a few kilobytes: attachments come as links.</summary>
    private const int Largest = 64 * 1024;

    public static StatusCodeHttpResult TooLarge => TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

    /// <summary>The raw bytes, over which signatures are made; null when there are more than 64 KB, or as many as the provider documents.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct, int largest = Largest)
    {
        if (request.ContentLength > largest)
            return null;

        // Copied once, when it is whole: until then the pieces stay where the server has read them.
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            if (read.Buffer.Length > largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Compares secrets in a time that does not depend on where they differ.</summary>
    public static bool Matches(string expected, string? given) =>
        given is not null && Matches(expected.AsSpan(), given);

    /// <inheritdoc cref="Matches(string, string?)"/>
    public static bool Matches(ReadOnlySpan<char> expected, ReadOnlySpan<char> given) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected), MemoryMarshal.AsBytes(given));

    /// <summary>Whether a hash is the given one in hex, in small letters.</summary>
    public static bool MatchesHex(ReadOnlySpan<byte> hash, ReadOnlySpan<char> given)
    {
        Span<char> hex = stackalloc char[2 * hash.Length];
        Convert.TryToHexStringLower(hash, hex, out _);
        return Matches(hex, given);
    }
}
