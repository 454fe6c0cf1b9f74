using Outreach.Delivery;

namespace Outreach.Channels.Zalo;

/// <summary>
/// An article as Zalo takes it (<c>POST /v2.0/article/create</c>). The interface and its lengths are read in other people's
/// programs and copies of Zalo's page, not in the page itself.
/// </summary>
/// <param name="Type"><c>normal</c>: words and pictures.</param>
/// <param name="Status"><c>show</c>: also in the account's list of articles.</param>
/// <param name="Comment"><c>show</c> or <c>hide</c>: whether readers may comment.</param>
internal sealed record ZaloArticle(
    string Type, string Title, string Author, ZaloCover Cover, string Description, IReadOnlyList<ZaloParagraph> Body, string Status, string Comment)
{
    public const int LongestTitle = 150;
    public const int LongestAuthor = 50;
    private const int LongestDescription = 300;

    /// <summary>Each line is a paragraph of its own, so that nothing hangs on how Zalo breaks lines. The first words are also what the list shows.</summary>
    public static ZaloArticle Compose(MessageContent content, string cover, ZaloOptions options)
    {
        var lines = content.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(
            "normal",
            content.Subject!,
            options.ArticleAuthor,
            new("photo", cover, "show"),
            ZaloButtons.Cut(lines is [var first, ..] ? first : content.Subject!, LongestDescription),
            [.. lines.Select(line => new ZaloParagraph("text", line))],
            "show",
            options.ArticleComments ? "show" : "hide");
    }
}

/// <param name="PhotoUrl">Where Zalo fetches it.</param>
internal sealed record ZaloCover(string CoverType, string PhotoUrl, string Status);

internal sealed record ZaloParagraph(string Type, string Content);

/// <param name="Token">Of an article in the making.</param>
internal sealed record ZaloArticleCheck(string Token);
