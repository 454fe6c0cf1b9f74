using Outreach.Channels.Zalo;

namespace Outreach.Tests.Channels.Zalo;

internal static class ZaloStand
{
    public static Task<ChannelStand> CreateAsync(Uri provider) => ChannelStand.CreateAsync(services => services.AddZalo(), Settings(provider));

    public static Dictionary<string, string?> Settings(Uri provider) => new()
    {
        ["Channels:Zalo:BaseUrl"] = provider.ToString(),
        ["Channels:Zalo:OAuthUrl"] = provider.ToString(),
        ["Channels:Zalo:AppId"] = "360846524940903967",
        ["Channels:Zalo:AppSecret"] = "test_app_secret",
        ["Channels:Zalo:OaSecret"] = "zalo-oa-secret-for-tests",
        ["Channels:Zalo:RefreshToken"] = "configured",
    };
}
