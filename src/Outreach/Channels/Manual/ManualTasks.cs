using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Outreach.Delivery;
using Outreach.Storage;

namespace Outreach.Channels.Manual;

/// <summary>What people have to do by hand, and what they said they did.</summary>
public sealed class ManualTasks(
    Database database, FieldCipher cipher, Notices notices, Receipts receipts, IOptions<ServiceOptions> service, TimeProvider time)
{
    /// <summary>Where a task's page answers; the token follows.</summary>
    public const string Path = "/tasks/";

    private readonly SignedId links = new(cipher, "outreach manual task link v1");

    /// <summary>Makes the task of a request and tells its person, or does nothing when it is there.</summary>
    internal Task AddAsync(string channel, OutgoingMessage message, string? mediaId, CancellationToken ct) =>
        database.WriteAsync(
            async session =>
            {
                var added = await session.ExecuteAsync(
                    """
                    INSERT INTO manual_tasks (id, channel, place, content, media_id, state, created_at)
                    VALUES (@RequestId, @channel, @Address, @content, @mediaId, 0, @now) ON CONFLICT (id) DO NOTHING
                    """,
                    new { message.RequestId, channel, message.Address, content = MessageContentJson.Write(message.Content), mediaId, now = time.GetUtcNow() },
                    ct);
                if (added == 1)
                    await TellAsync(session, channel, message, ct);
                return added;
            },
            ct);

    /// <summary>The newest tasks of a state.</summary>
    public Task<IReadOnlyList<ManualTask>> ListAsync(ManualState state, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ManualTask>>(
            async session => await session.Context.Set<ManualTask>().AsNoTracking().Where(task => task.State == state).OrderByDescending(task => task.Id).Take(limit).ToListAsync(ct), ct);

    public Task<ManualTask?> FindAsync(Guid id, CancellationToken ct) =>
        database.ReadAsync(session => session.Context.Set<ManualTask>().AsNoTracking().FirstOrDefaultAsync(task => task.Id == id, ct), ct);

    /// <summary>The task a link leads to; null for a link that is not ours.</summary>
    public Task<ManualTask?> FindAsync(string token, CancellationToken ct) =>
        links.Read(token) is { } id ? FindAsync(id, ct) : Task.FromResult<ManualTask?>(null);

    /// <summary>The path of a task's page, which works without a login.</summary>
    public string LinkTo(Guid id) => Path + links.Write(id);

    /// <summary>Ends a task, once: false when it had ended before. What was said becomes the message's receipt.</summary>
    public Task<bool> EndAsync(Guid id, ManualReport report, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async session =>
            {
                var channel = await session.FirstAsync<string>(
                    """
                    UPDATE manual_tasks SET state = @state, done_at = @now, done_by = @Who, evidence = @Evidence, evidence_media_id = @MediaId
                    WHERE id = @id AND state = 0 RETURNING channel
                    """,
                    new { id, state = (int)(report.Done ? ManualState.Done : ManualState.Declined), now, report.Who, report.Evidence, report.MediaId },
                    ct);
                if (channel is not null)
                    await receipts.RecordAsync(session, ReceiptOf(channel, id, report, now), ct);
                return channel is not null;
            },
            ct);
    }

    private static Receipt ReceiptOf(string channel, Guid id, ManualReport report, DateTimeOffset now) => new(
        channel,
        ManualChannel.DefaultAccount,
        $"{id}:ended",
        id.ToString(),
        report.Done ? ReceiptStatus.Delivered : ReceiptStatus.Failed,
        now,
        id,
        report.Done ? null : $"declined: {report.Evidence}");

    /// <summary>The place's contact may have an e-mail address: that is who does it. Without one it is an officers' notice.</summary>
    private async Task TellAsync(DbSession session, string channel, OutgoingMessage message, CancellationToken ct)
    {
        var heading = ManualTexts.Heading(channel, message.Address);
        var text = $"{heading}\n{message.Content.Subject}\n{(service.Value.PublicUrl is null ? LinkTo(message.RequestId) : service.Value.At(LinkTo(message.RequestId)))}";
        var email = await session.FirstAsync<string>(
            """
            SELECT other.value FROM contact_addresses place
            JOIN contact_addresses other ON other.contact_id = place.contact_id AND other.channel = 'email' AND other.state = 0
            WHERE place.channel = @channel AND place.lookup = @lookup LIMIT 1
            """,
            new { channel, lookup = cipher.Lookup(channel, message.Address) },
            ct);
        if (email is null || !await notices.MailAsync(session, cipher.Reveal(email), heading, text, ct))
            await notices.AddAsync(session, NoticeKind.ManualTask, message.RequestId.ToString(), text, ct);
    }
}

/// <summary>What a person says of a task.</summary>
/// <param name="Done">False: it could not be done, and <paramref name="Evidence"/> says why.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Evidence">A link to the post, or what was observed.</param>
/// <param name="MediaId">A photograph in the media store.</param>
public sealed record ManualReport(bool Done, string Who, string Evidence, string? MediaId = null);
