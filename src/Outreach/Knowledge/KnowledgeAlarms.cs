using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Outreach.Storage;

namespace Outreach.Knowledge;

/// <summary>Content that an answer could not rely on, such as a fee past its last day; told to officers once a day.</summary>
public sealed class KnowledgeAlarm
{
    public required string Kind { get; init; }

    /// <summary>A procedure's code or the id of a common question.</summary>
    public required string Subject { get; init; }

    /// <summary>In Viet Nam, as yyyy-MM-dd.</summary>
    public required string Day { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }
}

/// <summary>Raises alarms about content; the same one is written once a day however many answers raise it.</summary>
public sealed class KnowledgeAlarms(Database database, TimeProvider time)
{
    /// <summary>What this node has raised already. As many as there are records at most.</summary>
    private readonly ConcurrentDictionary<(string Kind, string Subject), string> raised = new();

    /// <param name="kind">Short and stable: <c>stale</c>, <c>superseded</c>.</param>
    /// <param name="subject">A procedure's code or the id of a common question.</param>
    /// <param name="what">For the officer to read.</param>
    /// <returns>False when it was raised today already.</returns>
    public async Task<bool> RaiseAsync(string kind, string subject, string what, CancellationToken ct)
    {
        var day = time.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (raised.TryGetValue((kind, subject), out var last) && last == day)
            return false;

        var fresh = await database.WriteInBackgroundAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO knowledge_alarms (kind, subject, day, text, raised_at) VALUES (@kind, @subject, @day, @what, @now)
                ON CONFLICT (kind, subject, day) DO NOTHING
                """,
                new { kind, subject, day, what, now = time.GetUtcNow() },
                ct),
            ct);
        raised[(kind, subject)] = day;
        return fresh == 1;
    }

    /// <summary>The last so many, newest first.</summary>
    public Task<List<KnowledgeAlarm>> LatestAsync(int limit, CancellationToken ct) =>
        database.ReadAsync(
            session => session.Context.Set<KnowledgeAlarm>().AsNoTracking().OrderByDescending(alarm => alarm.RaisedAt).ThenBy(alarm => alarm.Subject).Take(limit).ToListAsync(ct),
            ct);
}

internal sealed class KnowledgeAlarmsTable : IEntityTypeConfiguration<KnowledgeAlarm>
{
    public void Configure(EntityTypeBuilder<KnowledgeAlarm> builder)
    {
        builder.ToTable("knowledge_alarms");
        builder.HasKey(alarm => new { alarm.Kind, alarm.Subject, alarm.Day });
        builder.HasIndex(alarm => alarm.RaisedAt);
    }
}
