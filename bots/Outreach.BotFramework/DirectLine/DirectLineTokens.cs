using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Outreach.BotFramework.DirectLine;

/// <summary>Lets its bearer into one conversation, as one user, until it expires.</summary>
/// <param name="Origins">The sites whose pages may use it; empty: any that may talk to us.</param>
public sealed record DirectLineToken(
    string ConversationId,
    string UserId,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<string> Origins);

/// <summary>
/// Makes and reads tokens: JSON Web Tokens under HMAC-SHA256 (RFC 7515). A JWT rather than opaque bytes because
/// Web Chat takes the user's id from its payload's <c>user</c>.
/// </summary>
public sealed class DirectLineTokens(IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>{"alg":"HS256","typ":"JWT"}. A token must begin with exactly this, so no token chooses its own algorithm.</summary>
    private const string Header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

    /// <summary>Seconds a new token lives, as <c>expires_in</c> reports it.</summary>
    public int LifetimeSeconds => (int)options.Value.TokenLifetime.TotalSeconds;

    /// <summary>A token of a conversation and a user, from now on, for the usual lifetime unless another is given.</summary>
    public string Issue(string conversationId, string userId, IReadOnlyList<string>? origins = null, TimeSpan? lifetime = null)
    {
        var claims = new TokenClaims(
            conversationId,
            userId,
            (time.GetUtcNow() + (lifetime ?? options.Value.TokenLifetime)).ToUnixTimeSeconds(),
            origins is { Count: > 0 } ? origins : null);
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims, DirectLineJson.Default.TokenClaims);
        var signed = $"{Header}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(signed))}";
    }

    /// <summary>The token behind <paramref name="text"/>; null when we did not make it or it has expired.</summary>
    public DirectLineToken? Read(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || parts[0] != Header || !IsSignedByUs(parts))
            return null;

        // Only what we signed gets here, so the payload is ours and well formed.
        var claims = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(parts[1]), DirectLineJson.Default.TokenClaims)!;
        var expires = DateTimeOffset.FromUnixTimeSeconds(claims.Exp);
        return expires > time.GetUtcNow() ? new DirectLineToken(claims.Conv, claims.User, expires, claims.Origins ?? []) : null;
    }

    private bool IsSignedByUs(string[] parts)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Base64Url.IsValid(parts[2])
            && Base64Url.TryDecodeFromChars(parts[2], signature, out var length)
            && length == signature.Length
            && CryptographicOperations.FixedTimeEquals(signature, Sign($"{parts[0]}.{parts[1]}"));
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(options.Value.SigningKey.Span, Encoding.UTF8.GetBytes(text));
}
