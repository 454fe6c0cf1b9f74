using Outreach.Assistant.Knowledge;

namespace Outreach.Content;

/// <summary>
/// One dated rule on when and how messages of some classes may leave. What a rule does not speak of it leaves free. Emergency
/// messages are under none: a warning that waits for the morning warns nobody.
/// </summary>
public sealed record SendingRule
{
    public required string Id { get; init; }

    public required RuleBasis Basis { get; init; }

    /// <summary>Name of the channel; null on every channel.</summary>
    public string? Channel { get; init; }

    public required IReadOnlyList<MessageClass> Classes { get; init; }

    public SendingHours? Hours { get; init; }

    public SendingCap? Cap { get; init; }

    /// <summary>The very first characters of the text, such as <c>[QC]</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Phrases of which the text must hold one, so that the reader knows how to refuse; null when it need not.</summary>
    public IReadOnlyList<string>? Refusal { get; init; }

    public bool RequiresConsent { get; init; }

    /// <summary>Whether the national do-not-call list must be looked into first.</summary>
    public bool DoNotCall { get; init; }

    /// <summary>How old the copy of that list may be; null where no source gives a number.</summary>
    public TimeSpan? DoNotCallMaxAge { get; init; }

    /// <summary>Ids of <see cref="Law"/>.</summary>
    public IReadOnlyList<string> LegalBasis { get; init; } = [];

    /// <summary>First day it applies.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day it applies.</summary>
    public DateOnly? ValidTo { get; init; }

    public required Source Source { get; init; }

    /// <summary>False when the entry, or its reading for these classes, has not been compared with a public source.</summary>
    public bool Verified { get; init; }

    public bool Concerns(MessageClass kind, string channel) =>
        kind != MessageClass.Emergency && Classes.Contains(kind) && (Channel is null ? !PublicPlaces.Has(channel) : Channel == channel);

    public bool IsValidOn(DateOnly day) => !(day < ValidFrom) && !(ValidTo < day);
}

/// <summary>Who demands a rule.</summary>
public enum RuleBasis
{
    /// <summary>A law in force, compared with its text.</summary>
    Law,

    /// <summary>The provider refuses what breaks it.</summary>
    Platform,

    /// <summary>Our own care, where the law may be read so or the source is not clear.</summary>
    Caution,
}

/// <summary>When messages may leave, in Viet Nam's time of day.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment no longer; earlier than <paramref name="From"/> when the window goes over midnight.</param>
public sealed record SendingHours(TimeOnly From, TimeOnly To)
{
    public bool Contain(TimeOnly time) => From < To ? From <= time && time < To : From <= time || time < To;
}

/// <summary>At most <paramref name="Count"/> messages to one address in any stretch of <paramref name="Period"/>.</summary>
public sealed record SendingCap(int Count, TimeSpan Period);
