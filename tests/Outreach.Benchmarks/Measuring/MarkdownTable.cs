namespace Outreach.Benchmarks.Measuring;

/// <summary>A table with a heading, one column per thing compared.</summary>
internal static class MarkdownTable
{
    public static IEnumerable<string> Of(string heading, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
    [
        "",
        $"**{heading}**",
        "",
        Line(columns),
        Line([.. columns.Select(_ => "---")]),
        .. rows.Select(Line),
    ];

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
