using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Knowledge.Import;

/// <summary>An imported procedure as it stood in one file; replaced ones stay, so that it can be told what was said when.</summary>
public sealed class ProcedureVersion
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    /// <summary>From 1, per code.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of <see cref="Record"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>The record as JSON in its fixed form.</summary>
    public required string Record { get; init; }

    /// <summary>Day the source says it is of, or of its import.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>When a newer one came; null for the one that holds.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }

    /// <summary>The file it came from.</summary>
    public required string Source { get; init; }
}

internal sealed class ProcedureVersionsTable : IEntityTypeConfiguration<ProcedureVersion>
{
    public void Configure(EntityTypeBuilder<ProcedureVersion> builder)
    {
        builder.ToTable("procedure_versions");
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.HasIndex(version => new { version.Code, version.Version }).IsUnique();
        builder.HasIndex(version => version.Code).IsUnique().HasFilter("replaced_at IS NULL").HasDatabaseName("ix_procedure_versions_current");
    }
}
