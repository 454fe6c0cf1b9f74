using Outreach.Assistant.Knowledge;

namespace Outreach.Assistant.Dialogs;

/// <summary>
/// What must be remembered between two turns. Small and serialisable. Nothing the citizen typed is in it but a feedback that is being
/// taken down, so it is kept encrypted. New members are optional: what was stored before must still be read.
/// </summary>
public sealed record ConversationState
{
    public static ConversationState New { get; } = new();

    /// <summary>Code of the procedure last talked about; follow-up questions are about it.</summary>
    public string? Procedure { get; init; }

    /// <summary>Which side of it; without a procedure, what has been asked of one that is still to be named.</summary>
    public Aspect? Aspect { get; init; }

    /// <summary>What was offered to choose from, in order: codes of procedures and ids of common questions.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>What numbers stand for where the channel has no buttons: 1 is the first.</summary>
    public IReadOnlyList<SuggestedReply> Options { get; init; } = [];

    /// <summary>What of the last reply did not fit into one message.</summary>
    public string? Rest { get; init; }

    /// <summary>The citizen has been told that a program answers.</summary>
    public bool Introduced { get; init; }

    /// <summary><c>vi</c> or <c>en</c>, once the citizen has asked for it.</summary>
    public string? Language { get; init; }

    /// <summary>The citizen writes without marks; where length is dear, so do we.</summary>
    public bool Unmarked { get; init; }

    /// <summary>The step of the guide the citizen is at.</summary>
    public GuideStep? Guide { get; init; }

    /// <summary>A dossier code has been asked for.</summary>
    public bool AwaitsDossierCode { get; init; }

    /// <summary>A feedback that is being taken down.</summary>
    public FeedbackDraft? Feedback { get; init; }
}
