using System.Globalization;

namespace Outreach.Content;

/// <summary>A ready message as an article for everybody who follows: the words of the web page, then what they rest on and where one goes on. Pure.</summary>
public static class ArticleText
{
    /// <summary>Most characters of a title on Zalo (<c>/v2.0/article/create</c>).</summary>
    public const int LongestTitle = 150;

    public static string Of(ReadyMessage message, ContentLibrary content)
    {
        var procedures = message.Procedures.SelectMany(code => content.Procedures.Where(procedure => procedure.Code == code))
            .Select(procedure => $"{procedure.Name}, mã thủ tục {procedure.Code}{(procedure.Link is { } link ? $": {link.AbsoluteUri}" : ".")}");
        var source = $"Nguồn: {message.Source.Name}, {message.Source.Date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}.";
        return string.Join('\n', [message.Variants.Web.TrimEnd(), "", .. procedures, source]);
    }
}
