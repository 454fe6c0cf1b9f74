using System.Text;

namespace Outreach.Plans;

/// <summary>
/// Reads a year plan in plain text: either with a table of tasks in an appendix, or with the tasks listed
/// under each unit in the chapter "Tổ chức thực hiện".
/// </summary>
public static class PlanReader
{
    /// <param name="text">The whole file; any Unicode normal form and line ending.</param>
    /// <param name="fileName">For messages, and to refuse kinds of file that are not read.</param>
    /// <exception cref="PlanFormatException">Not a plan; the message gives file, line and what was expected there.</exception>
    public static Plan Read(string text, string fileName)
    {
        RefuseOtherKinds(fileName);
        var lines = text.Normalize(NormalizationForm.FormC).Replace("\r\n", "\n").Replace('\u00A0', ' ').TrimStart('\uFEFF').Split('\n');
        var head = PlanHead.Read(lines, fileName);
        var table = Array.FindIndex(lines, head.BodyStart, PlanTable.IsHeader);
        var paragraphs = PlanParagraphs.Read(lines, head.BodyStart, EndOfBody(lines, head.BodyStart, table));
        var sections = PlanSections.Build(paragraphs);
        if (sections.Count == 0)
            throw new PlanFormatException(
                fileName, head.BodyStart + 1, "no numbered section after the title; expected one like \"I. MỤC ĐÍCH, YÊU CẦU\"");

        var tasks = table >= 0 ? PlanTable.Read(lines, table, head.Year, fileName) : OrganisationTasks.Read(sections, head.Year);
        if (tasks.Count == 0)
        {
            throw new PlanFormatException(fileName, null,
                "no task; expected a table that starts with \"TT\", or a section \"TỔ CHỨC THỰC HIỆN\" with units numbered 1, 2, …");
        }

        return new Plan
        {
            Number = head.Number,
            Title = head.Title,
            Issuer = head.IssuerIn(Preamble(paragraphs)),
            Place = head.Place,
            Issued = head.Issued,
            Year = head.Year,
            Sections = sections,
            Tasks = tasks,
            Reports = ReportDuties.Read(sections, tasks, head.Year),
        };
    }

    private static string Preamble(IReadOnlyList<PlanParagraph> paragraphs) =>
        string.Join('\n', paragraphs.TakeWhile(paragraph => !PlanParagraphs.IsRoman(paragraph.Mark)).Select(paragraph => paragraph.Text));

    /// <summary>The body ends at the list of addressees, or where the table begins.</summary>
    private static int EndOfBody(string[] lines, int from, int table)
    {
        var addressees = Array.FindIndex(lines, from, line => line.StartsWith("Nơi nhận", StringComparison.Ordinal));
        return addressees >= 0 ? addressees : table >= 0 ? table : lines.Length;
    }

    private static void RefuseOtherKinds(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        if (extension.Equals(".txt", StringComparison.OrdinalIgnoreCase))
            return;

        throw new PlanFormatException(
            fileName, null, $"plans of the kind \"{extension}\" cannot be read; supported: .txt (plain text, UTF-8)");
    }
}
