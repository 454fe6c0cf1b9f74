using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Content that many messages share, written once and never changed: what was approved is what is sent.</summary>
public sealed class FrozenContent
{
    public required Guid Id { get; init; }

    /// <summary>JSON of <see cref="MessageContent"/>.</summary>
    public required string Content { get; init; }
}

/// <summary>Reads frozen contents. They never change, so each is read and parsed once.</summary>
public sealed class MessageContents(Database database)
{
    /// <summary>A campaign has three or so; the bound only keeps years of them from piling up.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<Guid, MessageContent> known = new();

    public async ValueTask<MessageContent> FindAsync(Guid id, CancellationToken ct)
    {
        if (known.TryGetValue(id, out var content))
            return content;

        var json = await database.ReadAsync(session => session.FirstAsync<string>("SELECT content FROM message_contents WHERE id = @id", new { id }, ct), ct);
        if (known.Count >= Most)
            known.Clear();
        return known[id] = MessageContentJson.Read(json ?? throw new InvalidOperationException($"There is no content {id}."));
    }
}

internal sealed class MessageContentsTable : IEntityTypeConfiguration<FrozenContent>
{
    public void Configure(EntityTypeBuilder<FrozenContent> builder)
    {
        builder.ToTable("message_contents");
        builder.Property(content => content.Id).ValueGeneratedNever();
    }
}
