using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Plans;

/// <summary>An imported year plan.</summary>
public sealed class StoredPlan
{
    public required Guid Id { get; init; }

    public string? Number { get; init; }

    public required string Title { get; init; }

    public string? Issuer { get; init; }

    public required int Year { get; init; }

    /// <summary>Sections and report duties as JSON; what is worked with has columns.</summary>
    public required string Document { get; init; }

    /// <summary>SHA-256 of the file: the same file is imported once.</summary>
    public required string FileHash { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }
}

/// <summary>A task of a plan.</summary>
public sealed class StoredTask
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    /// <summary>Position in the plan, from 1.</summary>
    public required int Position { get; init; }

    public required string Number { get; init; }

    public required string Section { get; init; }

    public required string Activity { get; init; }

    /// <summary>JSON array of strings.</summary>
    public required string Forms { get; init; }

    /// <summary>JSON array of <see cref="TaskAssignment"/>.</summary>
    public required string Assignments { get; init; }

    /// <summary>The plan's own words on when; empty when it says nothing.</summary>
    public required string Schedule { get; init; }

    /// <summary>Last day in time; null where the words name no day.</summary>
    public DateOnly? DueOn { get; init; }

    public string? Note { get; init; }
}

internal sealed class PlanTables : IEntityTypeConfiguration<StoredPlan>, IEntityTypeConfiguration<StoredTask>
{
    public void Configure(EntityTypeBuilder<StoredPlan> builder)
    {
        builder.ToTable("plans");
        builder.Property(plan => plan.Id).ValueGeneratedNever();
        builder.HasIndex(plan => plan.FileHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoredTask> builder)
    {
        builder.ToTable("plan_tasks");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.HasIndex(task => new { task.PlanId, task.Position }).IsUnique();
        builder.HasIndex(task => task.DueOn);
        builder.HasOne<StoredPlan>().WithMany().HasForeignKey(task => task.PlanId);
    }
}
