namespace Outreach.Tests.Delivery.Model;

/// <summary>
/// One thing that may happen in the life of a campaign. Numbers name things by their place among those that exist (modulo
/// how many there are), so that a list of commands keeps a meaning when some are taken out.
/// </summary>
internal abstract record LifeCommand
{
    private LifeCommand()
    {
    }

    public sealed record Create(int Kind) : LifeCommand;

    public sealed record Approve(int Campaign) : LifeCommand;

    public sealed record Schedule(int Campaign) : LifeCommand;

    /// <summary>The scheduler fires what is due; the process dies at the so-manyth page, or not at all when it is 0.</summary>
    public sealed record Fire(int DiesAtPage) : LifeCommand;

    public sealed record Pause(int Campaign) : LifeCommand;

    public sealed record Resume(int Campaign) : LifeCommand;

    public sealed record Stop(int Campaign) : LifeCommand;

    public sealed record Retry(int Campaign) : LifeCommand;

    /// <summary>Rows are claimed and handed to the provider; its answers come later.</summary>
    public sealed record Claim(int Channel, int Count) : LifeCommand;

    /// <summary>The provider answers one that is on the wire.</summary>
    public sealed record Answer(int Message, AnswerKind Kind, int Seconds) : LifeCommand;

    /// <summary>The process dies: nobody hears what is on the wire. It comes back with the same name.</summary>
    public sealed record Crash(int Taken) : LifeCommand;

    /// <summary>The provider reports on a message it took; again when it has said so before.</summary>
    public sealed record Report(int Message, Outreach.Delivery.ReceiptStatus Status, bool ByOurId) : LifeCommand;

    public sealed record Decide(int Citizen, Decision What, int Channel) : LifeCommand;

    public sealed record Advance(TimeSpan By) : LifeCommand;

    /// <summary>Somebody sets the wall clock back; what has passed has passed.</summary>
    public sealed record StepBack(TimeSpan By) : LifeCommand;

    public sealed record Sweep(SweepKind Kind) : LifeCommand;
}

internal enum AnswerKind
{
    Accepted,
    PostponedByFailure,
    PostponedByPace,
    PostponedByQuota,
    PostponedForRecipient,

    /// <summary>It took the message, and the answer was lost.</summary>
    UnconfirmedTaken,

    /// <summary>It never had the message, and nobody knows.</summary>
    UnconfirmedLost,
    Rejected,
    OptedOut,
    Misconfigured,

    /// <summary>Never handed over: the account may not send now, or the service stops.</summary>
    GivenBack,
}

internal enum Decision
{
    OptOut,
    OptIn,
    Refuse,
    Agree,
    Leave,
    Return,
    Block,
}

internal enum SweepKind
{
    Claims,
    Doubt,

    /// <summary>The provider does not answer what it is asked.</summary>
    DoubtUnavailable,
    NextChannel,
    Campaigns,
}
