using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Delivery;

/// <summary>
/// A row of the outbox: one message to one person, written before anything leaves and kept afterwards as the proof of what
/// became of it. A campaign has exactly one row per contact.
/// </summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    public Guid? CampaignId { get; init; }

    public Guid? ContactId { get; init; }

    /// <summary>Set on replies.</summary>
    public Guid? ConversationId { get; init; }

    public required Lane Lane { get; init; }

    public required string Channel { get; init; }

    public required string Account { get; init; }

    /// <summary>Encrypted; empty on a suppressed row without an address.</summary>
    public required string Address { get; init; }

    /// <summary>The content as JSON of <see cref="MessageContent"/>; null on a suppressed row.</summary>
    public string? Content { get; init; }

    public required MessageState State { get; init; }

    /// <summary>Why it was suppressed, postponed, refused or is unknown.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>While <see cref="MessageState.Sending"/>: after this moment nobody is working on it any more.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    public int Attempts { get; init; }

    /// <summary>Its campaign was stopped while it was on the wire: if it did not leave, it is not tried again.</summary>
    public bool Withdrawn { get; init; }

    public string? ProviderId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the provider took it.</summary>
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>Which queue of a channel a message waits in.</summary>
public enum Lane
{
    /// <summary>An answer to a citizen; never waits behind a broadcast.</summary>
    Interactive = 0,

    Bulk = 1,
}

/// <summary>Where a message stands. <see cref="Due"/> and <see cref="Sending"/> are open, the rest need no more work of ours.</summary>
public enum MessageState
{
    Due = 0,

    /// <summary>Claimed: the request may be on the wire.</summary>
    Sending = 1,

    /// <summary>The provider took it.</summary>
    Sent = 2,

    /// <summary>A receipt says it arrived.</summary>
    Delivered = 3,

    Failed = 4,

    /// <summary>The request went out and no answer came: it may have arrived. Never sent again by itself.</summary>
    Unknown = 5,

    /// <summary>Not sent, for a reason of <see cref="SuppressionReason"/>.</summary>
    Suppressed = 6,
}

/// <summary>The closed list of reasons for which a person is passed over; shown to the officer.</summary>
public static class SuppressionReason
{
    public const string NoConsent = "no_consent";
    public const string DoNotContact = "do_not_contact";
    public const string NoAddress = "no_address";
    public const string OptedOut = "opted_out";
    public const string Stopped = "stopped";
    public const string Expired = "expired";
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.Property(message => message.Id).ValueGeneratedNever();

        // Plan, then send: the database itself refuses a second row for the same citizen.
        builder.HasIndex(message => new { message.CampaignId, message.ContactId }).IsUnique().HasFilter("campaign_id IS NOT NULL");

        // The claim reads only what is due, so it costs the same however long the table grows.
        builder.HasIndex(message => new { message.Channel, message.Lane, message.DueAt }).HasFilter("state = 0");
        builder.HasIndex(message => message.LeaseUntil).HasFilter("state = 1");
        builder.HasIndex(message => new { message.Channel, message.ProviderId }).HasFilter("provider_id IS NOT NULL");
        builder.HasIndex(message => new { message.CampaignId, message.State }).HasFilter("campaign_id IS NOT NULL");
    }
}
