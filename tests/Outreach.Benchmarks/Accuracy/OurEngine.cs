using System.Diagnostics;
using System.Globalization;
using Outreach.Assistant.Evaluation;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>The assistant: its time is that of the whole answer, with the decision and its text.</summary>
internal static class OurEngine
{
    public static EngineResult Run(Corpus corpus, IReadOnlyList<LabelledQuestion> questions)
    {
        // Once for the compiler, as the others were compiled long ago.
        corpus.Index();
        var before = Memory.Now();
        var watch = Stopwatch.StartNew();
        var knowledge = corpus.Index();
        var seconds = watch.Elapsed.TotalSeconds;
        var memory = Memory.Now().Above(before);

        var evaluator = Corpus.Evaluator(knowledge);
        evaluator.AskAll(questions);
        var answers = evaluator.AskAll(questions);
        return new(
            "ours",
            [.. questions.Zip(answers, (question, answer) => new EngineAnswer(question, answer.Procedures, answer.Faqs, answer.Microseconds))],
            seconds,
            memory.ToString(),
            "the whole answer is timed, with the decision and its text");
    }
}

/// <summary>What this process holds, in megabytes: objects, and all that it took from the system.</summary>
internal sealed record Memory(double Managed, double Private)
{
    private const double Megabyte = 1024 * 1024;

    public static Memory Now()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new(managed / Megabyte, process.PrivateMemorySize64 / Megabyte);
    }

    public Memory Above(Memory before) => new(Managed - before.Managed, Private - before.Private);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Managed:0} MB managed ({Private:+0;−0;0} MB private bytes)");
}
