using System.Text.Json;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Content made for one person, as it lies in the outbox: encrypted, since an answer or a word about a dossier may be nobody else's
/// business. What a whole campaign shares is public and stays readable (<see cref="MessageContents"/>).
/// </summary>
public static class SealedContent
{
    /// <summary>Which form it is in. Earlier versions wrote plain JSON, which begins with a brace; that is still read.</summary>
    private const string Encrypted = "v1:";

    /// <summary>Why a message whose address or content cannot be opened did not leave.</summary>
    internal static readonly SendOutcome.Rejected Unreadable = new("unreadable", "the stored address or content cannot be read");

    public static string Write(MessageContent content, FieldCipher cipher) => Encrypted + cipher.Protect(MessageContentJson.Write(content));

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was not written with this key, or was changed.</exception>
    /// <exception cref="JsonException">It is in none of our forms.</exception>
    public static MessageContent Read(string stored, FieldCipher cipher) => MessageContentJson.Read(
        stored.StartsWith(Encrypted, StringComparison.Ordinal) ? cipher.Reveal(stored[Encrypted.Length..]) : stored);
}
