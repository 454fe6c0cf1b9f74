using System.ComponentModel.DataAnnotations;

namespace Outreach.Knowledge;

/// <summary>How knowledge is kept and questions are learned from. Section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>Days an unanswered question is kept, then it is deleted. Default 90.</summary>
    [Range(1, 3650)]
    public int KeepQuestionsDays { get; set; } = 90;

    /// <summary>Answers less sure than this, 0..1, are shown to an officer. Default 0.6.</summary>
    [Range(0, 1)]
    public double LowConfidence { get; set; } = 0.6;

    /// <summary>Minutes after which a choice nobody took counts as not answered. Default 30.</summary>
    [Range(1, 1440)]
    public int ChoiceMinutes { get; set; } = 30;

    /// <summary>Seconds between two looks for what other nodes or the command line changed. Default 3.</summary>
    [Range(1, 300)]
    public int LookSeconds { get; set; } = 3;
}
