using Outreach.Assistant.Knowledge.Files;

namespace Outreach.Assistant.Evaluation;

/// <summary>A question somebody has said the right answer of.</summary>
/// <param name="Label">What is right: a procedure code, the id of a common question, a topic.</param>
/// <param name="LabelType">procedure, faq, intent, domain, smalltalk, oos or procedure_missing.</param>
/// <param name="Kind">Where it comes from; results are reported per kind and never pooled.</param>
/// <param name="Procedures">Every code that is right.</param>
/// <param name="AlsoOk">Other ids of common questions that are right.</param>
/// <param name="LabelFold">A is for tuning, B for reporting.</param>
/// <param name="Canonical">The wording that is in the knowledge itself.</param>
/// <param name="Pair">The same question with and without accents shares this.</param>
public sealed record LabelledQuestion(
    string Id,
    string Question,
    string? Label = null,
    string? LabelType = null,
    string? Kind = null,
    IReadOnlyList<string>? Procedures = null,
    IReadOnlyList<string>? AlsoOk = null,
    string? LabelFold = null,
    bool? Canonical = null,
    string? Pair = null)
{
    public bool IsOutOfScope => LabelType is "oos" or "smalltalk";

    /// <param name="name">File name for errors; ".gz" means packed.</param>
    /// <exception cref="KnowledgeFileException">A line is broken, or has no id or no question.</exception>
    public static IEnumerable<LabelledQuestion> Read(Stream stream, string name)
    {
        foreach (var (line, question) in JsonLines.Read<LabelledQuestion>(stream, name))
        {
            if (string.IsNullOrWhiteSpace(question.Id) || question.Question is null)
                throw new KnowledgeFileException(name, line, "has no \"id\" or no \"question\"");
            yield return question;
        }
    }
}
