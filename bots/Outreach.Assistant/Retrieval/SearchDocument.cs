namespace Outreach.Assistant.Retrieval;

/// <summary>What can be found: its names, and the text that speaks about it.</summary>
/// <param name="Names">The name or question first, then its shorter forms and what people call it. The first may be empty.</param>
internal sealed record SearchDocument(IReadOnlyList<string> Names, string Context, string Body, Traits Traits, bool IsQuestion = false);

/// <summary>What of a record says whether an ordinary citizen is meant.</summary>
[Flags]
internal enum Traits
{
    None = 0,
    Commune = 1,
    Province = 2,
    Ministry = 4,

    /// <summary>Neither: missions abroad, schools, notaries.</summary>
    Abroad = 8,
    Citizen = 16,
}
