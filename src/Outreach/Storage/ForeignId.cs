using System.Security.Cryptography;
using System.Text;

namespace Outreach.Storage;

/// <summary>Ids that others give, as both databases can hold and index them.</summary>
internal static class ForeignId
{
    /// <summary>No provider's id comes near it. An entry of PostgreSQL's index has 2704 bytes, for several such texts.</summary>
    private const int Longest = 400;

    /// <summary>The id itself, or a hash of one that is too long or has a NUL, which PostgreSQL's texts cannot have.</summary>
    public static string Of(string id) =>
        id.Length <= Longest && !id.Contains('\0', StringComparison.Ordinal) ? id : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
