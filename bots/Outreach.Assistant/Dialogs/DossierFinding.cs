namespace Outreach.Assistant.Dialogs;

/// <summary>A dossier somebody wants to know about; who asks the agencies' system renders what it says with <see cref="Dialog.About"/>.</summary>
public sealed record DossierRequest(string Code);

/// <summary>What was learned about a dossier. It has no place for the applicant's name: whoever has a code need not be the applicant.</summary>
public abstract record DossierFinding
{
    private DossierFinding() { }

    /// <param name="Procedure">Name of the procedure, where the system tells it.</param>
    /// <param name="Office">Who has it now.</param>
    /// <param name="DueOn">Day the result is promised for.</param>
    /// <param name="AsOf">Day the system gave for its answer.</param>
    public sealed record Known(DossierStage Stage, string? Procedure, string? Office, DateOnly? ReceivedOn, DateOnly? DueOn, DateOnly AsOf) : DossierFinding;

    /// <summary>The system knows no dossier with that code.</summary>
    public sealed record Unknown : DossierFinding;

    /// <summary>There is no system to ask; citizens look on the portal themselves.</summary>
    public sealed record OnPortal : DossierFinding;

    /// <summary>The system did not answer in time or answered with an error: nothing is known, not even that there is no such dossier.</summary>
    public sealed record Unreachable : DossierFinding;
}

/// <summary>Where a dossier stands.</summary>
public enum DossierStage
{
    Received = 1,
    Processing,

    /// <summary>The citizen must hand something in.</summary>
    NeedsSupplement,

    /// <summary>A fee is to be paid.</summary>
    NeedsPayment,

    /// <summary>Past its day; the agency owes an apology and a new date.</summary>
    Overdue,

    Refused,
    Done,
}
