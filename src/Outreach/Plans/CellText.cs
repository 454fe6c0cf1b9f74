using System.Net;
using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>
/// Text of a table cell as plans carry it when they were copied from a web page: stray markup, list items run together.
/// </summary>
internal static partial class CellText
{
    /// <summary>The cell without markup; list items, and only they, stand on lines of their own.</summary>
    public static string Clean(string cell)
    {
        var text = BreakingTag().Replace(cell, "\n");
        text = WebUtility.HtmlDecode(InlineTag().Replace(text, ""));
        text = ItemStart().Replace(text, "\n");
        return string.Join('\n', text.Split('\n').Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0));
    }

    /// <summary>
    /// The items of a cleaned cell without their dash and closing mark. A "+" item stays with the dash item above it.
    /// A dash inside a name ("Thông tin - Báo chí") does not start an item: only one after a sentence or clause end does.
    /// </summary>
    public static IReadOnlyList<string> Items(string cleaned)
    {
        var items = new List<string>();
        foreach (var line in cleaned.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('+') && items.Count > 0)
                items[^1] += "\n" + line;
            else
                items.Add(line.TrimStart('-', '–', ' '));
        }

        return [.. items.Select(item => item.TrimEnd(';', '.', ' ')).Where(item => item.Length > 0)];
    }

    // Only names of real tags: "<" in running text stays.
    [GeneratedRegex(@"</?(?:ul|ol|li|p|br|div|table|tr|td|th)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreakingTag();

    [GeneratedRegex(@"</?(?:i|b|u|em|strong|span|font|sup|sub|a)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InlineTag();

    [GeneratedRegex(@"(?<=[.;:…])[ \t]*(?=[-–+][ \t])")]
    private static partial Regex ItemStart();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
