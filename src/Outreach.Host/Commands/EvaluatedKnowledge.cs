using System.Diagnostics;
using System.Globalization;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Knowledge.Files;
using Outreach.Content;
using Outreach.Knowledge;
using Outreach.Storage;

namespace Outreach.Host.Commands;

/// <summary>What an evaluation may answer from: the given files and nothing else, or the built-in content when none is given.</summary>
/// <param name="AnswersOnly">Index the answers of the common questions without their questions.</param>
internal sealed record EvaluatedKnowledge(FileInfo? Procedures, FileInfo? Faq, bool AnswersOnly)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The indexed knowledge, and a line on what that took.</summary>
    public (KnowledgeBase Knowledge, string Built) Build(ContentOptions options)
    {
        var lexicon = Lexicon(options);
        var (procedures, faqs) = Records(options);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var begun = Stopwatch.GetTimestamp();
        var knowledge = KnowledgeBase.Build(procedures, faqs, lexicon);
        var took = Stopwatch.GetElapsedTime(begun);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        return (knowledge, string.Create(CultureInfo.InvariantCulture, $"""
            {procedures.Count} procedures, {faqs.Count} FAQs
            Index built in {took.TotalSeconds:0.00} s; {(after - before) / Megabyte:0} MB above the records, {after / Megabyte:0} MB in all, process {Environment.WorkingSet / Megabyte:0} MB
            """));
    }

    /// <exception cref="BadInputException">There is no such file.</exception>
    /// <exception cref="KnowledgeFileException">Names file and line of what cannot be read.</exception>
    public static IEnumerable<T> Read<T>(FileInfo file, Func<Stream, string, IEnumerable<T>> read)
    {
        if (!file.Exists)
            throw new BadInputException($"{file.FullName}: there is no such file");
        using var stream = file.OpenRead();
        foreach (var item in read(stream, file.Name))
            yield return item;
    }

    public static Lexicon Lexicon(ContentOptions options) => LexiconFile.ReadFolder(Path.Combine(options.Directory, "lexicon"));

    public (List<Procedure> Procedures, List<Faq> Faqs) Records(ContentOptions options)
    {
        var today = TimeProvider.System.Today;
        if (Procedures is null && Faq is null)
        {
            var content = ContentLibrary.Load(options.Directory);
            return ([.. content.Procedures], [.. content.Faqs.Select(Shortened)]);
        }

        return (
            Procedures is null ? [] : [.. Read(Procedures, (stream, name) => ProcedureFile.Read(stream, name, today))],
            Faq is null ? [] : [.. Read(Faq, (stream, name) => FaqFile.Read(stream, name, today)).Select(Shortened)]);
    }

    private Faq Shortened(Faq faq) => AnswersOnly ? faq with { Question = "", Phrasings = [] } : faq;
}
