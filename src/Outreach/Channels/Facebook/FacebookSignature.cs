using System.Security.Cryptography;
using System.Text;

namespace Outreach.Channels.Facebook;

/// <summary><c>X-Hub-Signature-256</c>: HMAC-SHA256 by the app's secret over the bytes as sent, in hex (Graph API, webhooks).</summary>
internal static class FacebookSignature
{
    public const string Header = "X-Hub-Signature-256";

    private const string Scheme = "sha256=";

    public static bool IsGenuine(string appSecret, byte[] body, string? signature)
    {
        if (signature is null || !signature.StartsWith(Scheme, StringComparison.Ordinal))
            return false;

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body, hash);
        return WebhookBody.MatchesHex(hash, signature.AsSpan(Scheme.Length));
    }
}
