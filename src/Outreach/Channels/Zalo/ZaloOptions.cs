using System.ComponentModel.DataAnnotations;
using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// A Zalo Official Account. Section <c>Channels:Zalo</c>; the rate defaults to 66 messages per second, Zalo's 4000 requests a
/// minute per app.
/// </summary>
public sealed class ZaloOptions() : ProviderOptions(Section, "https://openapi.zalo.me/", messagesPerSecond: 66, price: 0)
{
    public const string Section = "Channels:Zalo";

    /// <summary>Where access tokens are renewed. Default: Zalo's OAuth host.</summary>
    public Uri OAuthUrl { get; set; } = new("https://oauth.zaloapp.com/");

    /// <summary>Id of the app at developers.zalo.me.</summary>
    public string? AppId { get; set; }

    /// <summary>The app's secret key: renews tokens and signs requests.</summary>
    public string? AppSecret { get; set; }

    /// <summary>The OA secret key of the webhook page; not the same as <see cref="AppSecret"/>.</summary>
    public string? OaSecret { get; set; }

    /// <summary>
    /// The refresh token of the administrator's consent, used once; afterwards the rotated ones are kept in the database. Set a
    /// new one here when Zalo refuses the kept one.
    /// </summary>
    public string? RefreshToken { get; set; }

    /// <summary>Days after which tokens that nobody used are renewed, 2 to 60; a refresh token is good for three months. Default 30.</summary>
    public double RenewUnusedAfterDays { get; set; } = 30;

    /// <summary>With less of a refresh token's life left, in days, a renewal that fails is told to administrators, 1 to 60. Default 14.</summary>
    public double WarnBeforeExpiryDays { get; set; } = 14;

    /// <summary>
    /// What to do about a message whose answer was lost, for Zalo cannot be asked: <c>Hold</c> (default, nobody gets it twice) or
    /// <c>Resend</c> (nobody is left out).
    /// </summary>
    public UnknownPolicy WhenUnknown { get; set; } = UnknownPolicy.Hold;

    /// <summary>
    /// Whether cards are sent as Zalo's list. Default true; Zalo's newest pages no longer describe it, so where it is refused
    /// false writes them into the text.
    /// </summary>
    public bool SendsLists { get; set; } = true;

    /// <summary>Whether channel <c>zns</c> may send: ZNS needs an account with Zalo Cloud and costs money. Default false.</summary>
    public bool ZnsEnabled { get; set; }

    /// <summary>Where ZNS is. Default: Zalo's address.</summary>
    public Uri ZnsUrl { get; set; } = new("https://business.openapi.zalo.me/");

    /// <summary>Sends ZNS in Zalo's development mode: only administrators of app and account receive it. Default false.</summary>
    public bool ZnsDevelopment { get; set; }

    /// <summary>What a ZNS message costs, in đồng, by the templates in use; orders the channels only. Default 0.</summary>
    public decimal ZnsPrice { get; set; }

    /// <summary>Who signs the articles of broadcasts; up to 50 characters.</summary>
    public string ArticleAuthor { get; set; } = "Cổng thông tin của tỉnh";

    /// <summary>Whether readers may comment on them. Default false: somebody would have to read the comments.</summary>
    public bool ArticleComments { get; set; }

    private protected override IReadOnlyDictionary<string, string?> Credentials => new Dictionary<string, string?>
    {
        [nameof(AppId)] = AppId,
        [nameof(AppSecret)] = AppSecret,
        [nameof(OaSecret)] = OaSecret,
        [nameof(RefreshToken)] = RefreshToken,
    };

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext))
            yield return problem;
        if (ZnsPrice < 0)
            yield return Problem(nameof(ZnsPrice), "must not be negative");
        if (RenewUnusedAfterDays is not (>= 2 and <= 60))
            yield return Problem(nameof(RenewUnusedAfterDays), "must be 2 to 60 days");
        if (WarnBeforeExpiryDays is not (>= 1 and <= 60))
            yield return Problem(nameof(WarnBeforeExpiryDays), "must be 1 to 60 days");
        if (string.IsNullOrWhiteSpace(ArticleAuthor) || ArticleAuthor.Length > ZaloArticle.LongestAuthor)
            yield return Problem(nameof(ArticleAuthor), $"must have 1 to {ZaloArticle.LongestAuthor} characters");
    }

    private protected override IEnumerable<ValidationResult> Addresses() =>
        [.. base.Addresses(), .. Address(nameof(OAuthUrl), OAuthUrl), .. Address(nameof(ZnsUrl), ZnsUrl)];
}
