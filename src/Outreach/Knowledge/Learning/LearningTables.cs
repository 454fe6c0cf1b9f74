using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Knowledge.Learning;

/// <summary>A question that was not answered well, for an officer to learn from; deleted after some time.</summary>
public sealed class UnansweredQuestion
{
    public required Guid Id { get; init; }

    /// <summary>The inbox message it was; each is recorded once.</summary>
    public required Guid MessageId { get; init; }

    public required Guid ConversationId { get; init; }

    public required string Channel { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Without numbers and names (<see cref="QuestionRedaction"/>), and encrypted all the same.</summary>
    public required string Text { get; init; }

    public required UnansweredReason Reason { get; init; }

    public required double Confidence { get; init; }

    /// <summary>What was found for it, best first: codes and ids as a JSON array.</summary>
    public required string Found { get; init; }

    /// <summary>Null until it is grouped.</summary>
    public string? GroupId { get; init; }
}

/// <summary>Why a question is worth an officer's look.</summary>
public enum UnansweredReason
{
    /// <summary>Answered, but hardly sure.</summary>
    LowConfidence = 1,

    /// <summary>Refused as not about public services.</summary>
    OutOfScope,

    /// <summary>Readings were offered and none was taken.</summary>
    Unresolved,

    /// <summary>After the answer the citizen asked for a person.</summary>
    Handoff,
}

/// <summary>Questions that ask for the same thing.</summary>
public sealed class QuestionGroup
{
    /// <summary>Made from the words of its first question, so any node finds the same.</summary>
    public required string Id { get; init; }

    /// <summary>Its first question, encrypted.</summary>
    public required string Title { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The approved change that took it up; questions after <see cref="SettledAt"/> say that it did not help.</summary>
    public Guid? ChangeId { get; init; }

    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>A question with the answer officers gave it; every change is replayed against all of them.</summary>
public sealed class AttachedQuestion
{
    public required Guid Id { get; init; }

    public required Guid ChangeId { get; init; }

    /// <summary>Encrypted.</summary>
    public required string Text { get; init; }

    /// <summary>A procedure's code or the id of a common question.</summary>
    public required string Label { get; init; }

    public required bool IsFaq { get; init; }
}

internal sealed class LearningTables :
    IEntityTypeConfiguration<UnansweredQuestion>,
    IEntityTypeConfiguration<QuestionGroup>,
    IEntityTypeConfiguration<AttachedQuestion>,
    IEntityTypeConfiguration<KnowledgeChange>
{
    public void Configure(EntityTypeBuilder<UnansweredQuestion> builder)
    {
        builder.ToTable("unanswered_questions");
        builder.Property(question => question.Id).ValueGeneratedNever();
        builder.HasIndex(question => question.MessageId).IsUnique();
        builder.HasIndex(question => new { question.GroupId, question.AskedAt });
        builder.HasIndex(question => question.ConversationId);
        builder.HasIndex(question => question.AskedAt);
    }

    public void Configure(EntityTypeBuilder<QuestionGroup> builder)
    {
        builder.ToTable("question_groups");
        builder.HasKey(group => group.Id);
    }

    public void Configure(EntityTypeBuilder<AttachedQuestion> builder)
    {
        builder.ToTable("attached_questions");
        builder.Property(question => question.Id).ValueGeneratedNever();
        builder.HasIndex(question => question.ChangeId);
    }

    public void Configure(EntityTypeBuilder<KnowledgeChange> builder)
    {
        builder.ToTable("knowledge_changes");
        builder.Property(change => change.Id).ValueGeneratedNever();
        builder.HasIndex(change => change.State);
        builder.Ignore(change => change.PhrasingList);
        builder.Ignore(change => change.NewFaq);
    }
}
