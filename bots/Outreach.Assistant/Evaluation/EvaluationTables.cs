using System.Globalization;

namespace Outreach.Assistant.Evaluation;

/// <summary>An evaluation as text tables, one per measure and one row per kind of question.</summary>
public static class EvaluationTables
{
    private const int KindWidth = 24;

    public static IEnumerable<string> Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [
            .. Table("Procedures", ["questions", "R@1", "R@5", "MRR@10"], report.Procedures.Select(row => Cells(row.Kind, row.Ranks))),
            .. Table("FAQ, other wordings", ["questions", "R@1", "R@5", "MRR@10"], report.Faqs.Select(row => Cells(row.Kind, row.Ranks))),
            .. Table("FAQ, all wordings", ["questions", "R@1", "R@5", "MRR@10"], report.AllFaqs.Select(row => Cells(row.Kind, row.Ranks))),
            .. Table("Out of scope", ["questions", "answered"], report.OutOfScope.Select(row => Cells(row.Kind, row.Questions, row.Answered))),
            .. Table("In scope", ["questions", "refused"], report.InScope.Select(row => Cells(row.Kind, row.Questions, row.Refused))),
            .. Table("Accented/unaccented twins", ["pairs", "procedure", "FAQ"], report.Twins.Select(row =>
                Cells(row.Kind, row.Pairs, (double)row.SameProcedure / row.Pairs, (double)row.SameFaq / row.Pairs))),
            Time(report),
        ];
    }

    private static string Time(EvaluationReport report)
    {
        var (median, p99, longest) = report.Microseconds;
        return string.Create(CultureInfo.InvariantCulture, $"Microseconds a question: median {median}, p99 {p99}, max {longest}");
    }

    private static IEnumerable<string> Table(string title, string[] columns, IEnumerable<string[]> rows)
    {
        var lines = rows.Select(row => Line(row[0], row[1..])).ToList();
        return lines.Count == 0 ? [] : [Line(title, columns), .. lines, ""];
    }

    private static string Line(string first, string[] cells) =>
        first.PadRight(KindWidth) + string.Concat(cells.Select(cell => cell.PadLeft(11)));

    private static string[] Cells(string kind, Ranks ranks) =>
        Cells(kind, ranks.Questions, ranks.RecallAt1, ranks.RecallAt5, ranks.ReciprocalRankAt10);

    private static string[] Cells(string kind, int count, params double[] shares) =>
        [kind, count.ToString(CultureInfo.InvariantCulture), .. shares.Select(share => share.ToString("0.000", CultureInfo.InvariantCulture))];
}
