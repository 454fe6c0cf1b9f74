using System.Globalization;
using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Knowledge;
using Outreach.Benchmarks.Accuracy;
using Outreach.Benchmarks.Measuring;

namespace Outreach.Benchmarks.Paths;

/// <summary>What each part brings: the assistant with one part off at a time, against the whole. The weights are not learned anew for what is left.</summary>
internal static class AblationPath
{
    private static readonly string[] Folds = ["A", "B"];

    private static readonly Measure[] Ranking =
    [
        new("portal_faq", report => RecallAt1(report.Procedures, "portal_faq")),
        new("bot_faq", report => RecallAt1(report.Procedures, "bot_faq")),
        new("llm_paraphrase", report => RecallAt1(report.Procedures, "llm_paraphrase")),
        new("FAQ bot_faq", report => RecallAt1(report.Faqs, "bot_faq")),
        new("FAQ agency_faq_short", report => RecallAt1(report.Faqs, "agency_faq_short")),
    ];

    private static readonly Measure[] Others =
    [
        new("twins, procedure", report => Twins(report, same => same.SameProcedure)),
        new("twins, FAQ", report => Twins(report, same => same.SameFaq)),
        new("out of scope answered", report => Mean(report.OutOfScope.Select(kind => kind.Answered))),
        new("in scope refused", report => Mean(report.InScope.Select(kind => kind.Refused))),
    ];

    public static Task<IReadOnlyList<string>> RunAsync(Corpus corpus)
    {
        var whole = Ask(corpus, Variant.Whole);
        var without = Variant.WithOnePartOff.Select(variant => (variant.Name, Report: Ask(corpus, variant))).ToList();
        return Task.FromResult<IReadOnlyList<string>>(
        [
            "ablation: the first line is the whole; below, what changes in points (hundredths) without that part",
            .. Table("Right procedure or FAQ in first place, per kind and label fold", Ranking, whole, without),
            .. Table("Twins with the same first result; scope, mean of the kinds", Others, whole, without),
        ]);
    }

    private static EvaluationReport Ask(Corpus corpus, Variant variant)
    {
        var knowledge = KnowledgeBase.Build(corpus.Procedures, corpus.Faqs, variant.Lexicon, variant.Weights);
        return new(corpus.Questions, Corpus.Evaluator(knowledge).AskAll(corpus.Questions));
    }

    private static IEnumerable<string> Table(
        string heading, Measure[] measures, EvaluationReport whole, List<(string Name, EvaluationReport Report)> without)
    {
        var columns = measures.SelectMany(_ => Folds, (measure, fold) => (measure, fold)).ToList();
        var values = columns.ConvertAll(column => column.measure.Of(whole.OfFold(column.fold)));
        return MarkdownTable.Of(heading, ["without", .. columns.Select(column => $"{column.measure.Name} {column.fold}")],
        [
            [Variant.Whole.Name, .. values.Select(value => value is { } share ? share.ToString("0.000", CultureInfo.InvariantCulture) : "–")],
            .. without.Select(variant => (IReadOnlyList<string>)
                [variant.Name, .. columns.Zip(values, (column, value) => Change(value, column.measure.Of(variant.Report.OfFold(column.fold))))]),
        ]);
    }

    /// <summary>Empty for "none", so that what a part does stands out.</summary>
    private static string Change(double? whole, double? without)
    {
        var points = Math.Round(((without ?? 0) - (whole ?? 0)) * 100, 1);
        return points == 0 ? "" : points.ToString("+0.0;−0.0", CultureInfo.InvariantCulture);
    }

    private static double? RecallAt1(IEnumerable<(string Kind, Ranks Ranks)> kinds, string wanted) =>
        kinds.Where(row => row.Kind == wanted).Select(row => (double?)row.Ranks.RecallAt1).FirstOrDefault();

    private static double? Twins(EvaluationReport report, Func<(string Kind, int Pairs, int SameProcedure, int SameFaq), int> same) =>
        Mean(report.Twins.Select(kind => (double)same(kind) / kind.Pairs));

    private static double? Mean(IEnumerable<double> shares) => shares.Select(share => (double?)share).Average();

    private sealed record Measure(string Name, Func<EvaluationReport, double?> Of);
}
