using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Storage;

namespace Outreach.Knowledge;

/// <summary>The number of times stored knowledge has changed; every node compares it with what it has indexed.</summary>
public sealed class KnowledgeState
{
    public required string Name { get; init; }

    public required long Generation { get; init; }
}

/// <summary>Tells the nodes, through the database, that there is something new to index.</summary>
public sealed class KnowledgeGeneration(Database database)
{
    /// <summary>0 until something was imported or approved.</summary>
    public Task<long> CurrentAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.FirstAsync<long>("SELECT generation FROM knowledge_state WHERE name = 'knowledge'", null, ct), ct);

    /// <summary>Lets one unit of work at a time change procedures: two imports on two nodes follow one another, group by group.</summary>
    public static Task HoldAsync(DbSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.ExecuteAsync(
            """
            INSERT INTO knowledge_state (name, generation) VALUES ('knowledge', 0)
            ON CONFLICT (name) DO UPDATE SET generation = knowledge_state.generation
            """,
            null,
            ct);
    }

    /// <summary>To be called in the unit of work that changes what is known.</summary>
    public static Task RaiseAsync(DbSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.ExecuteAsync(
            """
            INSERT INTO knowledge_state (name, generation) VALUES ('knowledge', 1)
            ON CONFLICT (name) DO UPDATE SET generation = knowledge_state.generation + 1
            """,
            null,
            ct);
    }
}

internal sealed class KnowledgeStateTable : IEntityTypeConfiguration<KnowledgeState>
{
    public void Configure(EntityTypeBuilder<KnowledgeState> builder)
    {
        builder.ToTable("knowledge_state");
        builder.HasKey(state => state.Name);
    }
}
