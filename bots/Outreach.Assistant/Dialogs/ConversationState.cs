using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>What must be remembered between two turns. Small, serialisable, and free of anything the citizen typed.</summary>
public sealed record ConversationState
{
    public static ConversationState New { get; } = new();

    /// <summary>Code of the procedure last talked about; follow-up questions are about it.</summary>
    public string? Procedure { get; init; }

    public Aspect? Aspect { get; init; }

    /// <summary>What was offered to choose from, in order: codes of procedures and ids of common questions.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>The citizen has been told that a program answers.</summary>
    public bool Introduced { get; init; }
}
