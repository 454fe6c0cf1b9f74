using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Outreach.Assistant.Knowledge;
using Outreach.Assistant.Knowledge.Files;
using Outreach.Content;
using Outreach.Knowledge.Import;
using Outreach.Knowledge.Learning;
using Outreach.Storage;

namespace Outreach.Knowledge;

/// <summary>
/// Where knowledge comes from: the content folder, which people have reviewed, then imported procedures whose code the folder
/// does not have, then what officers approved.
/// </summary>
public sealed class KnowledgeSources(Database database, ContentLibrary content, IOptions<ContentOptions> options)
{
    private readonly Lazy<KnowledgeRecords> folder = new(() => KnowledgeRecords.Of(content, options.Value));

    public async Task<KnowledgeRecords> ReadAsync(CancellationToken ct)
    {
        // The generation first: what changes while we read is then read again.
        var generation = await new KnowledgeGeneration(database).CurrentAsync(ct);
        var (versions, changes) = await database.ReadAsync(StoredAsync, ct);
        var reviewed = content.Procedures.Select(procedure => procedure.Code).ToHashSet();
        var imported = versions.Where(version => !reviewed.Contains(version.Code)).Select(Read);
        var records = folder.Value with { Generation = generation, Procedures = [.. content.Procedures, .. imported] };
        return changes.Aggregate(records, (all, change) => all.With(change));

        async Task<(List<ProcedureVersion> Versions, List<KnowledgeChange> Changes)> StoredAsync(DbSession session) => (
            await session.Context.Set<ProcedureVersion>().AsNoTracking().Where(version => version.ReplacedAt == null).OrderBy(version => version.Code).ToListAsync(ct),
            await session.Context.Set<KnowledgeChange>().AsNoTracking().Where(change => change.State == ChangeState.Approved).OrderBy(change => change.ApprovedAt).ToListAsync(ct));
    }

    private static Procedure Read(ProcedureVersion version) =>
        ProcedureLine.Parse(version.Record, DateOnly.FromDateTime(version.ImportedAt.ToLocal().DateTime), out var problem)?.Procedure
        ?? throw new InvalidDataException($"Stored procedure {version.Code}: {problem}");
}
