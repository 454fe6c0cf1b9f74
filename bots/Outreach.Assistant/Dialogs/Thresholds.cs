namespace Outreach.Assistant.Dialogs;

/// <summary>Where answering ends and asking back begins, as probabilities. Chosen on one half of 1,747 labelled questions over 5,579 procedures.</summary>
internal static class Thresholds
{
    /// <summary>Below this the question is taken to be about something else than public services.</summary>
    public const double InScope = 0.42;

    public const double Answer = 0.5;

    /// <summary>Below this not even a choice is offered.</summary>
    public const double Clarify = 0.08;

    /// <summary>What is at least so sure as this share of the best is offered as a choice.</summary>
    public const double Near = 0.3;

    /// <summary>How much surer a common question must be than a procedure.</summary>
    public const double FaqLead = 0.05;
}
