using System.Text.RegularExpressions;

namespace Outreach.Plans;

/// <summary>The table of an appendix, cells separated by tabs: TT, task, forms, assignment, schedule, note.</summary>
internal sealed partial class PlanTable
{
    private readonly string _fileName;
    private readonly int _columns, _activity, _forms, _assignment, _schedule, _note;

    private PlanTable(string fileName, string[] header, int line)
    {
        _fileName = fileName;
        _columns = header.Length;
        _activity = Required("Nhiệm vụ");
        _forms = Column("Hình thức");
        _assignment = Required("Phân công");
        _schedule = Required("Tiến độ");
        _note = Column("Ghi chú");

        int Column(string name) => Array.FindIndex(header, cell => cell.Contains(name, StringComparison.OrdinalIgnoreCase));

        int Required(string name) => Column(name) is >= 0 and var index
            ? index
            : throw new PlanFormatException(fileName, line, $"the table has no column \"{name}\"");
    }

    /// <summary>Whether the line is the head of a task table.</summary>
    public static bool IsHeader(string line) =>
        line.StartsWith("TT\t", StringComparison.Ordinal) || line.StartsWith("STT\t", StringComparison.Ordinal);

    /// <summary>Reads the table that starts on <paramref name="start"/> (index of its header) and runs to the end of the file.</summary>
    public static IReadOnlyList<PlanTask> Read(string[] lines, int start, int year, string fileName)
    {
        var table = new PlanTable(fileName, lines[start].Split('\t', StringSplitOptions.TrimEntries), start + 1);
        var tasks = new List<PlanTask>();
        var numbers = new HashSet<string>();
        (string Number, string Heading)? group = null;
        foreach (var (line, cells) in table.Rows(lines, start + 1))
        {
            var number = cells[0].TrimEnd('.');
            if (!numbers.Add(number))
                throw new PlanFormatException(fileName, line, $"row {number} appears twice");

            var parent = number.LastIndexOf('.');
            if (parent < 0)
                group = (number, CellText.Clean(cells[table._activity]).Replace('\n', ' '));
            else if (group is { } current && number[..parent] == current.Number)
                tasks.Add(table.Task(number, current.Heading, cells, year, line));
            else
                throw new PlanFormatException(
                    fileName, line, $"row {number} is not under its group; expected a row \"{number[..parent]}.\" before it");
        }

        return tasks.Count > 0
            ? tasks
            : throw new PlanFormatException(fileName, start + 1, "the table has no task; expected rows numbered 1.1, 1.2, …");
    }

    /// <summary>Rows with all their cells. A row that a page break cut goes on over the following lines until it has them all.</summary>
    private IEnumerable<(int Line, string[] Cells)> Rows(string[] lines, int from)
    {
        (int Line, List<string> Cells)? open = null;
        for (var i = from; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;

            var cells = lines[i].Split('\t');
            if (open is not { } row)
            {
                if (!RowNumber().IsMatch(cells[0].Trim()))
                    throw Fault(i + 1, $"expected a row number like \"1.\" or \"1.1\", found \"{Shorten(cells[0])}\"");
                open = row = (i + 1, [.. cells]);
            }
            else
            {
                row.Cells[^1] += " " + cells[0];
                row.Cells.AddRange(cells[1..]);
            }

            if (row.Cells.Count < _columns)
                continue;

            yield return Complete(row.Line, row.Cells);
            open = null;
        }

        if (open is { } unfinished)
            throw Fault(unfinished.Line, $"the row has {unfinished.Cells.Count} cells, the table has {_columns} columns");
    }

    private (int Line, string[] Cells) Complete(int line, List<string> cells) => cells.Count == _columns
        ? (line, [.. cells.Select(cell => cell.Trim())])
        : throw Fault(line, $"the row has {cells.Count} cells, the table has {_columns} columns");

    private PlanTask Task(string number, string group, string[] cells, int year, int line)
    {
        var activity = CellText.Clean(cells[_activity]);
        if (activity.Length == 0)
            throw Fault(line, $"row {number} says no activity");

        return new PlanTask(
            number,
            group,
            activity.TrimStart('-', '–', ' '),
            _forms < 0 ? [] : CellText.Items(CellText.Clean(cells[_forms])),
            AssignmentWords.ReadCell(CellText.Clean(cells[_assignment])),
            ScheduleWords.Parse(CellText.Clean(cells[_schedule]), year),
            _note >= 0 && CellText.Clean(cells[_note]) is { Length: > 0 } note ? note : null,
            line);
    }

    private PlanFormatException Fault(int line, string problem) => new(_fileName, line, problem);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^\d+(?:\.\d+)*\.?$")]
    private static partial Regex RowNumber();
}
