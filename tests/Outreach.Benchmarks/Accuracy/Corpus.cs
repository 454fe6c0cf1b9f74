using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Evaluation;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Knowledge.Files;
using Outreach.Content;
using Outreach.Storage;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>Records and labelled questions to measure accuracy on. They do not travel with the repository: a folder is named.</summary>
internal sealed record Corpus(IReadOnlyList<Procedure> Procedures, IReadOnlyList<Faq> Faqs, IReadOnlyList<LabelledQuestion> Questions)
{
    public const string Switch = "--data";
    public const string Variable = "OUTREACH_DATA";

    private const string ProcedureName = "procedures.jsonl.gz";
    private const string FaqName = "faq.jsonl";
    private const string QuestionName = "questions.jsonl";

    /// <summary>What to say where there is none.</summary>
    public const string Needed = $"skipped: needs {ProcedureName}, {FaqName} and {QuestionName} in a folder named by {Switch} DIR or {Variable}";

    /// <summary>The fold whose labels nothing was tuned on.</summary>
    public const string ReportedFold = "B";

    /// <summary>How people talk, from the content that travels with the program.</summary>
    public static Lexicon Lexicon { get; } = LexiconFile.ReadFolder(Path.Combine(new ContentOptions().Directory, "lexicon"));

    /// <summary>Null when no folder is named or a file is missing in it.</summary>
    public static Corpus? Open(string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder) || !new[] { ProcedureName, FaqName, QuestionName }.All(name => File.Exists(Path.Combine(folder, name))))
            return null;
        var today = TimeProvider.System.Today;
        return new Corpus(
            Read(folder, ProcedureName, (stream, name) => ProcedureFile.Read(stream, name, today)),
            Read(folder, FaqName, (stream, name) => FaqFile.Read(stream, name, today)),
            Read(folder, QuestionName, LabelledQuestion.Read));
    }

    public KnowledgeBase Index() => KnowledgeBase.Build(Procedures, Faqs, Lexicon);

    public static Evaluator Evaluator(KnowledgeBase knowledge) => new(new Dialog(new AssistantOptions()), knowledge, TimeProvider.System.Today);

    private static List<T> Read<T>(string folder, string name, Func<Stream, string, IEnumerable<T>> read)
    {
        using var stream = File.OpenRead(Path.Combine(folder, name));
        return [.. read(stream, name)];
    }
}
