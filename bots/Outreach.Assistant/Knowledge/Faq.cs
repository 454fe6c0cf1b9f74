namespace Outreach.Assistant.Knowledge;

/// <summary>A general question with a reviewed answer: accounts, filing, paying, following a dossier.</summary>
public sealed record Faq
{
    /// <summary>Stable short name, for example <c>tai-khoan-vneid</c>.</summary>
    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>Other ways people ask it; used for finding only.</summary>
    public IReadOnlyList<string> Phrasings { get; init; } = [];

    public required string Answer { get; init; }

    public string? Topic { get; init; }

    public Uri? Link { get; init; }

    /// <summary>Documents the answer rests on, as cited.</summary>
    public IReadOnlyList<string> LegalBasis { get; init; } = [];

    /// <summary>Last day the answer may be given; null while no end is known.</summary>
    public DateOnly? ValidUntil { get; init; }

    public required Source Source { get; init; }
}
