using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Evaluation;

/// <summary>The confusions in words: what was asked, what would have been right, what stood first instead.</summary>
public sealed class EvaluationErrors(KnowledgeBase knowledge)
{
    private const int Shown = 3;

    public IEnumerable<string> Of(EvaluatedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        yield return $"{row.Name} {row.Question.Id} {row.Answer.Decision} {row.Answer.Confidence:0.00}: {row.Question.Question}";
        if (row.IsIntruder)
            yield return "  right: out of scope";
        if (row.IsRefused)
            yield return "  right: in scope";
        foreach (var line in Confusion(row))
            yield return line;
        yield return "";
    }

    private IEnumerable<string> Confusion(EvaluatedRow row)
    {
        if (row.AsksForProcedure && row.PlaceOfProcedure != 0)
            return [
                .. row.Question.Procedures!.Select(code => $"  right: {Procedure(code)}"),
                .. row.Answer.Procedures.Take(Shown).Select((code, i) => $"  {i + 1}. {Procedure(code)}"),
            ];
        if (row.AsksForFaq && row.PlaceOfFaq != 0)
            return [
                .. new[] { row.Question.Label! }.Concat(row.Question.AlsoOk ?? []).Select(id => $"  right: {Faq(id)}"),
                .. row.Answer.Faqs.Take(Shown).Select((id, i) => $"  {i + 1}. {Faq(id)}"),
            ];
        return row.Answer.Procedures.Take(1).Select(code => $"  1. {Procedure(code)}");
    }

    private string Procedure(string code) => $"{code} {knowledge.Procedure(code)?.Name ?? "(not in the knowledge)"}";

    private string Faq(string id) => $"{id} {knowledge.Faq(id)?.Question ?? "(not in the knowledge)"}";
}
