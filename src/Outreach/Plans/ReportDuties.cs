using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>Finds the duties to report, in the chapter on organisation and in the assignments of a table.</summary>
internal static partial class ReportDuties
{
    public static IReadOnlyList<ReportDuty> Read(IReadOnlyList<PlanSection> sections, IReadOnlyList<PlanTask> tasks, int year)
    {
        var chapter = OrganisationTasks.Chapter(sections);
        var sentences = sections
            .Where(section => chapter is not null && (section.Path == chapter || section.Path.StartsWith(chapter + ".", StringComparison.Ordinal)))
            .SelectMany(section => section.Paragraphs)
            .Select(paragraph => (paragraph.Line, paragraph.Text));

        // A table states such duties in the column of assignments.
        var assignments = tasks.SelectMany(task => task.Assignments.Select(assignment => (task.Line, Text: assignment.Words)));
        return
        [
            .. sentences.Concat(assignments).Distinct()
                .Select(sentence => Duty(sentence.Line, sentence.Text, year))
                .OfType<ReportDuty>()
                .OrderBy(duty => duty.Line),
        ];
    }

    private static ReportDuty? Duty(int line, string text, int year)
    {
        if (Report().Match(text) is not { Success: true } report || ScheduleWords.Find(text, year) is not { } schedule)
            return null;

        return new ReportDuty(schedule, Group(report, "to"), Group(report, "through"), text, line);
    }

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value.Trim() : null;

    private const string Receiver = @"(?<to>(?:UBND|Ủy ban|Văn phòng|Sở|Chủ tịch|Bộ)[^,.;()]*?)(?: \((?:thông )?qua (?<through>[^)]+)\))?";

    [GeneratedRegex(
        @"báo cáo (?:kết quả|cụ thể|tình hình|định kỳ)[^.;]*?(?:về|gửi về|gửi) " + Receiver + @"(?= trước| tổng hợp| theo| để|[,.;]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Report();
}
