using Outreach.Storage;

namespace Outreach.Accounts;

/// <summary>Writes down who did what.</summary>
public sealed class AuditLog(Database database, TimeProvider time)
{
    public Task WriteAsync(string actor, string action, string subject, CancellationToken ct) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "INSERT INTO audit (at, actor, action, subject) VALUES (@now, @actor, @action, @subject)",
                new { now = time.GetUtcNow(), actor, action, subject },
                ct),
            ct);
}
