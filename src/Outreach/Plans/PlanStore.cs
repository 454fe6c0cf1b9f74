using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Outreach.Storage;

namespace Outreach.Plans;

/// <summary>Keeps year plans and their tasks.</summary>
public sealed class PlanStore(Database database, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Stores a plan with all its tasks or not at all; false when this very text was imported before.</summary>
    public Task<bool> AddAsync(Plan plan, string text, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return database.WriteAsync(
            async session =>
            {
                if (await session.Context.Set<StoredPlan>().AnyAsync(stored => stored.FileHash == hash, ct))
                    return false;

                var now = time.GetUtcNow();
                var stored = new StoredPlan
                {
                    Id = Guid.CreateVersion7(now),
                    Number = plan.Number,
                    Title = plan.Title,
                    Issuer = plan.Issuer,
                    Year = plan.Year,
                    Document = JsonSerializer.Serialize(new { plan.Place, plan.Issued, plan.Sections, Reports = plan.Reports.Select(Report) }, Json),
                    FileHash = hash,
                    ImportedAt = now,
                };
                session.Context.Add(stored);
                session.Context.AddRange(plan.Tasks.Select((task, i) => Task(stored, task, i + 1, now)));
                await session.Context.SaveChangesAsync(ct);
                return true;
            },
            ct);
    }

    public Task<List<StoredPlan>> ListAsync(CancellationToken ct) =>
        database.ReadAsync(session => session.Context.Set<StoredPlan>().AsNoTracking().OrderByDescending(plan => plan.Year).ThenBy(plan => plan.Title).ToListAsync(ct), ct);

    public Task<List<StoredTask>> TasksAsync(Guid planId, CancellationToken ct) =>
        database.ReadAsync(session => session.Context.Set<StoredTask>().AsNoTracking().Where(task => task.PlanId == planId).OrderBy(task => task.Position).ToListAsync(ct), ct);

    private static StoredTask Task(StoredPlan plan, PlanTask task, int position, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        PlanId = plan.Id,
        Position = position,
        Number = task.Number,
        Section = task.Group,
        Activity = task.Activity,
        Forms = JsonSerializer.Serialize(task.Forms, Json),
        Assignments = JsonSerializer.Serialize(task.Assignments, Json),
        Schedule = task.Schedule.Words,
        DueOn = task.Schedule.DueIn(plan.Year),
        Note = task.Note,
    };

    private static object Report(ReportDuty duty) => new { Schedule = duty.Schedule.Words, duty.To, duty.Through, duty.Words };
}
