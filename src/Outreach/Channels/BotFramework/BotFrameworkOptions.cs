using System.ComponentModel.DataAnnotations;
using Outreach.BotFramework.Authentication;

namespace Outreach.Channels.BotFramework;

/// <summary>
/// A bot registered with the Azure Bot Service. Section <c>BotFramework</c>; without an App ID the channel is off and
/// <c>/api/messages</c> is not there. The rate is our own choice: Microsoft documents one only per channel.
/// </summary>
public sealed class BotFrameworkOptions() : ProviderOptions(Section, Unused, messagesPerSecond: 20, price: 0)
{
    public const string Section = "BotFramework";

    /// <summary>Each conversation names the address where it is answered, so there is none to configure.</summary>
    private const string Unused = "https://conversation.invalid/";

    /// <summary>Microsoft App ID: who we are, and the audience of the tokens that are sent to us.</summary>
    public string? AppId { get; set; }

    /// <summary>The App ID's client secret.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Directory of a single-tenant bot; empty for a multi-tenant one.</summary>
    public string? TenantId { get; set; }

    /// <summary>Whether the bot lives in Azure for the US government; changes the defaults of all addresses. Default false.</summary>
    public bool Government { get; set; }

    /// <summary>Where our own tokens are asked for. Default: Microsoft's login service.</summary>
    public Uri? LoginUrl { get; set; }

    /// <summary>OpenID configuration of the Bot Connector. Default: Microsoft's.</summary>
    public Uri? OpenIdMetadata { get; set; }

    /// <summary>Whether the Bot Framework Emulator may speak, by tokens made with our own secret. Default false; not in production.</summary>
    public bool AllowEmulator { get; set; }

    /// <summary>OpenID configuration by which the emulator's tokens are judged. Default: Microsoft's login service.</summary>
    public Uri? EmulatorOpenIdMetadata { get; set; }

    /// <summary>
    /// Whether programs on this machine may speak without a token, as channel <c>emulator</c>; they get the replies in the answer.
    /// Default false. Never behind a proxy on the same machine that hides whom it speaks for.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    internal string Scope => Government ? "https://api.botframework.us/.default" : "https://api.botframework.com/.default";

    internal Uri TokenUrl => Below(Login, $"/{(string.IsNullOrEmpty(TenantId) ? "botframework.com" : TenantId)}/oauth2/v2.0/token");

    internal BotTrust Trust => new(
        AppId ?? "",
        new TokenIssuer(
            OpenIdMetadata ?? new($"https://login.{(Government ? "botframework.azure.us" : "botframework.com")}/v1/.well-known/openidconfiguration"),
            [Government ? "https://api.botframework.us" : "https://api.botframework.com"]),
        AllowEmulator
            ? new TokenIssuer(
                EmulatorOpenIdMetadata ?? Below(Login, "/botframework.com/v2.0/.well-known/openid-configuration"), TokenIssuer.AzureNames(TenantId, Government))
            : null,
        AllowAnonymous);

    private Uri Login => LoginUrl ?? new($"https://login.microsoftonline.{(Government ? "us" : "com")}/");

    private protected override IReadOnlyDictionary<string, string?> Credentials => new Dictionary<string, string?>
    {
        [nameof(AppId)] = AppId,
        [nameof(AppSecret)] = AppSecret,
    };

    private protected override IEnumerable<ValidationResult> Addresses()
    {
        if (BaseUrl.OriginalString != Unused)
            yield return Problem(nameof(BaseUrl), "is not used: each conversation names its own address");
        foreach (var (key, address) in new[] { (nameof(LoginUrl), LoginUrl), (nameof(OpenIdMetadata), OpenIdMetadata), (nameof(EmulatorOpenIdMetadata), EmulatorOpenIdMetadata) })
        {
            if (address is not null && !SafeAddress.Is(address))
                yield return Problem(key, $"must be an https address (http only on this machine), it is \"{address.OriginalString}\"");
        }
    }
}
