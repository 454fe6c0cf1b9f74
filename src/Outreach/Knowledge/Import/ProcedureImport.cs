using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Outreach.Assistant.Knowledge.Files;
using Outreach.Storage;

namespace Outreach.Knowledge.Import;

/// <summary>
/// Stores procedures of the national portal. A record that differs replaces the one before it, which is kept; one that says
/// the same changes nothing; a broken line is told and left out, and the others go on.
/// </summary>
public sealed class ProcedureImport(Database database, IdGenerator ids, TimeProvider time)
{
    /// <summary>Rows in one unit of work: large enough to be fast, short enough to let replies through in between.</summary>
    private const int GroupSize = 500;

    /// <param name="content">JSON lines, packed with gzip or not; must be able to go back to its beginning.</param>
    /// <param name="source">Name of the file, kept with each version.</param>
    public async Task<ProcedureImportResult> RunAsync(Stream content, string source, CancellationToken ct)
    {
        var result = new ProcedureImportResult();
        var seen = new Dictionary<string, int>();
        foreach (var group in Accepted(content, seen, result).Chunk(GroupSize))
            result.Add(await database.WriteInBackgroundAsync(session => StoreAsync(session, group, source, ct), ct));
        return result;
    }

    private IEnumerable<ProcedureLine> Accepted(Stream content, Dictionary<string, int> seen, ProcedureImportResult result)
    {
        var today = time.Today;
        foreach (var (number, text) in Lines(content, result))
        {
            if (ProcedureLine.Parse(text, today, out var problem) is not { } line)
                result.Reject(number, problem);
            else if (!seen.TryAdd(line.Procedure.Code, number))
                result.Reject(number, $"has the code {line.Procedure.Code} of line {seen[line.Procedure.Code]}");
            else
            {
                result.Accept(line.Procedure.Code);
                yield return line;
            }
        }
    }

    /// <summary>What could be unpacked before a damaged place is imported; the place is told.</summary>
    private static IEnumerable<(int Line, string Text)> Lines(Stream content, ProcedureImportResult result)
    {
        using var lines = JsonLines.Lines(content).GetEnumerator();
        for (var last = 0; ; last = lines.Current.Line)
        {
            try
            {
                if (!lines.MoveNext())
                    yield break;
            }
            catch (InvalidDataException e)
            {
                result.Reject(last + 1, $"cannot be unpacked, and nothing after it: {e.Message}");
                yield break;
            }

            yield return lines.Current;
        }
    }

    private async Task<GroupCounts> StoreAsync(DbSession session, ProcedureLine[] group, string source, CancellationToken ct)
    {
        await KnowledgeGeneration.HoldAsync(session, ct);
        var codes = group.Select(line => line.Procedure.Code).ToList();
        var current = await session.Context.Set<ProcedureVersion>().AsNoTracking()
            .Where(version => version.ReplacedAt == null && codes.Contains(version.Code))
            .Select(version => new { version.Code, version.Version, version.Hash })
            .ToDictionaryAsync(version => version.Code, ct);
        var now = time.GetUtcNow();
        var fresh = group.Select(line => (line, Hash: HashOf(line.Json), Before: current.GetValueOrDefault(line.Procedure.Code)))
            .Where(row => row.Before?.Hash != row.Hash)
            .ToList();
        if (fresh.Count == 0)
            return new(0, 0, group.Length);

        await session.ExecuteManyAsync(
            "UPDATE procedure_versions SET replaced_at = @now WHERE code = @Code AND version = @Version AND replaced_at IS NULL",
            fresh.Where(row => row.Before is not null).Select(row => (object)new { now, row.Before!.Code, row.Before.Version }),
            ct);
        await session.ExecuteManyAsync(
            """
            INSERT INTO procedure_versions (id, code, version, hash, record, valid_from, imported_at, source)
            VALUES (@Id, @Code, @Version, @Hash, @Record, @ValidFrom, @ImportedAt, @Source)
            """,
            fresh.Select(row => (object)New(row.line, row.Hash, (row.Before?.Version ?? 0) + 1, now, source)),
            ct);
        await KnowledgeGeneration.RaiseAsync(session, ct);
        var added = fresh.Count(row => row.Before is null);
        return new(added, fresh.Count - added, group.Length - fresh.Count);
    }

    private NewVersion New(ProcedureLine line, string hash, int version, DateTimeOffset now, string source) => new(
        ids.Next(),
        line.Procedure.Code,
        version,
        hash,
        line.Json,
        new DateTimeOffset(line.Procedure.Source.Date.ToDateTime(TimeOnly.MinValue), LocalTime.Zone.BaseUtcOffset).ToUniversalTime(),
        now,
        source);

    private static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private sealed record NewVersion(
        Guid Id, string Code, int Version, string Hash, string Record, DateTimeOffset ValidFrom, DateTimeOffset ImportedAt, string Source);
}
