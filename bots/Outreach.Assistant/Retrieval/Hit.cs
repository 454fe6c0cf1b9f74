namespace Outreach.Assistant.Retrieval;

/// <summary>One found document.</summary>
/// <param name="Score">For ordering within one question only.</param>
/// <param name="Cover">How question and the best of its names cover each other.</param>
/// <param name="Unasked">Qualifiers of the name that the question does not mention.</param>
/// <param name="Anywhere">Share of the question the document has anywhere.</param>
/// <param name="Share">Its share of the probability among all candidates, 0..1.</param>
internal readonly record struct Hit(int Document, float Score, Cover Cover, int Unasked, float Anywhere, float Share = 0);
