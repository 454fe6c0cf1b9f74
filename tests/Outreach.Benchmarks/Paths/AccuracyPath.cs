using System.Globalization;
using Outreach.Assistant.Evaluation;
using Outreach.Benchmarks.Accuracy;
using Outreach.Benchmarks.Measuring;

namespace Outreach.Benchmarks.Paths;

/// <summary>
/// Ours against general engines on the same records and questions: right answers per kind of question, time, building and memory.
/// Asked are the questions of the fold that nothing was tuned on, one after the other on one thread.
/// </summary>
internal static class AccuracyPath
{
    public static async Task<IReadOnlyList<string>> RunAsync(Corpus corpus)
    {
        var questions = corpus.Questions.Where(question => question.LabelFold == Corpus.ReportedFold).ToList();
        List<string> lines = [$"accuracy: {corpus.Procedures.Count} procedures, {corpus.Faqs.Count} FAQs, {questions.Count} questions of label fold {Corpus.ReportedFold}"];
        var all = PlainCorpus.Of(corpus);
        PlainCorpus[] plain = [all.NamesOnly, all];
        List<EngineResult> results = [OurEngine.Run(corpus, questions)];
        await using (var server = await PostgresServer.StartAsync())
        {
            if (server is null)
                lines.Add("PostgreSQL is missing: name a server by OUTREACH_TEST_POSTGRES, or install one and run this from the root of the repository.");
            foreach (var records in server is null ? [] : plain)
                results.Add(await PostgresEngine.RunAsync(server!.ConnectionString, records, questions));
        }

        results.AddRange(plain.Select(records => SqliteEngine.Run(records, questions)));
        if (await NodeEngine.RunAsync(all.NamesOnly, questions) is { } node)
            results.Add(node);
        else
            lines.Add("node-nlp is missing: it needs node, npm and the package registry.");
        return [.. lines, .. Tables(results)];
    }

    private static IEnumerable<string> Tables(List<EngineResult> results)
    {
        var reports = results.Select(result => new EvaluationReport(
            result.Answers.Select(answer => answer.Question), result.Answers.Select(answer => answer.Evaluated))).ToList();
        string[] engines = [.. results.Select(result => result.Name)];
        return
        [
            .. Recall("Procedures, R@1", engines, reports, report => report.Procedures, ranks => ranks.RecallAt1),
            .. Recall("Procedures, R@5", engines, reports, report => report.Procedures, ranks => ranks.RecallAt5),
            .. Recall("FAQs in other wordings, R@1", engines, reports, report => report.Faqs, ranks => ranks.RecallAt1),
            .. Recall("FAQs in other wordings, R@5", engines, reports, report => report.Faqs, ranks => ranks.RecallAt5),
            .. MarkdownTable.Of("Time and memory", ["", .. engines], Costs(results)),
            "",
            .. results.Where(result => result.Notes.Length > 0).Select(result => $"{result.Name}: {result.Notes}."),
        ];
    }

    private static IEnumerable<string> Recall(
        string heading, string[] engines, List<EvaluationReport> reports, Func<EvaluationReport, IEnumerable<(string Kind, Ranks Ranks)>> measure, Func<Ranks, double> value)
    {
        var perEngine = reports.Select(report => measure(report).ToDictionary(row => row.Kind, row => row.Ranks)).ToList();
        return MarkdownTable.Of(heading, ["kind", "questions", .. engines], perEngine[0].Select(kind => (IReadOnlyList<string>)
            [kind.Key, $"{kind.Value.Questions}", .. perEngine.Select(ranks => value(ranks[kind.Key]).ToString("0.000", CultureInfo.InvariantCulture))]));
    }

    private static IEnumerable<IReadOnlyList<string>> Costs(List<EngineResult> results) =>
    [
        ["µs per question, median", .. results.Select(result => Row.Number(Quantile.Median(Times(result))))],
        ["µs per question, p99", .. results.Select(result => Row.Number(Quantile.Of(Times(result), 0.99)))],
        ["index build, s", .. results.Select(result => Row.Number(result.BuildSeconds))],
        ["memory", .. results.Select(result => result.Memory)],
    ];

    private static IEnumerable<double> Times(EngineResult result) => result.Answers.Select(answer => answer.Microseconds);
}
