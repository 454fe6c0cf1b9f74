using Outreach.Assistant.Dialogs;
using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Evaluation;

/// <summary>What the assistant made of one question; one line of the output of <c>assistant eval</c>, with exactly these names.</summary>
/// <param name="Procedures">Best first, at most 10, whatever the decision.</param>
/// <param name="Faqs">Best first, at most 10, whatever the decision.</param>
/// <param name="Microseconds">From text to answer.</param>
public sealed record EvaluatedQuestion(
    string Id,
    Decision Decision,
    double Confidence,
    IReadOnlyList<string> Procedures,
    IReadOnlyList<string> Faqs,
    Aspect? Aspect,
    string Answer,
    long Microseconds)
{
    public string? FirstProcedure => Procedures.Count > 0 ? Procedures[0] : null;

    public string? FirstFaq => Faqs.Count > 0 ? Faqs[0] : null;
}
