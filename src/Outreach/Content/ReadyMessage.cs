using Outreach.Assistant.Knowledge;
using Outreach.Content.Zns;

namespace Outreach.Content;

/// <summary>A message an officer can send as it is: one thing to say, worded once per channel.</summary>
public sealed record ReadyMessage
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required MessageClass Class { get; init; }

    public string? Topic { get; init; }

    public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>Codes of the procedures it is about.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = [];

    /// <summary>Id of the picture that goes with it.</summary>
    public string? Infographic { get; init; }

    /// <summary>Ids of <see cref="Law"/>.</summary>
    public IReadOnlyList<string> LegalBasis { get; init; } = [];

    /// <summary>First day it may be sent.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day it may be sent.</summary>
    public DateOnly? ValidTo { get; init; }

    public required MessageVariants Variants { get; init; }

    /// <summary>The Zalo template that says it to telephone numbers; null where it has none, and then channel <c>zns</c> cannot carry it.</summary>
    public ZnsMessage? Zns { get; init; }

    public required Source Source { get; init; }

    /// <summary>Whether what it says may be sent on that day.</summary>
    public bool IsValidOn(DateOnly day) => !(day < ValidFrom) && !(ValidTo < day);
}

/// <summary>The wording for each channel.</summary>
/// <param name="Sms">With Vietnamese marks: UCS-2, 70 characters a part.</param>
/// <param name="SmsPlain">The same words without marks: GSM-7, 160 characters a part.</param>
/// <param name="Telegram">Becomes a caption when the message has a picture.</param>
/// <param name="Web">For the public page and the feeds.</param>
public sealed record MessageVariants(string Zalo, string Sms, string SmsPlain, string Telegram, string Facebook, string Web);

/// <summary>What kind of message the law sees: NĐ 91/2020/NĐ-CP limits advertising by hour, number and consent.</summary>
public enum MessageClass
{
    /// <summary>How to use public services.</summary>
    Guidance,

    /// <summary>About the receiver's own dossier.</summary>
    Care,

    Advertising,

    /// <summary>
    /// News of social policy, which NĐ 91/2020/NĐ-CP art. 3.1 does not count as advertising. Never the default: a named person
    /// says so for one campaign, with a reason.
    /// </summary>
    SocialPolicy,

    /// <summary>To the administration's own staff.</summary>
    Internal,

    Emergency,
}

/// <summary>Whom a message is written for.</summary>
public enum Audience
{
    Citizens,
    Enterprises,
    Officials,
    Organisations,
}
