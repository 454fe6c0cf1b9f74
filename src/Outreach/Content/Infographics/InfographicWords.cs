using System.Globalization;
using Outreach.Assistant.Knowledge;

namespace Outreach.Content.Infographics;

/// <summary>The words a template may bind outside its cards. What is not known is not in the dictionary.</summary>
internal static class InfographicWords
{
    public static readonly IReadOnlyList<string> All = ["province", "code", "title", "subtitle", "call", "link", "source", "dated"];

    /// <summary>Added to a word's name: the full address behind the shortened one that is shown.</summary>
    public const string Address = ".address";

    public static Dictionary<string, string> Of(Infographic infographic, Procedure procedure, DateOnly today, string province)
    {
        var words = new Dictionary<string, string>
        {
            ["province"] = province.ToUpperInvariant(),
            ["code"] = "Mã thủ tục " + procedure.Code,
            ["title"] = infographic.Title,
            ["source"] = $"Nguồn: {procedure.Source.Name}, ngày {Day(procedure.Source.Date)}",
            ["dated"] = (procedure.Source.Decision is { } decision ? $"Công bố tại {decision} · " : "") + $"Lập ngày {Day(today)}",
        };
        if (!string.IsNullOrWhiteSpace(infographic.Subtitle))
            words["subtitle"] = infographic.Subtitle;
        if (procedure.Link is { } link)
        {
            words["call"] = procedure.Level is OnlineLevel.Partial or OnlineLevel.Full
                ? "Xem chi tiết và nộp hồ sơ trực tuyến tại"
                : "Xem chi tiết tại";
            words["link"] = (link.Host + link.PathAndQuery).TrimEnd('/');
            words["link" + Address] = link.AbsoluteUri;
        }

        return words;
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
