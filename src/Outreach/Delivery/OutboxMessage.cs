using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Delivery;

/// <summary>
/// A row of the outbox: one message to one person, written before anything leaves and kept afterwards as the proof of what
/// became of it. A campaign has exactly one row per contact, and one more for each time it had to go on to the next channel.
/// </summary>
public sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    /// <summary>The campaign, which is also its <see cref="BulkQueue"/>; null on replies.</summary>
    public Guid? CampaignId { get; init; }

    public Guid? ContactId { get; init; }

    /// <summary>0 for the first channel tried for this citizen, 1 for the next.</summary>
    public int Step { get; init; }

    /// <summary>Set on replies.</summary>
    public Guid? ConversationId { get; init; }

    public required Lane Lane { get; init; }

    public required string Channel { get; init; }

    public required string Account { get; init; }

    /// <summary>Encrypted; empty on a suppressed row without an address.</summary>
    public required string Address { get; init; }

    /// <summary>Keyed hash of the address, by which refusals and caps are found; null on replies.</summary>
    public string? Lookup { get; init; }

    /// <summary>Content of its own, encrypted (<see cref="SealedContent"/>); null where <see cref="ContentId"/> names a shared one.</summary>
    public string? Content { get; init; }

    /// <summary>The frozen content that all of a campaign's rows on this channel share.</summary>
    public Guid? ContentId { get; init; }

    public required MessageState State { get; init; }

    /// <summary>Why it was suppressed, postponed, refused or is unknown, or what it was sent without (<see cref="NextStep.Incomplete"/>).</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Not sent any more after this moment, whatever kept it from leaving.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// While <see cref="MessageState.Sending"/>: after this moment nobody is working on it any more. Kept while it is unknown,
    /// because it tells when the attempt began.
    /// </summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>While <see cref="MessageState.Sending"/>: the node that claimed it.</summary>
    public string? ClaimedBy { get; init; }

    public int Attempts { get; init; }

    /// <summary>How often an officer has put it back after it had failed; providers know it by another id each time (<see cref="RequestIds"/>).</summary>
    public int Round { get; init; }

    public string? ProviderId { get; init; }

    /// <summary>
    /// When somebody must look at it although it is not due: to ask the provider about an unknown one, or to go on to the next
    /// channel after a refusal or without a receipt. Null: never.
    /// </summary>
    public DateTimeOffset? FollowUpAt { get; init; }

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

/// <summary>Where a message stands. <see cref="Due"/> and <see cref="Sending"/> are open, the rest need no more sending.</summary>
public enum MessageState
{
    Due = 0,

    /// <summary>Claimed: the request may be on the wire.</summary>
    Sending = 1,

    /// <summary>The provider took it.</summary>
    Sent = 2,

    /// <summary>A receipt says it arrived.</summary>
    Delivered = 3,

    /// <summary>Refused, or given up: the dead letters, which an officer may put back.</summary>
    Failed = 4,

    /// <summary>The request may have gone out and no answer came: it may have arrived. Sent again only where the channel's policy says so.</summary>
    Unknown = 5,

    /// <summary>Not sent, for a reason of <see cref="SuppressionReason"/>.</summary>
    Suppressed = 6,

    /// <summary>Refused or without a receipt in time, so the citizen's next channel was tried; that row tells the rest.</summary>
    HandedOn = 7,
}

/// <summary>The closed list of reasons for which a person is passed over or has to wait; shown to the officer.</summary>
public static class SuppressionReason
{
    public const string NoConsent = "no_consent";
    public const string DoNotContact = "do_not_contact";
    public const string NoAddress = "no_address";
    public const string OptedOut = "opted_out";
    public const string Stopped = "stopped";
    public const string Expired = "expired";

    /// <summary>It had arrived on another channel by then.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>Waits: the number has had its share of the day.</summary>
    public const string Cap = "cap";

    /// <summary>Waits: outside the hours of its class.</summary>
    public const string Hours = "hours";

    /// <summary>Waits: the sender account's quota is used up.</summary>
    public const string Quota = "quota";
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Round).HasDefaultValue(0);

        // Plan, then send: the database itself refuses a second row for the same citizen on the same step.
        builder.HasIndex(message => new { message.CampaignId, message.ContactId, message.Step }).IsUnique().HasFilter("campaign_id IS NOT NULL");

        // A claim reads only what is due of one campaign (null: replies), so it costs the same however long the table grows,
        // and a paused campaign, or one outside its hours, costs nothing at all.
        builder.HasIndex(message => new { message.Channel, message.CampaignId, message.DueAt, message.Id }).HasFilter("state = 0");
        builder.HasIndex(message => message.LeaseUntil).HasFilter("state = 1");
        builder.HasIndex(message => new { message.Channel, message.ProviderId }).HasFilter("provider_id IS NOT NULL");
        builder.HasIndex(message => new { message.ConversationId, message.Id }).HasFilter("conversation_id IS NOT NULL AND state IN (0, 1)");

        // What was said to a citizen, when somebody takes the conversation over; broadcasts are not in it.
        builder.HasIndex(message => new { message.ConversationId, message.Id }, "IX_outbox_conversation").HasFilter("conversation_id IS NOT NULL");

        // Messenger says "everything until then has arrived": only what of it has no receipt yet.
        builder.HasIndex(message => new { message.ConversationId, message.Lookup }).HasFilter("channel = 'messenger' AND state = 2").HasDatabaseName("IX_outbox_messenger_sent");

        // These few have their own, instead of every row being indexed by its state, which changes four times.
        builder.HasIndex(message => new { message.CampaignId, message.Id }).HasFilter("state IN (4, 5)").HasDatabaseName("IX_outbox_trouble");
        builder.HasIndex(message => message.FollowUpAt).HasFilter("follow_up_at IS NOT NULL");
    }
}
