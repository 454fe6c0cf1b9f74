using Outreach.Assistant.Evaluation;

namespace Outreach.Benchmarks.Accuracy;

/// <summary>What one engine made of the questions.</summary>
/// <param name="Memory">How much, of what.</param>
/// <param name="Notes">What a reader must know to judge the numbers.</param>
internal sealed record EngineResult(string Name, IReadOnlyList<EngineAnswer> Answers, double BuildSeconds, string Memory, string Notes = "");

/// <summary>Both rankings for one question, best first, and how long both took together.</summary>
internal sealed record EngineAnswer(LabelledQuestion Question, IReadOnlyList<string> Procedures, IReadOnlyList<string> Faqs, double Microseconds)
{
    /// <summary>So many are asked for: as many as ours shows.</summary>
    public const int Most = 10;

    /// <summary>For the report, which looks at the rankings only; others than ours decide nothing.</summary>
    public EvaluatedQuestion Evaluated => new(Question.Id, default, 0, Procedures, Faqs, null, "", 0);
}
