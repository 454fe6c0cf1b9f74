using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Outreach.Storage;

namespace Outreach.Knowledge.Learning;

/// <summary>
/// The life of a change: draft → replayed → approved by someone else → live, and back. Every step is one conditional
/// statement on the state it expects.
/// </summary>
public sealed class KnowledgeChanges(Database database, FieldCipher cipher, LiveKnowledge live, QuestionGroups groups, IdGenerator ids, TimeProvider time)
{
    /// <summary>A draft; nothing changes for citizens.</summary>
    public async Task<ChangeOutcome> CreateAsync(NewChange wanted, string author, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var wordings = wanted.Group is { } group ? await groups.WordingsAsync(group, ChangeCheck.MostPhrasings, ct) : [];
        if (wordings is null)
            return new ChangeOutcome.Refused($"There is no group {wanted.Group}.");

        var target = wanted.Target?.Trim() is { Length: > 0 } given ? given : wanted.Faq?.SuggestedId ?? "";
        var phrasings = (wanted.Phrasings is { Count: > 0 } own ? own : wordings).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct().ToList();
        if (ChangeCheck.Problem(wanted, target, phrasings, live.Current) is { } problem)
            return new ChangeOutcome.Refused(problem);

        var change = new KnowledgeChange
        {
            Id = ids.Next(),
            Kind = wanted.Kind,
            Target = target,
            Phrasings = JsonSerializer.Serialize(phrasings, KnowledgeChange.Json),
            Faq = wanted.Kind == ChangeKind.NewFaq ? JsonSerializer.Serialize(wanted.Faq!.ToFaq(target), KnowledgeChange.Json) : null,
            GroupId = wanted.Group,
            State = ChangeState.Draft,
            CreatedBy = author,
            CreatedAt = time.GetUtcNow(),
        };
        return await database.WriteAsync<ChangeOutcome>(
            async session =>
            {
                session.Context.Add(change);
                await session.Context.SaveChangesAsync(ct);
                return new ChangeOutcome.Done(change);
            },
            ct);
    }

    public Task<ChangeOutcome> ReplayedAsync(Guid id, ReplayReport report, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, change) =>
            {
                var json = JsonSerializer.Serialize(report, KnowledgeChange.Json);
                return await Rows(session, id, ChangeState.Draft).ExecuteUpdateAsync(set => set.SetProperty(row => row.Replay, json), ct) == 1
                    ? null
                    : Unexpected(change, "replayed");
            },
            ct);

    /// <summary>The second pair of eyes. The nodes see it by the generation, which changes with it.</summary>
    public async Task<ChangeOutcome> ApproveAsync(Guid id, string approver, CancellationToken ct)
    {
        var wordings = (await FindAsync(id, ct))?.GroupId is { } group ? await groups.WordingsAsync(group, ChangeCheck.MostPhrasings, ct) ?? [] : [];
        return await ChangeAsync(id, (session, change) => ApproveAsync(session, change, approver, wordings, ct), ct);
    }

    /// <summary>Takes an approved change back, or drops a draft.</summary>
    public Task<ChangeOutcome> RevertAsync(Guid id, string who, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, change) =>
            {
                var now = time.GetUtcNow();
                var reverted = await session.Context.Set<KnowledgeChange>().Where(row => row.Id == id && row.State != ChangeState.Reverted)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.State, ChangeState.Reverted).SetProperty(row => row.RevertedBy, who).SetProperty(row => row.RevertedAt, now), ct);
                if (reverted == 0)
                    return Unexpected(change, "reverted");
                await session.Context.Set<AttachedQuestion>().Where(question => question.ChangeId == id).ExecuteDeleteAsync(ct);
                await session.ExecuteAsync("UPDATE question_groups SET change_id = NULL, settled_at = NULL WHERE change_id = @id", new { id }, ct);
                if (change.State == ChangeState.Approved)
                    await KnowledgeGeneration.RaiseAsync(session, ct);
                return null;
            },
            ct);

    public Task<KnowledgeChange?> FindAsync(Guid id, CancellationToken ct) => database.ReadAsync(session => ReadAsync(session, id, ct), ct);

    /// <summary>The last 200, newest first.</summary>
    public Task<List<KnowledgeChange>> ListAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.Context.Set<KnowledgeChange>().AsNoTracking().OrderByDescending(change => change.CreatedAt).Take(200).ToListAsync(ct), ct);

    private async Task<string?> ApproveAsync(DbSession session, KnowledgeChange change, string approver, IReadOnlyList<string> wordings, CancellationToken ct)
    {
        if (change.CreatedBy == approver)
            return "A change is approved by someone other than its author.";
        if (change.State == ChangeState.Draft && change.Replay is null)
            return "Replay it first: whoever approves must have been able to see what it does to other questions.";

        var now = time.GetUtcNow();
        var approved = await Rows(session, change.Id, ChangeState.Draft)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, ChangeState.Approved).SetProperty(row => row.ApprovedBy, approver).SetProperty(row => row.ApprovedAt, now), ct);
        if (approved == 0)
            return Unexpected(change, "approved");
        session.Context.AddRange(wordings.Select(text => new AttachedQuestion
        {
            Id = ids.Next(),
            ChangeId = change.Id,
            Text = cipher.Protect(text),
            Label = change.Target,
            IsFaq = change.Kind != ChangeKind.Procedure,
        }));
        await session.Context.SaveChangesAsync(ct);
        await session.ExecuteAsync("UPDATE question_groups SET change_id = @Id, settled_at = @now WHERE id = @GroupId", new { change.Id, now, change.GroupId }, ct);
        await KnowledgeGeneration.RaiseAsync(session, ct);
        return null;
    }

    private Task<ChangeOutcome> ChangeAsync(Guid id, Func<DbSession, KnowledgeChange, Task<string?>> change, CancellationToken ct) =>
        database.WriteAsync<ChangeOutcome>(
            async session =>
            {
                if (await ReadAsync(session, id, ct) is not { } found)
                    return new ChangeOutcome.NotFound(id);
                if (await change(session, found) is { } reason)
                    return new ChangeOutcome.Refused(reason);
                return new ChangeOutcome.Done((await ReadAsync(session, id, ct))!);
            },
            ct);

    private static Task<KnowledgeChange?> ReadAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.Context.Set<KnowledgeChange>().AsNoTracking().FirstOrDefaultAsync(change => change.Id == id, ct);

    private static IQueryable<KnowledgeChange> Rows(DbSession session, Guid id, ChangeState expected) =>
        session.Context.Set<KnowledgeChange>().Where(row => row.Id == id && row.State == expected);

    private static string Unexpected(KnowledgeChange change, string wanted) => $"A change that is {change.State.ToString().ToLowerInvariant()} cannot be {wanted}.";
}
