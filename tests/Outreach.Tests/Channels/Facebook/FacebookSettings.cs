using Microsoft.Extensions.DependencyInjection;
using Outreach.Channels.Facebook;
using Outreach.Inbox;

namespace Outreach.Tests.Channels.Facebook;

/// <summary>What the tests of the page and of its Messenger have in common.</summary>
internal static class FacebookSettings
{
    public const string Page = "1234";
    public const string AppSecret = "fb_app_secret";
    public const string Token = "EAATESTTOKEN";

    /// <summary>Of the token above by the secret above, computed apart.</summary>
    public const string Proof = "?appsecret_proof=0f93b4e9e64e773127a470331144686b6f9e7943d1d2e06a3c8637e87ab325a7";

    public static Dictionary<string, string?> For(Uri provider) => new()
    {
        ["Channels:Facebook:BaseUrl"] = provider.ToString(),
        ["Channels:Facebook:PageId"] = Page,
        ["Channels:Facebook:PageAccessToken"] = Token,
        ["Channels:Facebook:AppSecret"] = AppSecret,
        ["Channels:Facebook:VerifyToken"] = "our word",
    };

    public static void Add(IServiceCollection services) => services.AddFacebook().AddSingleton<InboxSignal>().AddSingleton<IncomingMessages>();

    public static string Error(int code, string message, int? subcode = null) =>
        $$$"""{"error":{"message":"{{{message}}}","type":"OAuthException","code":{{{code}}},{{{(subcode is null ? "" : $"\"error_subcode\":{subcode},")}}}"fbtrace_id":"Axyz"}}""";
}
