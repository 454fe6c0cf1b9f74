using Outreach.Channels.Zalo;
using Outreach.Delivery;

namespace Outreach.Tests.Channels.Zalo;

internal static class ZaloStand
{
    public static Task<ChannelStand> CreateAsync(Uri provider, string channel = "zalo") =>
        ChannelStand.CreateAsync(services => services.AddZalo(), Settings(provider), channel);

    /// <summary>With a token that is good for 20 hours, so that nothing is asked of the token endpoint.</summary>
    public static async Task<ChannelStand> WithTokenAsync(Uri provider, string channel = "zalo")
    {
        var stand = await CreateAsync(provider, channel);
        var pair = new TokenPair("test_access_token", "refresh-1", stand.Time.GetUtcNow().AddHours(20), Version: 1);
        (await stand.Tokens.ReplaceAsync("zalo", "default", pair, CancellationToken.None)).ShouldBeTrue();
        return stand;
    }

    public static Dictionary<string, string?> Settings(Uri provider) => new()
    {
        ["Channels:Zalo:BaseUrl"] = provider.ToString(),
        ["Channels:Zalo:OAuthUrl"] = provider.ToString(),
        ["Channels:Zalo:ZnsUrl"] = provider.ToString(),
        ["Channels:Zalo:ZnsEnabled"] = "true",
        ["Channels:Zalo:AppId"] = "360846524940903967",
        ["Channels:Zalo:AppSecret"] = "test_app_secret",
        ["Channels:Zalo:OaSecret"] = "zalo-oa-secret-for-tests",
        ["Channels:Zalo:RefreshToken"] = "configured",
    };
}
