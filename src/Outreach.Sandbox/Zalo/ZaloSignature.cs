using System.Security.Cryptography;
using System.Text;

namespace Outreach.Sandbox.Zalo;

/// <summary>Header <c>X-ZEvent-Signature</c>: a plain SHA-256, not an HMAC (developers.zalo.me, webhook; official SDKs' MacUtils).</summary>
internal static class ZaloSignature
{
    public const string Header = "X-ZEvent-Signature";

    public static string Of(string appId, string body, string timestamp, string oaSecret) =>
        "mac=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appId + body + timestamp + oaSecret)));
}
