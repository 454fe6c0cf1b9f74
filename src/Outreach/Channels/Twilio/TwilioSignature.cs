using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Outreach.Channels.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 with the account's token over the address as Twilio was given it, followed by every
/// form field's name and value, sorted by name (twilio.com/docs/usage/security). Of a field that comes several times each value
/// counts once, in order, as Twilio's libraries have it. What is no form is signed by its address alone, in which Twilio has put
/// the body's hash.
/// </summary>
public static class TwilioSignature
{
    [SuppressMessage("Security", "CA5350", Justification = "Twilio's choice; HMAC does not rest on SHA-1's collision resistance.")]
    public static string Compute(string authToken, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var data = new StringBuilder(url);
        foreach (var (key, value) in form.Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal))
            data.Append(key).Append(value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(data.ToString())));
    }

    /// <summary>Whether the signature fits. Twilio signs some addresses with their port and some without, so both are tried.</summary>
    public static bool IsGenuine(string authToken, string url, IReadOnlyCollection<KeyValuePair<string, string>> form, string? signature) =>
        WebhookBody.Matches(Compute(authToken, url, form), signature)
        || WebhookBody.Matches(Compute(authToken, OtherPort(url), form), signature);

    /// <summary>Whether the hash in the signed address, <c>bodySHA256</c>, is that of the body. Without it nothing vouches for the body.</summary>
    public static bool CoversBody(string? bodySha256, ReadOnlySpan<byte> body) =>
        WebhookBody.Matches(Convert.ToHexStringLower(SHA256.HashData(body)), bodySha256?.ToLowerInvariant());

    /// <summary>Without its port, or with the default one; the letters' case and the query stay as they are.</summary>
    private static string OtherPort(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?'], host);
        if (end < 0)
            end = url.Length;
        var port = url.LastIndexOf(':', end - 1);

        // A colon further left belongs to the scheme, one inside brackets to an IPv6 address.
        if (port >= host && url.IndexOf(']', port, end - port) < 0)
            return url[..port] + url[end..];
        return url[..end] + (url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80") + url[end..];
    }
}
