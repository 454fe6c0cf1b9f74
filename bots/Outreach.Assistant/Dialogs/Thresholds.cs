namespace Outreach.Assistant.Dialogs;

/// <summary>Where answering ends and asking back begins, as probabilities. Chosen on one half of 1,747 labelled questions over 5,579 procedures.</summary>
internal static class Thresholds
{
    /// <summary>Below this the question is taken to be about something else than public services.</summary>
    public const double InScope = 0.36;

    /// <summary>The same where something found fits almost surely.</summary>
    public const double InScopeIfCertain = 0.2;

    /// <summary>From here on a choice is offered however unsure the matches are.</summary>
    public const double SurelyInScope = 0.6;

    public const double Certain = 0.7;

    public const double Answer = 0.5;

    /// <summary>A second that is at least so likely as this share of the first, and covers the question as well, makes it a toss.</summary>
    public const double Toss = 0.5;

    /// <summary>Shares of question and name closer than this are alike.</summary>
    public const double Alike = 0.05;

    /// <summary>Below this not even a choice is offered.</summary>
    public const double Clarify = 0.08;

    /// <summary>What is at least so sure as this share of the best is offered as a choice.</summary>
    public const double Near = 0.3;

    /// <summary>How much surer a common question must be than a procedure.</summary>
    public const double FaqLead = 0.05;
}
