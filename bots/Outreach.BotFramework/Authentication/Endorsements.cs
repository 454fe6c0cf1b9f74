using System.Collections;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Outreach.BotFramework.Authentication;

/// <summary>The channels a signing key may be used for: an array that the Bot Framework adds to its keys.</summary>
internal static class Endorsements
{
    private const string Member = "endorsements";

    public static IReadOnlyList<string> Of(JsonWebKey key) => key.AdditionalData.TryGetValue(Member, out var value)
        ? value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(each => each.ToString())],
            string => [],
            IEnumerable list => [.. list.Cast<object?>().OfType<string>()],
            _ => [],
        }
        : [];
}
