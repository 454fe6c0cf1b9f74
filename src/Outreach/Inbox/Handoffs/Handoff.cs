using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Inbox.Handoffs;

/// <summary>A conversation that was handed, or is to be handed, to a person.</summary>
public sealed class Handoff
{
    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    /// <summary>What the citizen was told, encrypted.</summary>
    public required string Reason { get; init; }

    public required HandoffState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the state was last told.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>
/// Where a handoff stands. The last three are the values of <c>handoff.status</c> (handoff protocol of the Bot Framework,
/// <c>EventFactory.CreateHandoffStatus</c>).
/// </summary>
public enum HandoffState
{
    /// <summary>A person was asked for; the assistant goes on answering until one comes.</summary>
    Initiated = 0,

    /// <summary>A person has the conversation: the assistant is silent.</summary>
    Accepted = 1,

    /// <summary>The person is done: the assistant answers again.</summary>
    Completed = 2,

    /// <summary>Nobody came: the assistant answers again.</summary>
    Failed = 3,
}

internal sealed class HandoffsTable : IEntityTypeConfiguration<Handoff>
{
    public void Configure(EntityTypeBuilder<Handoff> builder)
    {
        builder.ToTable("handoffs");
        builder.Property(handoff => handoff.Id).ValueGeneratedNever();
        builder.HasIndex(handoff => new { handoff.ConversationId, handoff.State });
        builder.HasIndex(handoff => handoff.UpdatedAt).HasFilter("state IN (0, 1)");
    }
}
