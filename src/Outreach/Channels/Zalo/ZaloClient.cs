using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// Calls Zalo with the account's token, which all its channels share: a token Zalo refuses is renewed and the call made once
/// more. What an answer says of the quota is noted.
/// </summary>
internal sealed class ZaloClient(IHttpClientFactory clients, ZaloToken token, ProviderQuotas quotas, IOptions<ZaloOptions> options, TimeProvider time)
{
    private readonly ZaloOptions settings = options.Value;

    /// <param name="channel">Whose quota the answer tells.</param>
    /// <param name="body">Made anew for each request.</param>
    /// <param name="read">What an answer means.</param>
    public async Task<SendOutcome> PostAsync(
        string channel, Uri address, Func<HttpContent> body, Func<Exchange<ZaloAnswer>.Answered, SendOutcome> read, CancellationToken ct)
    {
        var access = await token.CurrentAsync(ct);
        for (var renewed = false; access is ZaloAccess.Granted granted; renewed = true)
        {
            var exchange = await ExchangeAsync(address, body(), granted.Pair.AccessToken, ct);
            if (renewed || exchange is not Exchange<ZaloAnswer>.Answered { Body.Error: { } error } || !ZaloErrors.IsStaleToken(error))
            {
                NoteQuota(channel, exchange);
                return exchange.Outcome(read);
            }

            access = await token.RenewAsync(granted.Pair, ct);
        }

        return ((ZaloAccess.Denied)access).Outcome;
    }

    private async Task<Exchange<ZaloAnswer>> ExchangeAsync(Uri address, HttpContent body, string accessToken, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Add("access_token", accessToken);
        request.Headers.Add("appsecret_proof", Proof(accessToken));
        using var http = clients.CreateClient(ZaloChannel.ChannelName);
        return await http.ExchangeAsync(request, ZaloJson.Default.ZaloAnswer, settings.Timeout, time, ct);
    }

    /// <summary>Shows that the token is used by the app it was given to; a wrong one is answered with -242.</summary>
    private string Proof(string accessToken) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.AppSecret!), Encoding.UTF8.GetBytes(accessToken)));

    /// <summary>An OA message tells <c>quota_type, remain, total</c>, ZNS <c>dailyQuota, remainingQuota</c>; either may be gone one day.</summary>
    private void NoteQuota(string channel, Exchange<ZaloAnswer> exchange)
    {
        if (exchange is not Exchange<ZaloAnswer>.Answered { Body.Data.Quota: { ValueKind: JsonValueKind.Object } quota })
            return;
        if (quota.Member("quota_type").Words() is { } kind)
            quotas.Note(channel, settings.Account, kind, quota.Member("remain").Number(), quota.Member("total").Number());
        else
            quotas.Note(channel, settings.Account, ZnsChannel.DailyQuota, quota.Member("remainingQuota").Number(), quota.Member("dailyQuota").Number());
    }
}
