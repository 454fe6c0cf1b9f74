using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Feedback;

/// <summary>What a citizen reported or suggested through the assistant.</summary>
public sealed class FeedbackEntry
{
    public required Guid Id { get; init; }

    /// <summary>Told to the citizen, for example <c>GY-261122-7K3M9</c>.</summary>
    public required string Code { get; init; }

    public required Guid ConversationId { get; init; }

    public required string Channel { get; init; }

    /// <summary>Encrypted.</summary>
    public required string Content { get; init; }

    /// <summary>Where and when it happened, encrypted.</summary>
    public required string Place { get; init; }

    /// <summary>How to reach the citizen, encrypted; null when they left nothing.</summary>
    public string? Contact { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class FeedbackTable : IEntityTypeConfiguration<FeedbackEntry>
{
    public void Configure(EntityTypeBuilder<FeedbackEntry> builder)
    {
        builder.ToTable("feedback");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => entry.Code).IsUnique();
        builder.HasIndex(entry => entry.ReceivedAt);
    }
}
