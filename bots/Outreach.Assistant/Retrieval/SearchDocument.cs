namespace Outreach.Assistant.Retrieval;

/// <summary>What can be found: its names, and the text that speaks about it.</summary>
/// <param name="Names">The name or question first, then its shorter forms and what people call it. The first may be empty.</param>
/// <param name="IsCommune">The commune handles it.</param>
/// <param name="IsQuestion">Named by a question.</param>
internal sealed record SearchDocument(IReadOnlyList<string> Names, string Context, string Body, bool IsCommune = false, bool IsQuestion = false);
