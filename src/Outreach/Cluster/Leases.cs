using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Outreach.Storage;

namespace Outreach.Cluster;

/// <summary>What one node alone does, and until when nobody else may.</summary>
public sealed class Lease
{
    public required string Name { get; init; }

    public required string Holder { get; init; }

    public required DateTimeOffset Until { get; init; }
}

/// <summary>
/// Lets one node of all do what only one may, such as fetching a provider's updates: for work that runs on and on, where a
/// sweep would be started anew each time. A node that dies keeps its lease until it ends; its own restart takes it at once.
/// </summary>
public sealed class Leases(Database database, IOptions<ClusterOptions> cluster, TimeProvider time)
{
    /// <summary>Takes or prolongs it; false while another node holds it.</summary>
    public async Task<bool> TakeAsync(string name, TimeSpan duration, CancellationToken ct)
    {
        var (node, now) = (cluster.Value.Node, time.GetUtcNow());
        return await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO leases (name, holder, until) VALUES (@name, @node, @until)
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
                WHERE leases.holder = excluded.holder OR leases.until < @now
                """,
                new { name, node, until = now + duration, now },
                ct),
            ct) == 1;
    }

    /// <summary>Gives it back, if it is ours.</summary>
    public Task ReleaseAsync(string name, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync("DELETE FROM leases WHERE name = @name AND holder = @Node", new { name, cluster.Value.Node }, ct), ct);
}

internal sealed class LeasesTable : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(lease => lease.Name);
    }
}
