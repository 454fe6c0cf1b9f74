namespace Outreach.Assistant.Dialogs;

/// <summary>
/// Where answering ends and asking back begins. Chosen on half of the labelled questions: below <see cref="Clarify"/> lie nine of ten
/// questions about flights, encyclopaedia and small talk, and one of ten about procedures.
/// </summary>
internal static class Thresholds
{
    public const double Answer = 0.6;

    public const double Clarify = 0.42;

    /// <summary>From here on a close second is no reason to ask back.</summary>
    public const double Certain = 0.9;

    /// <summary>Two results closer than this, as a share of the score, are a toss.</summary>
    public const double Lead = 0.04;

    public const double FaqLead = 0.05;
}
