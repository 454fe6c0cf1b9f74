using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Delivery;

namespace Outreach.Channels.Manual;

/// <summary>Something a person has to do so that a message arrives: print a sheet, read a text out, post in a group.</summary>
public sealed class ManualTask
{
    /// <summary>The id of the request (<see cref="OutgoingMessage.RequestId"/>): that of the outbox row, and another when it is put back.</summary>
    public required Guid Id { get; init; }

    public required string Channel { get; init; }

    /// <summary>The notice board, loudspeaker station or group. No personal data.</summary>
    public required string Place { get; init; }

    /// <summary>JSON of the content.</summary>
    public required string Content { get; init; }

    /// <summary>The file that was made for it, in the media store.</summary>
    public string? MediaId { get; init; }

    public required ManualState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    public string? DoneBy { get; init; }

    /// <summary>A link to the post, or what was observed.</summary>
    public string? Evidence { get; init; }

    /// <summary>A photograph, in the media store.</summary>
    public string? EvidenceMediaId { get; init; }
}

/// <summary>Where a manual task stands.</summary>
public enum ManualState
{
    Open = 0,
    Done = 1,

    /// <summary>Could not be done; <see cref="ManualTask.Evidence"/> says why.</summary>
    Declined = 2,
}

internal sealed class ManualTables : IEntityTypeConfiguration<ManualTask>
{
    public void Configure(EntityTypeBuilder<ManualTask> builder)
    {
        builder.ToTable("manual_tasks");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.HasIndex(task => new { task.State, task.CreatedAt });
    }
}
