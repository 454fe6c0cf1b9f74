namespace Outreach.BotFramework.Authentication;

/// <summary>Whose tokens a bot takes.</summary>
/// <param name="AppId">Our Microsoft App ID: the audience of every token.</param>
/// <param name="Connector">The Bot Connector, which speaks for all channels.</param>
/// <param name="Emulator">Azure AD, by whose tokens the Bot Framework Emulator speaks in our own name; null (as in production): nobody may.</param>
/// <param name="Anonymous">A program on this machine may speak without a token, and gets its replies in the answer. Never in production.</param>
public sealed record BotTrust(string AppId, TokenIssuer Connector, TokenIssuer? Emulator = null, bool Anonymous = false);

/// <param name="Metadata">The OpenID configuration, which says where the keys are.</param>
/// <param name="Names">What <c>iss</c> may be.</param>
public sealed record TokenIssuer(Uri Metadata, IReadOnlyList<string> Names)
{
    /// <summary>
    /// What Azure AD calls itself in the tokens of the emulator: two tenants of Microsoft's and, for a bot of one tenant, that
    /// one; each as version 1 and 2 write it. Source: Microsoft.Bot.Connector, AuthenticationConstants and EmulatorValidation.
    /// </summary>
    /// <param name="tenant">Of a single-tenant bot; null otherwise.</param>
    public static IReadOnlyList<string> AzureNames(string? tenant, bool government)
    {
        string[] known = government
            ? ["cab8a31a-1906-4287-a0d8-4eef66b95f6e"]
            : ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];
        var login = government ? "login.microsoftonline.us" : "login.microsoftonline.com";
        return [.. known.Append(tenant).OfType<string>().SelectMany(id => (string[])[$"https://sts.windows.net/{id}/", $"https://{login}/{id}/v2.0"])];
    }
}
