using System.Diagnostics;
using System.Globalization;
using System.Net;
using Outreach.Delivery;

namespace Outreach.Channels.Facebook;

/// <summary>
/// Looks on the page for a post whose answer was lost: same words, by the page itself, made since the attempt began. A second
/// post of the same words looks the same, so the caller must not take an id that another row already has.
/// </summary>
internal sealed class FacebookLookup(GraphClient graph, FacebookOptions settings)
{
    /// <summary>A page posts a few times a day; the newest come first.</summary>
    private const int MostPages = 4;

    /// <summary>How far Meta's clock may be behind ours; its times have whole seconds.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromSeconds(5);

    public async Task<LookupResult> FindAsync(string words, DateTimeOffset since, CancellationToken ct)
    {
        var (wanted, oldest) = (Comparable(words), since - ClockError);
        var after = "";
        for (var page = 0; page < MostPages; page++)
        {
            var exchange = await graph.GetAsync("/feed", $"&fields=id,message,created_time,from&limit=25{after}", GraphJson.Default.GraphPosts, graph.PostUsage, ct);
            if (exchange is not Exchange<GraphPosts>.Answered { Status: HttpStatusCode.OK, Body: { Data: { } posts } list })
                return new LookupResult.Unavailable(Problem(exchange));
            if (posts.FirstOrDefault(post => IsOurs(post) && Comparable(post.Message ?? "") == wanted && CreatedAt(post) >= oldest) is { Id: { Length: > 0 } id })
                return new LookupResult.Found(id, ReceiptStatus.Sent);

            // The address of the next page holds the token, so only its cursor is taken.
            if (list.Paging is not { Next: not null, Cursors.After: { Length: > 0 } cursor } || posts.Any(post => CreatedAt(post) < oldest))
                return new LookupResult.NotFound();
            after = "&after=" + Uri.EscapeDataString(cursor);
        }

        return new LookupResult.Unavailable($"more than {MostPages} pages of posts");
    }

    private bool IsOurs(GraphPost post) => post.From?.Id is null || post.From.Id == settings.PageId;

    private static DateTimeOffset? CreatedAt(GraphPost post) => DateTimeOffset.TryParseExact(
        post.CreatedTime, ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'+0000'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>Line ends and spaces at the edges are not kept.</summary>
    private static string Comparable(string words) => words.Normalize().ReplaceLineEndings("\n").Trim();

    private static string Problem(Exchange<GraphPosts> exchange) => exchange switch
    {
        Exchange<GraphPosts>.Answered answered => $"HTTP {(int)answered.Status} {answered.Body?.Error?.Code} {answered.Body?.Error?.Message}".TrimEnd(),
        Exchange<GraphPosts>.NotSent notSent => notSent.Reason,
        Exchange<GraphPosts>.NoAnswer noAnswer => noAnswer.Reason,
        _ => throw new UnreachableException(),
    };
}
