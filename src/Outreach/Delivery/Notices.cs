using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Outreach.Storage;

namespace Outreach.Delivery;

/// <summary>Something an officer has to know about, until somebody has seen it.</summary>
public sealed class Notice
{
    public required Guid Id { get; init; }

    /// <summary>One of <see cref="NoticeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of what it is about.</summary>
    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    public string? SeenBy { get; init; }
}

/// <summary>What notices are about.</summary>
public static class NoticeKind
{
    public const string CampaignPaused = "campaign_paused";
    public const string CampaignReplanned = "campaign_replanned";

    /// <summary>A person has something to do by hand.</summary>
    public const string ManualTask = "manual_task";

    /// <summary>An account's access to its provider ends unless somebody sees to it.</summary>
    public const string AccessEnds = "access_ends";
}

/// <summary>Raises notices in the unit of work of what they tell, and with them the e-mails to those who want to hear of them.</summary>
public sealed class Notices(Database database, IdGenerator ids, Outbox outbox, ChannelDirectory channels, IOptions<NoticeOptions> options, TimeProvider time)
{
    private const string Email = "email";

    public async Task AddAsync(DbSession session, string kind, string subject, string text, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "INSERT INTO notices (id, kind, subject, text, raised_at) VALUES (@id, @kind, @subject, @text, @now)",
            new { id = ids.Next(), kind, subject, text, now = time.GetUtcNow() },
            ct);
        foreach (var address in options.Value.MailTo)
            await MailAsync(session, address, text, text, ct);
    }

    /// <summary>The same for what stays true: not while an earlier one about it waits to be seen, and at most once a day. False when it was not added.</summary>
    public async Task<bool> RemindAsync(DbSession session, string kind, string subject, string text, CancellationToken ct)
    {
        var told = await session.FirstAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM notices WHERE kind = @kind AND subject = @subject AND (seen_at IS NULL OR raised_at > @since))",
            new { kind, subject, since = time.GetUtcNow() - TimeSpan.FromDays(1) },
            ct);
        if (!told)
            await AddAsync(session, kind, subject, text, ct);
        return !told;
    }

    /// <summary>An e-mail to one officer; false when e-mail is not configured here. Its sender finds it within a second.</summary>
    public async Task<bool> MailAsync(DbSession session, string address, string subject, string text, CancellationToken ct)
    {
        if (channels.Find(Email) is not { } email)
            return false;
        await outbox.AddAsync(session, new SingleMessage(Email, email.Account, address, new MessageContent(text) { Subject = FirstLine(subject) }), ct);
        return true;
    }

    /// <summary>The last hundred, newest first.</summary>
    public Task<IReadOnlyList<Notice>> LatestAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Notice>>(
            async session => await session.Context.Set<Notice>().AsNoTracking().OrderByDescending(notice => notice.Id).Take(100).ToListAsync(ct), ct);

    /// <summary>False when there is no such notice; seeing it again changes nothing.</summary>
    public async Task<bool> SeeAsync(Guid id, string who, CancellationToken ct)
    {
        await database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE notices SET seen_at = @now, seen_by = @who WHERE id = @id AND seen_at IS NULL", new { id, who, now = time.GetUtcNow() }, ct),
            ct);
        return await database.ReadAsync(session => session.Context.Set<Notice>().AnyAsync(notice => notice.Id == id, ct), ct);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0] is { Length: > 120 } line ? line[..120] + "…" : text.Split('\n', 2)[0];
}

internal sealed class NoticesTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
    }
}
