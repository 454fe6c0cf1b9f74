using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Content;

namespace Outreach.Delivery;

/// <summary>
/// What delivery knows of a campaign: whose it is, what the law calls it, and whether it may leave. Pausing, stopping and
/// closing hours act here, on one row, and so take effect at once however many messages wait.
/// </summary>
public sealed class BulkQueue
{
    /// <summary>The campaign's id.</summary>
    public Guid Id { get; init; }

    /// <summary>Who sends; units share a channel fairly, and so do the campaigns of one unit.</summary>
    public string Unit { get; init; } = "";

    public MessageClass Class { get; init; }

    /// <summary>Channels in the order they are tried, comma-separated.</summary>
    public string Channels { get; init; } = "";

    /// <summary>How long a receipt is waited for before the next channel is tried; null: only a refusal leads on.</summary>
    public long? FallbackMilliseconds { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public string? PauseReason { get; init; }

    /// <summary>Nothing of it leaves any more: finished or stopped.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    internal bool IsLast(string channel) => Channels == channel || Channels.EndsWith("," + channel, StringComparison.Ordinal);

    internal TimeSpan? Fallback => FallbackMilliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null;
}

internal sealed class BulkQueueTable : IEntityTypeConfiguration<BulkQueue>
{
    public void Configure(EntityTypeBuilder<BulkQueue> builder)
    {
        builder.ToTable("bulk_queues");
        builder.Property(queue => queue.Id).ValueGeneratedNever();
        builder.Property(queue => queue.Class).HasConversion<string>();
        builder.HasIndex(queue => queue.OpenedAt).HasFilter("closed_at IS NULL");
    }
}
