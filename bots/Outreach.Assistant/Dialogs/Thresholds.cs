namespace Outreach.Assistant.Dialogs;

/// <summary>
/// Where answering ends and asking back begins. Chosen on half of 1,747 labelled questions over 5,579 procedures: below
/// <see cref="Clarify"/> lie 96 % of those about flights, 80 % of encyclopaedia and 54 % of chit-chat, and 3 to 16 % of those about services.
/// </summary>
internal static class Thresholds
{
    public const double Answer = 0.6;

    public const double Clarify = 0.42;

    /// <summary>From here on a close second is no reason to ask back.</summary>
    public const double Certain = 0.9;

    /// <summary>Two results closer than this, as a share of the score, are a toss.</summary>
    public const double Lead = 0.04;

    /// <summary>Two names that cover the question alike ("công ty một thành viên", "hai thành viên") are a toss up to this distance…</summary>
    public const double TwinLead = 0.2;

    /// <summary>…as long as the question says less than this share of the better name.</summary>
    public const double Named = 0.85;

    /// <summary>What is at least so sure as this share of the best is offered as a choice.</summary>
    public const double Near = 0.85;

    /// <summary>How much surer a common question must be than a procedure.</summary>
    public const double FaqLead = 0.05;
}
