using Microsoft.EntityFrameworkCore;
using Outreach.Delivery;
using Outreach.People;
using Outreach.Storage;

namespace Outreach.Campaigns;

/// <summary>
/// The life of a campaign: draft → approved → scheduled → planning → sending → finished, or stopped at any point. Every step
/// is one conditional statement on the state it expects, so of two that race one wins and the other is told.
/// </summary>
public sealed class CampaignStore(Database database, BulkQueues queues, IdGenerator ids, TimeProvider time)
{
    /// <param name="request">With its class decided, and its channels in the order they are tried.</param>
    public Task<CampaignChange> CreateAsync(NewCampaign request, IReadOnlyDictionary<string, MessageContent> renditions, CancellationToken ct) =>
        database.WriteAsync<CampaignChange>(
            async session =>
            {
                var list = await session.Context.Set<ContactList>().FirstOrDefaultAsync(list => list.Name == request.List, ct);
                if (list is null)
                    return new CampaignChange.Refused($"There is no contact list “{request.List}”.");

                var now = time.GetUtcNow();
                var campaign = new Campaign
                {
                    Id = ids.Next(),
                    Name = request.Name,
                    MessageId = request.MessageId,
                    ListId = list.Id,
                    Channels = string.Join(',', request.Channels),
                    Unit = request.Unit,
                    Class = request.Class!.Value,
                    ClassReason = request.ClassReason,
                    FallbackAfter = request.FallbackAfter,
                    State = CampaignState.Draft,
                    CreatedBy = request.CreatedBy,
                    CreatedAt = now,
                };
                session.Context.Add(campaign);
                foreach (var channel in request.Channels)
                {
                    var content = new FrozenContent { Id = ids.Next(), Content = MessageContentJson.Write(renditions[channel]) };
                    session.Context.AddRange(content, new CampaignRendition { CampaignId = campaign.Id, Channel = channel, ContentId = content.Id });
                }

                await session.Context.SaveChangesAsync(ct);
                return new CampaignChange.Done(campaign);
            },
            ct);

