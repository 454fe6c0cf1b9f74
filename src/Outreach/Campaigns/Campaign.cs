using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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

    public required CampaignState State { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Hash of renditions, channels and audience as approved; checked again at launch.</summary>
    public string? ApprovedHash { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }

    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>The last contact planned; where planning goes on after a kill.</summary>
    public Guid? PlanCursor { get; init; }

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

/// <summary>The content for one channel, frozen when the campaign was made.</summary>
public sealed class CampaignRendition
{
    public required Guid CampaignId { get; init; }

    public required string Channel { get; init; }

    /// <summary>JSON of <see cref="Delivery.MessageContent"/>.</summary>
    public required string Content { get; init; }
}

internal sealed class CampaignTables : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignRendition>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("campaigns");
        builder.Property(campaign => campaign.Id).ValueGeneratedNever();
        builder.Ignore(campaign => campaign.ChannelList);
        builder.HasIndex(campaign => campaign.State);
    }

    public void Configure(EntityTypeBuilder<CampaignRendition> builder)
    {
        builder.ToTable("campaign_renditions");
        builder.HasKey(rendition => new { rendition.CampaignId, rendition.Channel });
    }
}
