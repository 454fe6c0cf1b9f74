namespace Outreach.Content;

/// <summary>Which facts of a procedure a picture shows, and the template that lays them out.</summary>
public sealed record Infographic
{
    public required string Id { get; init; }

    /// <summary>Name of a file in <c>infographics/templates</c>, without <c>.svg</c>.</summary>
    public required string Template { get; init; }

    /// <summary>Code of the procedure whose facts are shown.</summary>
    public required string Procedure { get; init; }

    public required string Title { get; init; }

    public string? Subtitle { get; init; }

    /// <summary>In the order shown.</summary>
    public required IReadOnlyList<InfographicFact> Show { get; init; }

    public string? Note { get; init; }

    /// <summary>What the picture says, for those who cannot see it.</summary>
    public required string Alt { get; init; }
}

/// <summary>A fact of a procedure that a picture can show.</summary>
public enum InfographicFact
{
    Documents,
    Time,
    Fee,
    Where,
    Level,
}
