using Microsoft.Extensions.Options;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>Makes articles. Zalo takes one, works on it, and names it when asked (<c>/v2.0/article/create</c>, <c>/v2.0/article/verify</c>).</summary>
internal sealed class ZaloArticles(ZaloClient zalo, IOptions<ZaloOptions> options, IOptions<ServiceOptions> service, TimeProvider time)
{
    private readonly ZaloOptions settings = options.Value;

    /// <summary>Why this content is no article, or null.</summary>
    public SendOutcome? Flaw(MessageContent content) => content switch
    {
        { Subject: null or "" } => new SendOutcome.Rejected("no_article", "a broadcast needs an article: a title, words and a picture, or the id of one that is there"),
        { Subject.Length: > ZaloArticle.LongestTitle } => new SendOutcome.Rejected("too_long", $"the title has {content.Subject.Length} characters, at most {ZaloArticle.LongestTitle} fit"),
        { Image: null } => new SendOutcome.Rejected("no_cover", "an article needs a picture as its cover"),
        _ when service.Value.PublicUrl is null => new SendOutcome.Misconfigured($"{ServiceOptions.Section}:{nameof(ServiceOptions.PublicUrl)} is not set, so Zalo could not fetch the cover."),
        _ => null,
    };

    /// <summary>Accepted with the token by which the article is asked for. When unconfirmed it may be in the account's list, and nobody was told.</summary>
    public Task<SendOutcome> CreateAsync(MessageContent content, CancellationToken ct)
    {
        var article = ZaloArticle.Compose(content, service.Value.At("/media/" + content.Image!.MediaId), settings);
        return zalo.PostAsync(
            ZaloBroadcast.ChannelName,
            ProviderOptions.Below(settings.BaseUrl, "/v2.0/article/create"),
            () => ProviderHttp.Json(article, ZaloJson.Default.ZaloArticle),
            answered => ZaloErrors.Read(answered, data => data.Token, time.GetUtcNow()),
            ct);
    }

    /// <summary>Accepted with the article's id. Asking changes nothing, so an answer that is lost or has no id yet is asked for again.</summary>
    public async Task<SendOutcome> VerifyAsync(string token, CancellationToken ct)
    {
        var outcome = await zalo.PostAsync(
            ZaloBroadcast.ChannelName,
            ProviderOptions.Below(settings.BaseUrl, "/v2.0/article/verify"),
            () => ProviderHttp.Json(new ZaloArticleCheck(token), ZaloJson.Default.ZaloArticleCheck),
            answered => ZaloErrors.Read(answered, data => data.Id, time.GetUtcNow()),
            ct);
        return outcome is SendOutcome.Unconfirmed lost ? new SendOutcome.Postponed("Article: " + lost.Reason, ZaloErrors.ArticlePause, PostponedFor.Recipient) : outcome;
    }
}
