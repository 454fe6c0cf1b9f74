namespace Outreach.Plans;

/// <summary>A year's communication plan as its issuer wrote it: what is to be said, in which forms, by whom and by when.</summary>
public sealed record Plan
{
    /// <summary>Number with its symbol, for example <c>485/KH-STTTT</c>; null while the number is still blank, as in drafts.</summary>
    public string? Number { get; init; }

    public required string Title { get; init; }

    /// <summary>Who issues the plan, in the plan's words; null where the text does not name it.</summary>
    public string? Issuer { get; init; }

    /// <summary>Place of the date line, for example "Khánh Hòa".</summary>
    public string? Place { get; init; }

    public PartialDate? Issued { get; init; }

    /// <summary>The year the plan is for: the title's, else the year it was issued.</summary>
    public required int Year { get; init; }

    /// <summary>Numbered parts in reading order, parents before children, each with its own paragraphs only.</summary>
    public required IReadOnlyList<PlanSection> Sections { get; init; }

    public required IReadOnlyList<PlanTask> Tasks { get; init; }

    /// <summary>Reports the plan obliges its units to send.</summary>
    public IReadOnlyList<ReportDuty> Reports { get; init; } = [];
}

/// <summary>A date of which the day, or day and month, may still be blank ("ngày   tháng 10 năm 2020").</summary>
public sealed record PartialDate(int Year, int? Month = null, int? Day = null);

/// <param name="Path">Numbering from the top, for example <c>V.1</c>.</param>
public sealed record PlanSection(string Path, string Heading, IReadOnlyList<PlanParagraph> Paragraphs);

/// <param name="Mark">What the paragraph is numbered with: "1", "a", "-"; null when it has no mark.</param>
/// <param name="Line">Line of the file on which it starts, from 1.</param>
public sealed record PlanParagraph(string? Mark, string Text, int Line);

/// <summary>One piece of work, a row of the plan's table or an item under the unit that must do it.</summary>
/// <param name="Number">"1.1" of the table, or section and letter ("V.1.a") where the plan has no table.</param>
/// <param name="Group">Heading of the group of rows, or of the unit.</param>
/// <param name="Forms">Forms of communication, in order: assignments refer to them as "gạch đầu dòng số n".</param>
public sealed record PlanTask(
    string Number,
    string Group,
    string Activity,
    IReadOnlyList<string> Forms,
    IReadOnlyList<TaskAssignment> Assignments,
    Schedule Schedule,
    string? Note,
    int Line);

/// <summary>Who does a task, or some of its forms.</summary>
/// <param name="Leads">Units that lead or do the work; several when the plan names them side by side. Empty when none could be read.</param>
/// <param name="Cooperating">Units the leads work with.</param>
/// <param name="Items">Which forms, counted from 1; empty means all of them.</param>
/// <param name="RequestedBy">At whose request the work is done, where the plan says so.</param>
/// <param name="Words">The plan's own words.</param>
public sealed record TaskAssignment(
    IReadOnlyList<string> Leads,
    IReadOnlyList<string> Cooperating,
    IReadOnlyList<int> Items,
    string? RequestedBy,
    string Words);

/// <summary>A duty to report, for example "trước ngày 15/11 hàng năm".</summary>
/// <param name="To">Who receives the report.</param>
/// <param name="Through">The unit that collects it, where there is one.</param>
public sealed record ReportDuty(Schedule Schedule, string? To, string? Through, string Words, int Line);

/// <summary>The file is not a plan that can be read; the message says where and what was expected.</summary>
public sealed class PlanFormatException(string fileName, int? line, string problem)
    : FormatException(line is null ? $"{fileName}: {problem}" : $"{fileName}:{line}: {problem}")
{
    public string FileName { get; } = fileName;

    /// <summary>Line from 1, or null when the fault is in the file as a whole.</summary>
    public int? Line { get; } = line;
}
