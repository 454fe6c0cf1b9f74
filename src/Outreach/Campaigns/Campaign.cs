using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Outreach.Content;
using Outreach.Delivery;

namespace Outreach.Campaigns;

/// <summary>One message to one audience at one time. What is sent is what was approved: the content is frozen in its renditions.</summary>
public sealed class Campaign
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The ready message it was made from.</summary>
    public required string MessageId { get; init; }

    /// <summary>The contact list it goes to.</summary>
    public required Guid ListId { get; init; }

    /// <summary>Channels in the order they are tried for a citizen, comma-separated.</summary>
    public required string Channels { get; init; }

    /// <summary>The unit that sends it; units share a channel fairly.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What the law sees in it; decides hours, caps, label and consent.</summary>
    public MessageClass Class { get; init; }

    /// <summary>Why a named person declared another class than the ready message's own.</summary>
    public string? ClassReason { get; init; }

    /// <summary>How long a receipt is waited for before the citizen's next channel is tried; null: only a refusal leads on.</summary>
    public TimeSpan? FallbackAfter { get; init; }

    public required CampaignState State { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Hash of renditions, channels and audience as approved; checked again at launch.</summary>
    public string? ApprovedHash { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }

    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>Set at launch: its messages are not sent after this moment.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last contact planned; where planning goes on after a kill.</summary>
    public Guid? PlanCursor { get; init; }

    /// <summary>Rows written so far, one per citizen; compared with the outbox before the campaign is called finished.</summary>
    public long PlannedRows { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it went back to draft or was stopped.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<string> ChannelList => Channels.Split(',');
}

/// <summary>Where a campaign stands; which step leads where is decided in <see cref="CampaignStore"/>.</summary>
public enum CampaignState
{
    Draft = 0,
    Approved = 1,
    Scheduled = 2,

    /// <summary>Launched: its rows are being written.</summary>
    Planning = 3,

    /// <summary>Every citizen has a row; the outbox is sending.</summary>
    Sending = 4,

    Finished = 5,
    Stopped = 6,
}

/// <summary>The content for one channel, frozen when the campaign was made (<see cref="FrozenContent"/>).</summary>
public sealed class CampaignRendition
{
    public required Guid CampaignId { get; init; }

    public required string Channel { get; init; }

    public required Guid ContentId { get; init; }
}

internal sealed class CampaignTables : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignRendition>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("campaigns");
        builder.Property(campaign => campaign.Id).ValueGeneratedNever();
        builder.Ignore(campaign => campaign.ChannelList);
        builder.Property(campaign => campaign.Class).HasConversion<string>();
        builder.Property(campaign => campaign.FallbackAfter).HasConversion<TimeSpanToTicksConverter>();
        builder.HasIndex(campaign => campaign.State);
    }

    public void Configure(EntityTypeBuilder<CampaignRendition> builder)
    {
        builder.ToTable("campaign_renditions");
        builder.HasKey(rendition => new { rendition.CampaignId, rendition.Channel });
    }
}
