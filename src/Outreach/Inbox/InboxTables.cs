using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Inbox;

/// <summary>An incoming event as stored before the provider got its answer.</summary>
public sealed class InboxMessage
{
    public required Guid Id { get; init; }

    public required string Channel { get; init; }

    public required string Account { get; init; }

    public required string EventId { get; init; }

    public required Guid ConversationId { get; init; }

    public required IncomingKind Kind { get; init; }

    /// <summary>Encrypted.</summary>
    public string? Text { get; init; }

    /// <summary>JSON of <see cref="IncomingDetails"/>, encrypted.</summary>
    public string? Details { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required InboxState State { get; init; }

    public int Attempts { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Where an incoming message stands.</summary>
public enum InboxState
{
    Waiting = 0,
    Handled = 1,

    /// <summary>Could not be handled; <see cref="InboxMessage.Reason"/> says why. Visible to the officer for as long as messages are kept.</summary>
    Failed = 2,
}

/// <summary>One citizen on one channel account.</summary>
public sealed class Conversation
{
    public required Guid Id { get; init; }

    public required string Channel { get; init; }

    public required string Account { get; init; }

    /// <summary>The citizen's address, encrypted; empty after they had their data deleted, until they write again.</summary>
    public required string Peer { get; init; }

    /// <summary>Keyed hash of the address.</summary>
    public required string PeerLookup { get; init; }

    /// <summary>Encrypted, where the channel tells it.</summary>
    public string? PeerName { get; init; }

    /// <summary>What the assistant remembers, JSON encrypted: a feedback that is being taken down is in it.</summary>
    public string? State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the citizen last did anything here: providers allow an answer for so long after it.</summary>
    public DateTimeOffset? HeardAt { get; init; }
}

internal sealed class InboxTables : IEntityTypeConfiguration<InboxMessage>, IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("inbox");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.HasIndex(message => new { message.Channel, message.Account, message.EventId }).IsUnique();
        builder.HasIndex(message => message.ReceivedAt).HasFilter("state = 0");
        builder.HasIndex(message => new { message.ConversationId, message.ReceivedAt });
    }

    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.Property(conversation => conversation.Id).ValueGeneratedNever();
        builder.HasIndex(conversation => new { conversation.Channel, conversation.Account, conversation.PeerLookup }).IsUnique();
        builder.HasIndex(conversation => conversation.UpdatedAt);
    }
}
