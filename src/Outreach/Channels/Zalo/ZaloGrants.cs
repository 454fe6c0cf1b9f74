using System.Diagnostics;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>Asks Zalo's token endpoint for the next pair (<c>POST /v4/oa/access_token</c>: form, secret in a header).</summary>
internal sealed class ZaloGrants(IHttpClientFactory clients, ZaloOptions settings, TimeProvider time)
{
    /// <summary>Zalo's "too many requests"; every other error of the token endpoint is final.</summary>
    private const int RateLimited = -32;

    /// <summary>Seconds (25 h), where the answer does not tell: what Zalo documents.</summary>
    private const long DocumentedLife = 90000;

    /// <summary>How long an access token is used, of such a life.</summary>
    public static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(DocumentedLife) * UsedShare;

    /// <summary>So that none is on the wire when it ends.</summary>
    private const double UsedShare = 0.8;

    /// <param name="version">Of the pair to come.</param>
    /// <param name="abandoned">An earlier renewal may have used the token up; it explains a refusal.</param>
    public async Task<(TokenPair? Grant, ZaloAccess.Denied? Denied)> AskAsync(string refreshToken, int version, bool abandoned)
    {
        // A lost answer may have burned the token, or not; asking a second time with the same one tells (Zalo's OAuth has no look-up).
        var exchange = await PostAsync(refreshToken);
        var lost = exchange is Exchange<ZaloGrant>.NoAnswer;
        if (lost)
            exchange = await PostAsync(refreshToken);
        return exchange switch
        {
            Exchange<ZaloGrant>.Answered { Body: { AccessToken.Length: > 0, RefreshToken.Length: > 0 } grant } => (Pair(grant, version), null),
            Exchange<ZaloGrant>.Answered { Body: { Error: not (null or RateLimited) } error } => (null, Refused(error, lost || abandoned)),
            Exchange<ZaloGrant>.Answered { Body.Error: RateLimited } or Exchange<ZaloGrant>.Answered { Status: HttpStatusCode.TooManyRequests } =>
                (null, ZaloAccess.Later("too many requests", PostponedFor.Pace)),
            Exchange<ZaloGrant>.Answered answered => (null, ZaloAccess.Later($"HTTP {(int)answered.Status}")),
            Exchange<ZaloGrant>.NotSent notSent => (null, ZaloAccess.Later(notSent.Reason)),
            Exchange<ZaloGrant>.NoAnswer noAnswer => (null, ZaloAccess.Later(noAnswer.Reason)),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<Exchange<ZaloGrant>> PostAsync(string refreshToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ProviderOptions.Below(settings.OAuthUrl, "/v4/oa/access_token"));
        request.Headers.Add("secret_key", settings.AppSecret);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["refresh_token"] = refreshToken,
            ["app_id"] = settings.AppId!,
            ["grant_type"] = "refresh_token",
        });
        using var http = clients.CreateClient(ZaloChannel.ChannelName);
        return await http.ExchangeAsync(request, ZaloJson.Default.ZaloGrant, settings.Timeout, time, CancellationToken.None);
    }

    /// <summary>Counted as expired at 80 % of its life.</summary>
    private TokenPair Pair(ZaloGrant grant, int version) => new(
        grant.AccessToken!,
        grant.RefreshToken!,
        time.GetUtcNow() + (TimeSpan.FromSeconds(grant.ExpiresIn is > 0 and <= 31_536_000 ? grant.ExpiresIn : DocumentedLife) * UsedShare),
        version);

    private static ZaloAccess.Denied Refused(ZaloGrant error, bool usedUp)
    {
        var reason = $"{error.Error} {error.ErrorName ?? error.Message} {error.ErrorDescription}".TrimEnd();
        var cause = usedUp ? " An answer to an earlier renewal was lost, and with it the only valid token." : "";
        return new(new SendOutcome.Misconfigured(
            $"Zalo refused to renew the access token ({reason}).{cause} Let the OA's administrator consent again and set {ZaloOptions.Section}:{nameof(ZaloOptions.RefreshToken)}."));
    }
}
