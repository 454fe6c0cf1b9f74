namespace Outreach.Plans;

/// <summary>Builds the numbered parts (I, I.1, II.1.a) from paragraphs.</summary>
internal static class PlanSections
{
    /// <summary>
    /// A marked paragraph without a closing full stop or semicolon is a heading ("1. Mục đích"); with one it is
    /// an item of the part above ("1. Tuyên truyền …."). A chapter (I, II) is always a heading.
    /// </summary>
    public static IReadOnlyList<PlanSection> Build(IReadOnlyList<PlanParagraph> paragraphs)
    {
        var sections = new List<(string Path, string Heading, List<PlanParagraph> Paragraphs)>();
        var (chapter, part) = ("", "");
        var open = -1;
        foreach (var paragraph in paragraphs)
        {
            if (HeadingPath(paragraph, chapter, part) is { } path)
            {
                chapter = PlanParagraphs.IsRoman(paragraph.Mark) ? path : chapter;
                part = PlanParagraphs.IsLetter(paragraph.Mark) ? part : path;
                sections.Add((path, paragraph.Text.TrimEnd(':', ' '), []));
                open = sections.Count - 1;
            }
            else if (open >= 0)
            {
                var owner = IsClosing(paragraph) ? chapter : IsSibling(paragraph, sections[open].Path) ? part : sections[open].Path;
                sections.Last(section => section.Path == owner).Paragraphs.Add(paragraph);
            }
        }

        return [.. sections.Select(section => new PlanSection(section.Path, section.Heading, section.Paragraphs))];
    }

    private static string? HeadingPath(PlanParagraph paragraph, string chapter, string part)
    {
        if (PlanParagraphs.IsRoman(paragraph.Mark))
            return paragraph.Mark;
        if (chapter.Length == 0 || paragraph.Mark is null or "-" or "–" or "+" || paragraph.Text[^1] is '.' or ';' or ',' or '…')
            return null;

        return PlanParagraphs.IsLetter(paragraph.Mark) ? $"{part}.{paragraph.Mark}" : $"{chapter}.{paragraph.Mark}";
    }

    // After the heading "a) …" an item "b) …" is beside it, not below.
    private static bool IsSibling(PlanParagraph paragraph, string openPath) =>
        PlanParagraphs.IsLetter(paragraph.Mark) && PlanParagraphs.IsLetter(openPath[(openPath.LastIndexOf('.') + 1)..]);

    // "Trên đây là Kế hoạch …" speaks for the whole plan, whatever unit was named last.
    private static bool IsClosing(PlanParagraph paragraph) =>
        paragraph.Mark is null && (paragraph.Text.StartsWith("Trên đây là", StringComparison.Ordinal)
            || paragraph.Text.StartsWith("Trong quá trình", StringComparison.Ordinal));
}
