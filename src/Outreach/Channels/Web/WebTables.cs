using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Channels.Web;

/// <summary>A conversation of the web chat.</summary>
public sealed class WebConversation
{
    public required string Id { get; init; }

    /// <summary>Sequence of the last activity; 0 when there is none.</summary>
    public long LastSequence { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }
}

/// <summary>An activity as the client sees it.</summary>
public sealed class WebActivity
{
    public required string ConversationId { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Names the append within its conversation, so that a repeat is recognised.</summary>
    public string? Key { get; init; }

    /// <summary>JSON, encrypted: it holds what a citizen wrote.</summary>
    public required string Content { get; init; }
}

/// <summary>A file that a visitor sent; it may be an identity card, so it lies encrypted and only its conversation reads it.</summary>
public sealed class WebAttachment
{
    public required string ConversationId { get; init; }

    public required string Id { get; init; }

    /// <summary>Encrypted: people call such files by their names.</summary>
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Encrypted.</summary>
    public required byte[] Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class WebTables : IEntityTypeConfiguration<WebConversation>, IEntityTypeConfiguration<WebActivity>, IEntityTypeConfiguration<WebAttachment>
{
    public void Configure(EntityTypeBuilder<WebConversation> builder)
    {
        builder.ToTable("web_conversations");
        builder.HasIndex(conversation => conversation.LastTimestamp);
    }

    public void Configure(EntityTypeBuilder<WebActivity> builder)
    {
        builder.ToTable("web_activities");
        builder.HasKey(activity => new { activity.ConversationId, activity.Sequence });
        builder.HasIndex(activity => new { activity.ConversationId, activity.Key }).IsUnique().HasFilter("\"key\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<WebAttachment> builder)
    {
        builder.ToTable("web_attachments");
        builder.HasKey(attachment => new { attachment.ConversationId, attachment.Id });

        // The time stands behind the content: without the index each file would be read to look at it.
        builder.HasIndex(attachment => new { attachment.CreatedAt, attachment.ConversationId });
    }
}
