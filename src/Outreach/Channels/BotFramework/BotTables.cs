using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Outreach.Channels.BotFramework;

/// <summary>Where a conversation of a Bot Framework channel is answered, refreshed by every activity: what a proactive message needs.</summary>
public sealed class BotConversation
{
    /// <summary>The address as the outbox has it, as a keyed hash.</summary>
    public required string Lookup { get; init; }

    /// <summary>Conversation reference as JSON (service URL, channel, bot, user, conversation, locale), encrypted.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

internal sealed class BotTables : IEntityTypeConfiguration<BotConversation>
{
    public void Configure(EntityTypeBuilder<BotConversation> builder)
    {
        builder.ToTable("bot_conversations");
        builder.HasKey(conversation => conversation.Lookup);
        builder.HasIndex(conversation => conversation.UpdatedAt);
    }
}
