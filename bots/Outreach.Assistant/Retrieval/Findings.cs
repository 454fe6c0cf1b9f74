using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Retrieval;

/// <summary>Both rankings, best first.</summary>
/// <param name="Scope">Probability that the question is about public services at all.</param>
public sealed record Findings(IReadOnlyList<Match<Procedure>> Procedures, IReadOnlyList<Match<Faq>> Faqs, double Scope)
{
    /// <summary>At most so many in each list.</summary>
    public const int Most = 10;

    public Match<Procedure>? BestProcedure => Procedures.Count > 0 ? Procedures[0] : null;

    public Match<Faq>? BestFaq => Faqs.Count > 0 ? Faqs[0] : null;

    /// <summary>How sure the better of both rankings is; 0 when nothing was found.</summary>
    public double Confidence => Math.Max(BestProcedure?.Confidence.Value ?? 0, BestFaq?.Confidence.Value ?? 0);
}

/// <summary>Something found, with how sure it is that this is what was meant (0..1, comparable between questions).</summary>
public sealed record Match<T>(T Item, string Id, Confidence Confidence);
