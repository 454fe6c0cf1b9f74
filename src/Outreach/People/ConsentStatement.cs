using System.Security.Cryptography;
using System.Text;

namespace Outreach.People;

/// <summary>What a person said about our messages, and the trace it left; see <see cref="Consent"/>.</summary>
/// <param name="Words">What they wrote or pressed.</param>
/// <param name="Source">The channel, the link, or the officer who took the call.</param>
/// <param name="Proof">In the form of <see cref="ConsentProof"/>.</param>
/// <param name="WordingVersion">Version of the text they were shown; null when unknown.</param>
/// <param name="Confirmed">Whether they are told that it was taken down: by our reply, by the page, or by the provider.</param>
public sealed record ConsentStatement(string Words, string Source, string? Proof = null, string? WordingVersion = null, bool Confirmed = false);

/// <summary>How an entry of the consent ledger can be shown to be true.</summary>
public static class ConsentProof
{
    /// <summary>An event a provider reported and signed; found in the inbox by the same three words.</summary>
    public static string Event(string channel, string account, string eventId) => $"event:{channel}/{account}/{eventId}";

    /// <summary>A line of a list, where the paper or form behind it is found.</summary>
    /// <param name="line">As the file counts, from 1.</param>
    public static string Row(string file, int line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row:{file}:{line}");

    /// <summary>The person's own link, by its page or (RFC 8058) by their mail program in one click.</summary>
    public static string Link(bool oneClick) => oneClick ? "link:one-click" : "link:page";

    /// <summary>The name on the API key with which it was entered; the audit log has the same moment.</summary>
    public static string Officer(string name) => "officer:" + name;
}

/// <summary>Names a text as it stood when a person read it, so that a later change of the text does not change what they agreed to.</summary>
public static class WordingVersion
{
    /// <summary>The first 12 hex digits of its SHA-256, in UTF-8 and composed letters.</summary>
    public static string Of(params ReadOnlySpan<string> paragraphs) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', paragraphs).Normalize())))[..12];
}
