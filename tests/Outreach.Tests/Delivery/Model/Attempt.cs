using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Tests.Delivery.Model;

/// <summary>One handing over of a row to the provider, and what has come to light about it since.</summary>
internal sealed class Attempt(int number, ClaimedMessage message, ModelCitizen citizen, ModelCampaign campaign, ScriptedChannel channel, TimeSpan at)
{
    public ClaimedMessage Message => message;

    public ModelCitizen Citizen => citizen;

    public ModelCampaign Campaign => campaign;

    public ScriptedChannel Channel => channel;

    /// <summary>By the clock nobody can set.</summary>
    public TimeSpan At => at;

    public string ProviderId => $"p-{number}";

    /// <summary>The provider has not answered, and the process that asked is still there.</summary>
    public bool OnTheWire { get; set; } = true;

    /// <summary>The truth, which only the provider knows.</summary>
    public bool Taken { get; set; }

    /// <summary>Answered, so that nobody need doubt it.</summary>
    public bool Confirmed { get; set; }

    /// <summary>It is known that nobody received it: refused, postponed, not found, or reported as failed.</summary>
    public bool KnownLost { get; set; }

    /// <summary>A receipt said that it arrived, and we could tell of which row.</summary>
    public bool KnownArrived { get; set; }

    /// <summary>A receipt by the provider's id came before the answer that names this id.</summary>
    public bool ReportedEarly { get; set; }

    /// <summary>Somebody was told that it is not there, so it cannot be taken later.</summary>
    public bool Denied { get; set; }

    public bool MayHaveArrived => KnownArrived || !KnownLost;
}

/// <summary>A campaign as the model knows it.</summary>
internal sealed class ModelCampaign(Guid id, CampaignKind kind)
{
    public Guid Id => id;

    public CampaignKind Kind => kind;

    public Outreach.Campaigns.CampaignState State { get; set; } = Outreach.Campaigns.CampaignState.Draft;

    public bool Paused { get; set; }

    public bool IsOpen => State is Outreach.Campaigns.CampaignState.Planning or Outreach.Campaigns.CampaignState.Sending;
}

/// <param name="Channels">In the order they are tried.</param>
internal sealed record CampaignKind(MessageClass Class, TimeSpan? Fallback, params IReadOnlyList<string> Channels)
{
    /// <summary>Every order that matters: capped first or last, asked first or last, with and without a wait, under rules and without.</summary>
    public static readonly IReadOnlyList<CampaignKind> All =
    [
        new(MessageClass.Guidance, TimeSpan.FromMinutes(30), "zalo", "sms"),
        new(MessageClass.Guidance, null, "sms"),
        new(MessageClass.Guidance, TimeSpan.FromMinutes(10), "zalo", "sms", "telegram"),
        new(MessageClass.Emergency, null, "sms", "zalo"),
        new(MessageClass.Guidance, null, "telegram", "sms"),
        new(MessageClass.Guidance, TimeSpan.FromHours(1), "sms", "telegram"),
        new(MessageClass.Guidance, null, "sms", "zalo"),
        new(MessageClass.Emergency, TimeSpan.FromMinutes(30), "zalo", "telegram"),
    ];
}

/// <summary>A row of the outbox as it stands.</summary>
internal sealed record Row
{
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }

    public Guid ContactId { get; init; }

    public int Step { get; init; }

    public string Channel { get; init; } = "";

    public MessageState State { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string? ProviderId { get; init; }

    public DateTimeOffset? FollowUpAt { get; init; }

    public bool IsOpen => State is MessageState.Due or MessageState.Sending;
}
