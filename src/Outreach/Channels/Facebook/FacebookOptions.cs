using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Outreach.Channels.Facebook;

/// <summary>
/// A Facebook page: its posts and its Messenger. Section <c>Channels:Facebook</c>; the rate is Messenger's, a little under the
/// 300 calls a second that Meta documents for one page. All ids are strings.
/// </summary>
public sealed partial class FacebookOptions() : ProviderOptions(Section, "https://graph.facebook.com/", messagesPerSecond: 250, price: 0)
{
    public const string Section = "Channels:Facebook";

    /// <summary>The one tag that Meta still takes (since 2026-04-27), for answers typed by a person.</summary>
    internal const string HumanAgent = "HUMAN_AGENT";

    /// <summary>The page's id: digits.</summary>
    public string? PageId { get; set; }

    /// <summary>The page's access token, best from a system user.</summary>
    public string? PageAccessToken { get; set; }

    /// <summary>The app's secret: signs webhooks, and proves that the token is used by its app.</summary>
    public string? AppSecret { get; set; }

    /// <summary>Our own word, which Meta repeats when the webhook is entered.</summary>
    public string? VerifyToken { get; set; }

    /// <summary>Version of the Graph API. Meta ends each after about two years. Default <c>v25.0</c>.</summary>
    public string ApiVersion { get; set; } = "v25.0";

    /// <summary>
    /// What to send with after the 24 hours: <c>HUMAN_AGENT</c> where Meta has approved the page for it, up to 7 days. Default: nothing
    /// leaves then, and a campaign goes on to the next channel.
    /// </summary>
    public string? OutsideWindowTag { get; set; }

    /// <summary>Posts per second. No figure is documented; the default of 0.2 is a caution.</summary>
    public double PostsPerSecond { get; set; } = 0.2;

    /// <summary>Seconds after a lost answer until the page's list of posts is taken as complete. An assumption; default 60.</summary>
    public double LookupAfterSeconds { get; set; } = 60;

    private protected override IReadOnlyDictionary<string, string?> Credentials => new Dictionary<string, string?>
    {
        [nameof(PageId)] = PageId,
        [nameof(PageAccessToken)] = PageAccessToken,
        [nameof(AppSecret)] = AppSecret,
        [nameof(VerifyToken)] = VerifyToken,
    };

    /// <summary>A path of the page, such as <c>/feed</c>.</summary>
    internal Uri Page(string path) => Below(BaseUrl, $"/{ApiVersion}/{PageId}{path}");

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext))
            yield return problem;
        if (PageId is { Length: > 0 } && !PageId.All(char.IsAsciiDigit))
            yield return Problem(nameof(PageId), $"must be digits, it is \"{PageId}\"");
        if (!VersionForm().IsMatch(ApiVersion))
            yield return Problem(nameof(ApiVersion), $"must look like v25.0, it is \"{ApiVersion}\"");
        if (!string.IsNullOrEmpty(OutsideWindowTag) && OutsideWindowTag != HumanAgent)
            yield return Problem(nameof(OutsideWindowTag), $"must be {HumanAgent} or empty: Meta refuses all other tags since 2026-04-27");
        if (PostsPerSecond is not (> 0 and <= 100))
            yield return Problem(nameof(PostsPerSecond), "must be more than 0 and at most 100");
        if (LookupAfterSeconds is not (>= 0 and <= 86_400))
            yield return Problem(nameof(LookupAfterSeconds), "must be 0 to 86400 seconds");
    }

    [GeneratedRegex(@"\Av[0-9]{1,3}\.[0-9]\z")]
    private static partial Regex VersionForm();
}