    /// <summary>The second pair of eyes: binds the approval to what is there now.</summary>
    public Task<CampaignChange> ApproveAsync(Guid id, string approver, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) =>
            {
                if (campaign.CreatedBy == approver)
                    return "A campaign is approved by someone other than its author.";

                var hash = await CampaignHash.ComputeAsync(session, campaign, ct);
                var now = time.GetUtcNow();
                return await Rows(session, campaign, CampaignState.Draft)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.State, CampaignState.Approved)
                            .SetProperty(row => row.ApprovedBy, approver)
                            .SetProperty(row => row.ApprovedAt, now)
                            .SetProperty(row => row.ApprovedHash, hash)
                            .SetProperty(row => row.Reason, (string?)null),
                        ct) == 1
                    ? null
                    : Unexpected(campaign, "approved");
            },
            ct);

    public Task<CampaignChange> ScheduleAsync(Guid id, DateTimeOffset at, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) => await Rows(session, campaign, CampaignState.Approved)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, CampaignState.Scheduled).SetProperty(row => row.ScheduledAt, at),
                    ct) == 1
                ? null
                : Unexpected(campaign, "scheduled"),
            ct);

    /// <summary>
    /// Begins planning if what was approved is still what is there; otherwise voids the approval. Called again after a kill
    /// it simply returns the campaign that is being planned.
    /// </summary>
    /// <param name="expiresAt">When its messages are not sent any more.</param>
    public Task<CampaignChange> LaunchAsync(Guid id, DateTimeOffset expiresAt, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) =>
            {
                if (campaign.State == CampaignState.Planning)
                    return null;
                if (campaign.State != CampaignState.Scheduled)
                    return Unexpected(campaign, "launched");
                if (await CampaignHash.ComputeAsync(session, campaign, ct) != campaign.ApprovedHash)
                    return await VoidApprovalAsync(session, campaign, ct);

                var now = time.GetUtcNow();
                await Rows(session, campaign, CampaignState.Scheduled)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.State, CampaignState.Planning)
                            .SetProperty(row => row.LaunchedAt, now)
                            .SetProperty(row => row.ExpiresAt, expiresAt),
                        ct);
                await queues.OpenAsync(session, QueueOf(campaign), ct);
                return null;
            },
            ct);

    /// <summary>Every citizen has a row now.</summary>
    public Task<CampaignChange> PlannedAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) => await Rows(session, campaign, CampaignState.Planning)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CampaignState.Sending), ct) == 1
                ? null
                : Unexpected(campaign, "planned"),
            ct);

    /// <summary>Stops for good: nothing that has not left will leave. Stopping twice is stopping once.</summary>
    /// <remarks>Its rows can no longer be claimed from that moment; they are marked as stopped page by page by <see cref="CampaignSweep"/>.</remarks>
    public Task<CampaignChange> StopAsync(Guid id, string reason, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) =>
            {
                if (campaign.State is CampaignState.Finished)
                    return Unexpected(campaign, "stopped");

                await session.Context.Set<Campaign>().Where(row => row.Id == id && row.State != CampaignState.Stopped)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CampaignState.Stopped).SetProperty(row => row.Reason, reason), ct);
                await queues.CloseAsync(session, id, ct);
                return null;
            },
            ct);

    /// <summary>Holds what has not left; planning goes on. Pausing twice is pausing once.</summary>
    public Task<CampaignChange> PauseAsync(Guid id, string reason, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) =>
            {
                if (campaign.State is not (CampaignState.Planning or CampaignState.Sending))
                    return Unexpected(campaign, "paused");
                await queues.PauseAsync(session, id, reason, ct);
                return null;
            },
            ct);

    /// <summary>Lets a paused campaign go on where it was. Resuming one that runs changes nothing.</summary>
    public Task<CampaignChange> ResumeAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(
            id,
            async (session, campaign) =>
            {
                if (campaign.State is not (CampaignState.Planning or CampaignState.Sending))
                    return Unexpected(campaign, "resumed");
                await BulkQueues.ResumeAsync(session, id, ct);
                return null;
            },
            ct);

    public Task<Campaign?> FindAsync(Guid id, CancellationToken ct) =>
        database.ReadAsync(session => session.Context.Set<Campaign>().AsNoTracking().FirstOrDefaultAsync(campaign => campaign.Id == id, ct), ct);

    public Task<List<Campaign>> ListAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.Context.Set<Campaign>().AsNoTracking().OrderByDescending(campaign => campaign.CreatedAt).Take(200).ToListAsync(ct), ct);

    /// <summary>Campaigns in a state, oldest first.</summary>
    public Task<List<Campaign>> InStateAsync(CampaignState state, CancellationToken ct) =>
        database.ReadAsync(
            session => session.Context.Set<Campaign>().AsNoTracking().Where(campaign => campaign.State == state).OrderBy(campaign => campaign.Id).ToListAsync(ct),
            ct);

    public async Task<IReadOnlyDictionary<string, MessageContent>> RenditionsAsync(Guid id, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            session => session.Context.Set<CampaignRendition>().AsNoTracking()
                .Where(rendition => rendition.CampaignId == id)
                .Join(session.Context.Set<FrozenContent>(), rendition => rendition.ContentId, content => content.Id, (rendition, content) => new { rendition.Channel, content.Content })
                .ToListAsync(ct),
            ct);
        return rows.ToDictionary(row => row.Channel, row => MessageContentJson.Read(row.Content));
    }

    /// <summary>By channel, the frozen content its rows refer to.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> ContentIdsAsync(Guid id, CancellationToken ct) =>
        await database.ReadAsync(
            session => session.Context.Set<CampaignRendition>().AsNoTracking()
                .Where(rendition => rendition.CampaignId == id)
                .ToDictionaryAsync(rendition => rendition.Channel, rendition => rendition.ContentId, ct),
            ct);

    private Task<CampaignChange> ChangeAsync(Guid id, Func<DbSession, Campaign, Task<string?>> change, CancellationToken ct) =>
        database.WriteAsync<CampaignChange>(
            async session =>
            {
                if (await ReadAsync(session, id, ct) is not { } campaign)
                    return new CampaignChange.NotFound(id);
                if (await change(session, campaign) is { } reason)
                    return new CampaignChange.Refused(reason);
                return new CampaignChange.Done((await ReadAsync(session, id, ct))!);
            },
            ct);

    private static BulkQueue QueueOf(Campaign campaign) => new()
    {
        Id = campaign.Id,
        Unit = campaign.Unit,
        Class = campaign.Class,
        Channels = campaign.Channels,
        FallbackMilliseconds = (long?)campaign.FallbackAfter?.TotalMilliseconds,
    };

    private static Task<Campaign?> ReadAsync(DbSession session, Guid id, CancellationToken ct) =>
        session.Context.Set<Campaign>().AsNoTracking().FirstOrDefaultAsync(campaign => campaign.Id == id, ct);

    private static IQueryable<Campaign> Rows(DbSession session, Campaign campaign, CampaignState expected) =>
        session.Context.Set<Campaign>().Where(row => row.Id == campaign.Id && row.State == expected);

    private static async Task<string> VoidApprovalAsync(DbSession session, Campaign campaign, CancellationToken ct)
    {
        const string Reason = "Content or audience changed after approval; it must be approved again.";
        await Rows(session, campaign, CampaignState.Scheduled)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, CampaignState.Draft)
                    .SetProperty(row => row.ApprovedHash, (string?)null)
                    .SetProperty(row => row.ApprovedBy, (string?)null)
                    .SetProperty(row => row.Reason, Reason),
                ct);
        return Reason;
    }

    private static string Unexpected(Campaign campaign, string wanted) => $"A campaign that is {campaign.State} cannot be {wanted}.";
}
