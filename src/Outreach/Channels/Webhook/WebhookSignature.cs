using System.Security.Cryptography;
using System.Text;

namespace Outreach.Channels.Webhook;

/// <summary>
/// Signatures of the Standard Webhooks convention 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec): HMAC-SHA256
/// over <c>id.timestamp.body</c>, in Base64 after <c>v1,</c>; several are separated by spaces while a secret is changed.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "Webhook-Id";
    public const string TimestampHeader = "Webhook-Timestamp";
    public const string SignatureHeader = "Webhook-Signature";

    public const string SecretForm = "must be whsec_ and the Base64 of 24 to 64 random bytes";

    private const string Prefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>The header for a message: one signature per key.</summary>
    public static string Sign(IEnumerable<byte[]> keys, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>();
        foreach (var key in keys)
            signatures.Add(Version + Convert.ToBase64String(Mac(key, id, timestamp, body)));
        return string.Join(' ', signatures);
    }

    /// <summary>Whether one of the signatures in a header was made with one of the keys.</summary>
    public static bool IsGenuine(IEnumerable<byte[]> keys, string id, string timestamp, ReadOnlySpan<byte> body, string header)
    {
        var genuine = false;
        foreach (var key in keys)
        {
            var expected = Version + Convert.ToBase64String(Mac(key, id, timestamp, body));
            foreach (var signature in header.AsSpan().Split(' '))
                genuine |= WebhookBody.Matches(expected, header.AsSpan(signature));
        }

        return genuine;
    }

    /// <summary>The bytes of a secret, or null when it is not of the convention's form.</summary>
    public static byte[]? KeyOf(string? secret)
    {
        if (secret is null || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= 24 and <= 64 ? key[..length] : null;
    }

    private static byte[] Mac(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return HMACSHA256.HashData(key, signed);
    }
}
