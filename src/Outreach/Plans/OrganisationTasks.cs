using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>Tasks of a plan without a table: what "Tổ chức thực hiện" lists under each unit.</summary>
internal static partial class OrganisationTasks
{
    public static IReadOnlyList<PlanTask> Read(IReadOnlyList<PlanSection> sections, int year) =>
        [.. UnitsOf(sections).SelectMany(section => TasksOf(section, year))];

    /// <summary>The chapter on organisation, found by its heading; null when the plan has none.</summary>
    public static string? Chapter(IReadOnlyList<PlanSection> sections) =>
        sections.FirstOrDefault(section => !section.Path.Contains('.') && Organisation().IsMatch(section.Heading))?.Path;

    private static IEnumerable<PlanSection> UnitsOf(IReadOnlyList<PlanSection> sections) =>
        Chapter(sections) is not { } chapter
            ? []
            : sections.Where(section => section.Path.StartsWith(chapter + ".", StringComparison.Ordinal) && !Money().IsMatch(section.Heading));

    private static IEnumerable<PlanTask> TasksOf(PlanSection section, int year)
    {
        // "Chế độ thông tin báo cáo" is a subject, not a unit: there each sentence names its own.
        var units = Subject().IsMatch(section.Heading) ? [] : AssignmentWords.Units(section.Heading);
        for (var i = 0; i < section.Paragraphs.Count; i++)
        {
            var paragraph = section.Paragraphs[i];
            var item = paragraph.Mark is { } mark && (PlanParagraphs.IsLetter(mark) || char.IsAsciiDigit(mark[0])) ? mark : $"{i + 1}";
            yield return new PlanTask(
                section.Paragraphs.Count == 1 ? section.Path : $"{section.Path}.{item}",
                section.Heading,
                paragraph.Text.TrimEnd(';', '.', '/', ' '),
                [],
                [AssignmentWords.ReadItem(units, paragraph.Text)],
                ScheduleWords.Find(paragraph.Text, year) ?? new Schedule.Unspecified(""),
                null,
                paragraph.Line);
        }
    }

    [GeneratedRegex("tổ chức thực hiện", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Organisation();

    [GeneratedRegex("kinh phí", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    [GeneratedRegex("^(?:Về|Chế độ|Trách nhiệm|Công tác) ")]
    private static partial Regex Subject();
}
