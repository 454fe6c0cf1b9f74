namespace Outreach.Assistant.Retrieval;

/// <summary>What can be found: its names, and the text that speaks about it.</summary>
/// <param name="Names">The name or question first, then what people call it.</param>
internal sealed record SearchDocument(IReadOnlyList<string> Names, string Context, string Body);

/// <summary>One found document.</summary>
/// <param name="Score">For ordering within one question only.</param>
/// <param name="Asked">Share of the question that the best of its names covers, 0..1.</param>
/// <param name="Named">Share of that name the question covers, 0..1.</param>
/// <param name="Unasked">Qualifiers of the name that the question does not mention.</param>
internal readonly record struct Hit(int Document, float Score, float Asked, float Named, int Unasked)
{
    /// <summary>Harmonic mean of both shares: 1 when question and name say the same.</summary>
    public float Likeness => Asked + Named == 0 ? 0 : 2 * Asked * Named / (Asked + Named);
}
