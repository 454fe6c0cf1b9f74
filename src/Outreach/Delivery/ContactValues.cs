using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>
/// Puts what is the recipient's own into an approved template, on the way out: the content that many share is approved and kept
/// without anybody's name, and a name that was mended or deleted since is the one that counts.
/// </summary>
internal static class ContactValues
{
    extension(MessageContent content)
    {
        /// <summary>The content as it leaves for this recipient.</summary>
        /// <exception cref="System.Security.Cryptography.CryptographicException">The stored name cannot be read.</exception>
        public MessageContent For(ClaimedMessage message, FieldCipher cipher)
        {
            if (content.Template is not { FromContact: { Count: > 0 } own } template)
                return content;
            var values = new Dictionary<string, string>(template.Values);
            var called = message.ContactName is { } kept ? cipher.Reveal(kept) : null;
            foreach (var (name, wanted) in own)
                values[name] = wanted.Of(wanted.Fact is ContactFact.Name ? called : message.ContactUnit);
            return content with { Template = new(template.Id, values) };
        }
    }

    /// <summary>The fact on one line; what stands in for it where it is unknown or longer than the template takes.</summary>
    private static string Of(this ContactValue wanted, string? fact)
    {
        var line = string.Join(' ', (fact ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length is 0 || line.Length > wanted.MaxLength ? wanted.Otherwise : line;
    }
}
