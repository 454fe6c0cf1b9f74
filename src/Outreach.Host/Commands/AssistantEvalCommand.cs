using System.CommandLine;
using Outreach.Assistant.Evaluation;
using Outreach.Content;
using Outreach.Inbox;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary><c>assistant eval</c>: answers labelled questions, prints the measures per kind and writes one JSON line a question.</summary>
internal static class AssistantEvalCommand
{
    public static Command Create()
    {
        var questions = FileOption("--questions", "Labelled questions, one JSON object a line", required: true);
        var procedures = FileOption("--procedures", "Procedures to answer from (.jsonl or .jsonl.gz), instead of the built-in ones");
        var faq = FileOption("--faq", "Questions with answers to answer from (.jsonl or .jsonl.gz), instead of the built-in ones");
        var output = FileOption("--out", "Where to write what was answered", required: true);
        var errors = FileOption("--errors", "Where to write the confusions, readable");
        var fold = new Option<string?>("--fold") { Description = "Report only the labels of this fold: A (for tuning) or B" };
        fold.AcceptOnlyFromAmong("A", "B");
        var answersOnly = new Option<bool>("--answers-only") { Description = "Index the answers of --faq without their questions" };
        var eval = new Command("eval", "Measure the assistant on labelled questions") { questions, procedures, faq, output, errors, fold, answersOnly };
        eval.SetAction(parsed => Run(
            parsed.GetValue(questions)!,
            new EvaluatedKnowledge(parsed.GetValue(procedures), parsed.GetValue(faq), parsed.GetValue(answersOnly)),
            parsed.GetValue(output)!,
            parsed.GetValue(errors),
            parsed.GetValue(fold)));
        return eval;
    }

    private static int Run(FileInfo questionFile, EvaluatedKnowledge given, FileInfo output, FileInfo? errors, string? fold)
    {
        var questions = EvaluatedKnowledge.Read(questionFile, LabelledQuestion.Read).ToList();
        using var writer = Writer(output);
        using var errorWriter = errors is null ? null : Writer(errors);
        var options = new ContentOptions();
        var (knowledge, built) = given.Build(options);
        System.Console.WriteLine(built);
        System.Console.WriteLine();

        var answers = new Evaluator(InboxFeature.Assistant(options), knowledge, TimeProvider.System.Today).AskAll(questions);
        EvaluationFile.Write(writer, answers);
        var report = new EvaluationReport(questions, answers);
        report = fold is null ? report : report.OfFold(fold);
        foreach (var line in EvaluationTables.Of(report))
            System.Console.WriteLine(line);
        foreach (var line in report.Errors.SelectMany(new EvaluationErrors(knowledge).Of))
            errorWriter?.WriteLine(line);
        return CommandLine.Done;
    }

    /// <summary>Opened before the work begins: a place that cannot be written to is told at once.</summary>
    private static StreamWriter Writer(FileInfo file) => file.Directory is { Exists: false } folder
        ? throw new BadInputException($"{folder.FullName}: there is no such folder")
        : new StreamWriter(file.FullName);

    private static Option<FileInfo?> FileOption(string name, string description, bool required = false) =>
        new(name) { Description = description, Required = required };
}
